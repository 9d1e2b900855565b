import pytest

from kat_handouts.model.sheet import Sheet


@pytest.mark.parametrize(
    ("sheet", "path"),
    [
        (Sheet("zh-Hans", "h", "us", "letter", "letter"), "zh-Hans/h.pdf"),
        (Sheet("es", "h", "us", "a4", "letter"), "es/h.a4.pdf"),
        (Sheet("es", "h", "gb", "a4", "a4"), "es/h.gb.pdf"),
        (
            Sheet("es", "h", "gb", "letter", "a4", "large-print", "infusion"),
            "es/h.large-print.gb.infusion.letter.pdf",
        ),
    ],
)
def test_what_is_not_a_default_joins_the_file_name_in_order(sheet, path):
    assert sheet.path == path

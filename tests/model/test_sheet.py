import pytest

from kat_handouts.model.sheet import Sheet


@pytest.mark.parametrize(
    ("sheet", "path"),
    [
        (Sheet("zh-Hans", "h"), "zh-Hans/h.pdf"),
        (Sheet("es", "h", paper="a4"), "es/h.a4.pdf"),
        (Sheet("es", "h", region="gb"), "es/h.gb.pdf"),
        (
            Sheet("es", "h", region="gb", paper="letter", edition="large-print", route="infusion"),
            "es/h.large-print.gb.infusion.letter.pdf",
        ),
    ],
)
def test_what_is_not_a_default_joins_the_file_name_in_order(sheet, path):
    assert sheet.path == path

import pytest

from conftest import edit, errors_in
from kat_handouts.checks.content import check_content
from kat_handouts.checks.regions import can_be_dialled


def rules(project):
    return [item.rule for item in errors_in(check_content(project).findings)]


def test_six_regions_ship_each_with_its_numbers(library):
    numbers = {
        code: (region.emergency_number, [line.number for line in region.crisis_lines.values()])
        for code, region in library.regions.items()
    }
    assert numbers == {
        "us": ("911", ["988", "988"]),
        "gb": ("999", ["111", "0808 808 8000", "116 123"]),
        "ca": ("911", ["988"]),
        "au": ("000", ["13 11 14"]),
        "nz": ("111", ["1737"]),
        "ie": ("112", ["116 123"]),
    }


@pytest.mark.parametrize(
    ("number", "region", "can"),
    [
        ("988", "us", True),
        ("116 123", "gb", True),
        ("116 123", "us", False),
        ("13 11 14", "au", True),
        ("13 11 1", "au", False),
        ("0808 808 8000", "gb", True),
        ("0808 808 80000", "gb", False),
        ("1-800-222-1222", "us", True),
        ("", "us", False),
    ],
)
def test_a_number_can_be_dialled_where_the_numbering_plan_has_it(number, region, can):
    assert can_be_dialled(number, region) is can


def test_a_wrong_digit_in_a_line_is_found(copied):
    edit(copied, "content/regions/gb.yaml", "0808 808 8000", "0808 808 800")
    assert rules(copied) == ["region-phone"]


def test_a_wrong_digit_in_a_poison_line_is_found(copied):
    edit(copied, "content/regions/nz.yaml", "0800 764 766", "0800 76")
    assert rules(copied) == ["region-phone"]


def test_an_emergency_number_of_another_country_is_found(copied):
    edit(copied, "content/regions/nz.yaml", 'emergency_number: "111"', 'emergency_number: "110"')
    assert rules(copied) == ["region-emergency"]


def test_a_line_names_whom_it_serves(copied):
    edit(copied, "content/regions/gb.yaml", "NHS mental health help (England)", "NHS mental health")
    assert rules(copied) == ["region-serves"]


def test_numbers_are_written_as_in_the_region(copied):
    edit(copied, "content/regions/ca.yaml", '"1,234.5"', '"1.234,5"')
    assert rules(copied) == ["region-number-format"]


def test_a_region_without_a_crisis_line_is_refused(copied):
    text = (copied.root / "content/regions/ca.yaml").read_text(encoding="utf-8")
    start, end = text.index("crisis_lines:"), text.index("poison_line:")
    (copied.root / "content/regions/ca.yaml").write_text(text[:start] + text[end:], "utf-8")
    found = check_content(copied).findings
    assert [(item.rule, item.message) for item in found] == [
        ("missing-field", "the file needs “crisis_lines”")
    ]

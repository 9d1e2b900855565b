import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.checks.regions import can_be_dialled, can_be_texted
from tests.support.editing import edit, read, write
from tests.support.findings import errors_in

GB = "content/regions/gb.yaml"
US = "content/regions/us.yaml"


def rules(project):
    return [item.rule for item in errors_in(check_content(project).findings)]


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


@pytest.mark.parametrize(
    ("number", "region", "can"),
    [
        ("838255", "us", True),
        ("85258", "gb", True),
        ("0477 13 11 14", "au", True),
        ("0477 13 11 1", "au", False),
        ("988", "us", True),
        ("0123", "gb", False),
        ("8382556", "us", False),
    ],
)
def test_a_number_can_be_texted_where_it_is_in_the_plan_or_a_short_code(number, region, can):
    assert can_be_texted(number, region) is can


def test_a_wrong_digit_in_a_number_to_text_is_found(small_copy):
    edit(small_copy, US, '"741741"', '"7417411"')
    assert rules(small_copy) == ["region-phone"]


def test_a_wrong_digit_in_the_number_of_a_statement_is_found(small_copy):
    edit(small_copy, US, "1-800-332-1088", "1-800-332-108")
    assert rules(small_copy) == ["region-phone"]


def test_a_line_without_a_number_is_refused(small_copy):
    edit(small_copy, GB, '    number: "116 123"\n', "")
    found = check_content(small_copy).findings
    assert [(item.rule, item.message) for item in found] == [
        ("content", "crisis_lines.help: needs “number” to call or “text_number” to text")
    ]


def test_the_one_poison_line_of_old_is_refused_with_what_stands_in_its_place(small_copy):
    edit(small_copy, US, "poison_lines:\n  plants:", "poison_line:\n  plants:")
    found = check_content(small_copy).findings[0]
    assert (found.rule, found.message) == ("unknown-field", "unknown field “poison_line”")
    assert found.file.endswith(US)
    assert found.line == read(small_copy, US).splitlines().index("poison_line:") + 1
    assert "poison_lines:" in found.hint


def test_a_nurse_line_names_whom_it_serves(small_copy):
    edit(small_copy, US, "{text: Garden line (United States)", "{text: Garden line")
    assert rules(small_copy) == ["region-serves"]


def test_a_wrong_digit_in_a_line_is_found(small_copy):
    edit(small_copy, GB, '"116 123"', '"116 12"')
    assert rules(small_copy) == ["region-phone"]


def test_a_wrong_digit_in_a_poison_line_is_found(small_copy):
    edit(small_copy, US, "1-800-222-1222", "1-800-222")
    assert rules(small_copy) == ["region-phone"]


def test_an_emergency_number_of_another_country_is_found(small_copy):
    edit(small_copy, GB, 'emergency_number: "999"', 'emergency_number: "998"')
    assert rules(small_copy) == ["region-emergency"]


def test_a_line_names_whom_it_serves(small_copy):
    edit(
        small_copy,
        GB,
        "{text: Help line (United Kingdom)",
        "{text: Help line",
    )
    assert rules(small_copy) == ["region-serves"]


def test_numbers_are_written_as_in_the_region(small_copy):
    edit(small_copy, US, '"1,234.5"', '"1.234,5"')
    assert rules(small_copy) == ["region-number-format"]


def test_a_region_without_a_crisis_line_is_refused(small_copy):
    text = read(small_copy, GB)
    write(small_copy, GB, text[: text.index("crisis_lines:")])
    found = check_content(small_copy).findings
    assert [(item.rule, item.message) for item in found] == [
        ("missing-field", "the file needs “crisis_lines”")
    ]

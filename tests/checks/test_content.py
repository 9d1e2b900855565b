import dataclasses
from datetime import date

from kat_handouts.checks.content import check_content
from kat_handouts.model.errors import Severity
from tests.support.editing import edit
from tests.support.findings import errors_in


def test_problems_of_reading_are_findings(small_copy):
    edit(small_copy, "content/labels.yaml", "labels:", "lables:")
    assert {found.rule for found in check_content(small_copy).findings} == {
        "unknown-field",
        "missing-field",
    }


def test_a_handout_without_its_contacts_is_incomplete(small_copy):
    edit(small_copy, "content/tea.yaml", "      contacts:\n        type: contacts\n", "")
    found = errors_in(check_content(small_copy).findings)
    assert ("handout-incomplete", "tea") in {(item.rule, item.handout) for item in found}
    assert {item.rule for item in found} == {"handout-incomplete"}


def test_a_card_needs_only_its_contacts(small_copy):
    edit(
        small_copy,
        "content/walk.yaml",
        "      contacts:\n        type: contacts\n        next_visit: false\n",
        "",
    )
    found = errors_in(check_content(small_copy).findings)
    assert [item.handout for item in found if item.rule == "handout-incomplete"] == ["walk"]


def test_a_list_of_eight_is_too_long(small_copy):
    edit(
        small_copy,
        "content/garden.yaml",
        "          hat: a hat\n",
        "          hat: a hat\n" + "".join(f"          more-{n}: a pin\n" for n in "abcde"),
    )
    found = errors_in(check_content(small_copy).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("list-too-long", "garden.morning.bring")
    ]
    assert found[0].line


def test_an_overdue_review_warns_and_fails_a_release(small):
    late = dataclasses.replace(small, today=date(2027, 5, 23))
    found = [item for item in check_content(late).findings if item.rule == "review-overdue"]
    assert {item.severity for item in found} == {Severity.WARNING}
    regions = ("gb", "us")
    assert [item.file.rpartition("/")[2] for item in found] == [f"{code}.yaml" for code in regions]
    strict = [
        item for item in check_content(late, release=True).findings if item.rule == "review-overdue"
    ]
    assert [item.severity for item in strict] == [Severity.ERROR] * len(regions)


def test_signs_count_in_a_list(small_copy):
    more = "".join(
        f"  sign-{letter}:\n    after_leaving: get-help\n    patient: you see a bee\n"
        "    sources: [our-caution]\n"
        for letter in "abcdef"
    )
    edit(small_copy, "content/signs.yaml", "signs:\n", f"signs:\n{more}")
    found = errors_in(check_content(small_copy).findings)
    assert ("list-too-long", "garden.signs.effects") in [(one.rule, one.segment) for one in found]

import dataclasses
from datetime import date

from conftest import edit, errors_in
from kat_handouts.checks.content import check_content
from kat_handouts.model.errors import Severity


def test_the_real_content_is_fine(project):
    found = check_content(dataclasses.replace(project, today=date(2026, 11, 22))).findings
    assert {(item.severity, item.rule) for item in found} == {(Severity.NOTE, "source-unconfirmed")}


def test_problems_of_reading_are_findings(copied):
    edit(copied, "content/labels.yaml", "labels:", "lables:")
    assert {found.rule for found in check_content(copied).findings} == {
        "unknown-field",
        "missing-field",
    }


def test_a_handout_without_its_contacts_is_incomplete(copied):
    edit(copied, "content/next-steps.yaml", "      contacts:\n        type: contacts\n", "")
    found = errors_in(check_content(copied).findings)
    assert ("handout-incomplete", "next-steps") in {(item.rule, item.handout) for item in found}
    assert {item.rule for item in found} == {"handout-incomplete", "fact-missing"}


def test_a_card_needs_only_its_contacts(copied):
    edit(copied, "content/after-today.yaml", "      contacts:\n        type: contacts\n", "")
    found = errors_in(check_content(copied).findings)
    assert [item.handout for item in found if item.rule == "handout-incomplete"] == ["after-today"]


def test_a_list_of_eight_is_too_long(copied):
    edit(
        copied,
        "content/side-effects.yaml",
        "                text: chest pain\n",
        "                text: chest pain\n              another: another sign\n",
    )
    found = errors_in(check_content(copied).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("list-too-long", "side-effects.overview.effects")
    ]
    assert found[0].line


def test_an_overdue_review_warns_and_fails_a_release(project):
    late = dataclasses.replace(project, today=date(2027, 5, 23))
    found = [item for item in check_content(late).findings if item.rule == "review-overdue"]
    assert {item.severity for item in found} == {Severity.WARNING}
    regions = ("au", "ca", "gb", "ie", "nz", "us")
    assert [item.file.rpartition("/")[2] for item in found] == [f"{code}.yaml" for code in regions]
    strict = [
        item for item in check_content(late, release=True).findings if item.rule == "review-overdue"
    ]
    assert [item.severity for item in strict] == [Severity.ERROR] * len(regions)

import dataclasses
from datetime import date

from conftest import edit
from kat_handouts.checks.content import check_content
from kat_handouts.errors import Severity


def test_the_real_content_is_fine(project):
    assert check_content(dataclasses.replace(project, today=date(2026, 11, 22))) == []


def test_problems_of_reading_are_findings(copied):
    edit(copied, "content/labels.yaml", "labels:", "lables:")
    assert {found.rule for found in check_content(copied)} == {"unknown-field", "missing-field"}


def test_a_handout_without_its_contacts_is_incomplete(copied):
    edit(copied, "content/next-steps.yaml", "      contacts:\n        type: contacts\n", "")
    found = check_content(copied)
    assert [(item.rule, item.handout) for item in found] == [("handout-incomplete", "next-steps")]


def test_a_list_of_eight_is_too_long(copied):
    edit(
        copied,
        "content/side-effects.yaml",
        "              chest: chest pain\n",
        "              chest: chest pain\n              another: another sign\n",
    )
    found = check_content(copied)
    assert [(item.rule, item.segment) for item in found] == [
        ("list-too-long", "side-effects.overview.effects")
    ]
    assert found[0].line


def test_an_overdue_review_warns_and_fails_a_release(project):
    late = dataclasses.replace(project, today=date(2027, 6, 1))
    found = check_content(late)
    assert [item.severity for item in found] == [Severity.WARNING]
    assert found[0].file.endswith("content/regions/us.yaml")
    assert [item.severity for item in check_content(late, release=True)] == [Severity.ERROR]

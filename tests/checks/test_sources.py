import dataclasses
from datetime import date

import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.content.sources import Source
from kat_handouts.model.errors import Severity
from tests.support.editing import edit
from tests.support.findings import errors_in

NAME = "content/garden.yaml"


def rules(project):
    return [(item.rule, item.segment) for item in errors_in(check_content(project).findings)]


def test_safety_text_without_a_source_is_found(small_copy):
    edit(
        small_copy,
        NAME,
        "kind: danger\n        safety: true\n        sources: [almanac]\n",
        "kind: danger\n        safety: true\n",
    )
    assert rules(small_copy) == [
        ("source-missing", "garden.back.warn.heading"),
        ("source-missing", "garden.back.warn.pots"),
        ("source-missing", "garden.back.warn.ladder"),
    ]


def test_a_number_without_a_source_is_found(small_copy):
    edit(small_copy, NAME, "heading: A bench", "heading: A bench in 24 hours")
    assert rules(small_copy) == [("source-missing", "garden.back.bench.heading")]


def test_a_number_may_not_rest_on_a_decision_alone(small_copy):
    edit(
        small_copy,
        NAME,
        "heading: A bench",
        "heading:\n          text: A bench in 24 hours\n          sources: [our-caution]",
    )
    assert rules(small_copy) == [("source-decision", "garden.back.bench.heading")]


def test_a_source_that_is_not_there_is_found_with_a_suggestion(small_copy):
    edit(small_copy, NAME, "sources: [almanac, club]", "sources: [almanac, clubb]")
    found = errors_in(check_content(small_copy).findings)
    assert {item.rule for item in found} == {"source-unknown"}
    assert all("did you mean club?" in item.hint for item in found)
    assert all(item.line for item in found)


def test_a_region_without_a_known_source_for_its_number_is_found(small_copy):
    edit(
        small_copy,
        "content/regions/gb.yaml",
        "emergency_sources: [",
        "emergency_sources: [nobody, ",
    )
    found = errors_in(check_content(small_copy).findings)
    assert [item.rule for item in found] == ["source-unknown"]
    assert found[0].file.endswith("gb.yaml")


def test_an_overdue_source_warns_and_fails_a_release(small):
    late = dataclasses.replace(small, today=date(2027, 5, 23))
    for release, severity in ((False, Severity.WARNING), (True, Severity.ERROR)):
        found = [
            item
            for item in check_content(late, release=release).findings
            if item.rule == "source-overdue"
        ]
        assert found
        assert {item.severity for item in found} == {severity}
        assert any("almanac" in item.message for item in found)


def test_what_nobody_has_read_fails_a_release(small):
    found = [
        item for item in check_content(small, release=True).findings if item.severity == "error"
    ]
    assert {item.rule for item in found} >= {"source-unconfirmed"}


def test_a_source_that_nothing_cites_is_reported(small_copy):
    text = (small_copy.root / "content/sources.yaml").read_text(encoding="utf-8")
    entry = text[text.index("  almanac:") : text.index("  club:")]
    edit(small_copy, "content/sources.yaml", entry, entry + entry.replace("almanac", "another"))
    found = [item for item in check_content(small_copy).findings if item.rule == "source-unused"]
    assert [item.severity for item in found] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("checked", "months", "due"),
    [
        ("2026-11-22", 6, date(2027, 5, 22)),
        ("2026-08-31", 6, date(2027, 2, 28)),
        ("2026-12-01", 12, date(2027, 12, 1)),
        ("2026-01-31", 1, date(2026, 2, 28)),
    ],
)
def test_the_interval_counts_whole_months(checked, months, due):
    source = Source(
        title="t",
        publisher="p",
        published="unknown",
        where="w",
        checked=checked,
        confirmed="read",
        how="h",
        review_months=months,
    )
    assert source.review_due == due

import dataclasses
from datetime import date

import pytest

from conftest import edit, errors_in
from kat_handouts.checks.content import check_content
from kat_handouts.content.sources import Source
from kat_handouts.model.errors import Severity
from kat_handouts.typography.numbers import number_runs

NAME = "content/side-effects.yaml"


def rules(project):
    return [(item.rule, item.segment) for item in errors_in(check_content(project).findings)]


def test_every_safety_text_and_number_of_the_real_content_cites_one(library):
    for segment in library.segments.values():
        if segment.safety or number_runs(segment.source):
            assert segment.sources or "source-missing" in segment.allow, segment.id


def test_safety_text_without_a_source_is_found(copied):
    edit(copied, NAME, "        sources: [fda-label-spravato, oxford-health]\n", "")
    assert rules(copied) == [
        ("source-missing", "side-effects.breathing.action.heading"),
        ("source-missing", "side-effects.breathing.action"),
    ]


def test_a_number_without_a_source_is_found(copied):
    edit(copied, NAME, "heading: Bladder", "heading: Bladder in 24 hours")
    assert rules(copied) == [("source-missing", "side-effects.bladder.heading")]


def test_a_number_may_not_rest_on_a_decision_alone(copied):
    edit(
        copied,
        NAME,
        "heading: Bladder",
        "heading:\n      text: Bladder in 24 hours\n      sources: [our-caution]",
    )
    assert rules(copied) == [("source-decision", "side-effects.bladder.heading")]


def test_a_source_that_is_not_there_is_found_with_a_suggestion(copied):
    edit(copied, NAME, "sources: [ema-leaflet-spravato]", "sources: [ema-leaflet-spravatto]")
    found = errors_in(check_content(copied).findings)
    assert {item.rule for item in found} == {"source-unknown"}
    assert all("did you mean ema-leaflet-spravato?" in item.hint for item in found)
    assert all(item.line for item in found)


def test_a_region_without_a_known_source_for_its_number_is_found(copied):
    edit(copied, "content/regions/nz.yaml", "emergency_sources: [", "emergency_sources: [nobody, ")
    found = errors_in(check_content(copied).findings)
    assert [item.rule for item in found] == ["source-unknown"]
    assert found[0].file.endswith("nz.yaml")


def test_an_overdue_source_warns_and_fails_a_release(project):
    late = dataclasses.replace(project, today=date(2027, 5, 23))
    for release, severity in ((False, Severity.WARNING), (True, Severity.ERROR)):
        found = [
            item
            for item in check_content(late, release=release).findings
            if item.rule == "source-overdue"
        ]
        assert found
        assert {item.severity for item in found} == {severity}
        assert any("fda-label-spravato" in item.message for item in found)


def test_what_nobody_has_read_fails_a_release(project):
    found = [
        item for item in check_content(project, release=True).findings if item.severity == "error"
    ]
    assert {item.rule for item in found} >= {"source-unconfirmed"}


def test_a_source_that_nothing_cites_is_reported(copied):
    text = (copied.root / "content/sources.yaml").read_text(encoding="utf-8")
    entry = text[text.index("  apna-aana:") : text.index("  asa-ketamine:")]
    edit(copied, "content/sources.yaml", entry, entry + entry.replace("apna-aana", "another"))
    found = [item for item in check_content(copied).findings if item.rule == "source-unused"]
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


def test_what_could_not_be_confirmed_is_on_record(library):
    unconfirmed = library.sources.unconfirmed
    assert {"ride-home", "food-and-drink", "murrough-2013", "crisis-lines-abroad"} <= set(
        unconfirmed
    )
    assert all(entry.handling.endswith(".") for entry in unconfirmed.values())

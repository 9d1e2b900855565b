"""The shipped content: it keeps its own rules, and holds what the clinical page asks for."""

import dataclasses
import re
from datetime import date

import pytest
from babel import Locale

from kat_handouts.checks.content import check_content
from kat_handouts.checks.facts import check_facts
from kat_handouts.checks.printed import EVERY_ROUTE, printed_segments
from kat_handouts.checks.scores import TARGETS
from kat_handouts.content.release_record import record
from kat_handouts.model.errors import Severity
from kat_handouts.typography.numbers import number_runs
from tests.support.evidence import evidence, statements
from tests.support.shipped import HANDOUTS, ROOT


def test_the_real_content_is_fine(project):
    found = check_content(dataclasses.replace(project, today=date(2026, 11, 22))).findings
    rules = {(item.severity, item.rule) for item in found if item.rule not in READ}
    assert rules == {(Severity.NOTE, "source-unconfirmed")}


# What content/judged.yaml lacks.
READ = {"score-unread", "score-stale"}


def test_every_handout_has_been_read_as_it_stands(project):
    assert not [item for item in check_content(project).findings if item.rule in READ]


# The page of clinical facts numbers them; each number has at least one required fact.
NUMBERS = {*map(str, range(1, 23)), "10b"}


@pytest.fixture(scope="module")
def printed(project, library):
    return printed_segments(project, library)


def test_the_real_content_carries_every_fact(library, printed):
    assert list(check_facts(library, printed)) == []
    assert {variant[1] for variant in printed} == set(EVERY_ROUTE)
    assert {variant[2] for variant in printed} == set(library.regions)


def test_every_fact_of_the_page_is_required(project):
    text = project.read("content/required-facts.yaml").decode()
    comments = [line.partition(":  # ")[2] for line in text.splitlines()]
    numbered = {comment.split(",")[0] for comment in comments}
    assert numbered >= NUMBERS


STARRED = {
    "status-ketamine",
    "status-esketamine",
    "boxed-warning",
    "monitoring",
    "driving",
    "ride-home",
    "not-for",
    "tell-first",
    "medicines",
    "keep-medicines",
    "blood-pressure",
    "tell-staff",
    "emergency-signs",
    "bladder",
    "dependence",
    "pregnancy",
    "consent",
    "home-use",
    "crisis",
}


def test_the_starred_facts_are_safety_facts(library):
    assert {key for key, fact in library.facts.facts.items() if fact.safety} >= STARRED


def carriers(library):
    """Every handout segment that the list names, with its file."""
    for fact in library.facts.facts.values():
        for ids in fact.carried_by.values():
            yield from (id_ for id_ in ids if "{" not in id_)


def test_removing_any_carrier_fails(library, printed):
    for id_ in dict.fromkeys(carriers(library)):
        without = {variant: ids - {id_} for variant, ids in printed.items()}
        found = list(check_facts(library, without))
        assert {(item.rule, item.segment) for item in found} == {("fact-missing", id_)}


def numbers_of(lines):
    return [
        number for line in lines.values() for number in (line.number, line.text_number) if number
    ]


NUMBERS_OF_REGIONS = {
    "us": ("911", ["988", "988", "988", "838255"], ["1-800-222-1222"], []),
    "gb": ("999", ["116 123", "111", "0808 808 8000", "85258"], ["111"], ["111"]),
    "ca": (
        "911",
        ["988", "1-866-277-3553", "535353", "1-855-242-3310"],
        ["1-844-764-7669", "1-800-463-5060"],
        ["811", "1-888-315-9257"],
    ),
    "au": ("000", ["13 11 14", "0477 13 11 14", "13 92 76"], ["13 11 26"], ["1800 022 222"]),
    "nz": ("111", ["1737"], ["0800 764 766"], ["0800 611 116"]),
    "ie": ("112", ["116 123", "1800 247 247", "50808"], ["01 809 2166"], []),
}


def test_every_region_ships_with_its_numbers(library):
    numbers = {
        code: (
            region.emergency_number,
            numbers_of(region.crisis_lines),
            numbers_of(region.poison_lines),
            numbers_of(region.nurse_lines),
        )
        for code, region in library.regions.items()
    }
    assert numbers == NUMBERS_OF_REGIONS


def test_the_first_crisis_line_serves_its_whole_region_and_asks_for_no_choice(library):
    """Its number stands on the first page of every sheet without its name."""
    territories = Locale("en").territories
    for code, region in library.regions.items():
        first = next(iter(region.crisis_lines.values()))
        assert first.number, code
        assert first.serves == territories[code.upper()], code
        assert not re.search(r"choose|press|text|option", first.name.text), code


def test_side_effects_are_reported_by_numbers_that_were_read(library):
    found = {code: one.statements["reporting"].number for code, one in library.regions.items()}
    assert found == {
        "us": "1-800-332-1088",
        "gb": "0800 731 6789",
        "ca": "1-866-234-2345",
        "au": "1300 134 237",
        "nz": None,
        "ie": "01 676 4971",
    }


def test_the_record_is_that_of_the_content(project, library):
    written = (ROOT / "content/released.yaml").read_text(encoding="utf-8")
    assert record(library, library.released.date) == written


def test_every_handout_meets_the_targets(project):
    found = check_content(project).scores
    assert {item.handout for item in found} == set(HANDOUTS)
    assert all(item.percent >= TARGETS[item.scale] for item in found)


def test_every_safety_text_and_number_of_the_real_content_cites_one(library):
    for segment in library.segments.values():
        if segment.safety or number_runs(segment.source):
            assert segment.sources or "source-missing" in segment.allow, segment.id


def test_what_could_not_be_confirmed_is_on_record(library):
    unconfirmed = library.sources.unconfirmed
    assert {"esketamine-label-2026", "lines-abroad"} <= set(unconfirmed)
    assert len(unconfirmed) <= 6
    assert all(entry.handling.endswith(".") for entry in unconfirmed.values())


def test_the_words_that_keep_a_patient_safe_are_safety_text(library):
    dangerous = re.compile(r"\b(911|emergency_number|suicide|drive|opioid|alcohol|breathing)\b")
    unmarked = {
        segment.id
        for segment in library.segments.values()
        if dangerous.search(segment.source)
        and not segment.safety
        and not re.search(r"\.(teach-back|checklist)\.|heading$", segment.id)
    }
    assert unmarked == set()


def test_no_word_is_cut_at_the_end_of_a_line_of_its_file(library):
    """A line of YAML that ends with a hyphen gives “off- label”."""
    cut = re.compile(r"\w- (?!and |or )\w")
    assert {id_ for id_, one in library.segments.items() if cut.search(one.source)} == set()


def test_the_handouts_come_in_the_order_of_their_codes(library):
    assert tuple(library.handouts) == HANDOUTS


@pytest.mark.parametrize("handout", HANDOUTS)
def test_every_safety_statement_has_a_source_or_a_reason(project, handout):
    for statement in statements(evidence(project, handout)):
        assert not statement.safety or statement.references or statement.excuse, statement.segment


def test_every_rule_of_wording_has_a_reason(library):
    assert all(rule.why.endswith(".") for rule in library.wording.rules.values())

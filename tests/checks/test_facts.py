from dataclasses import replace

from kat_handouts.checks.content import check_content
from kat_handouts.checks.facts import check_facts
from kat_handouts.checks.printed import printed_segments
from kat_handouts.content.facts import Fact, RequiredFacts
from tests.support.editing import edit, read
from tests.support.findings import errors_in


def test_removing_any_carrier_fails(small, small_library):
    printed = printed_segments(small, small_library)
    assert list(check_facts(small_library, printed)) == []
    for fact in small_library.facts.facts.values():
        for id_ in (id_ for ids in fact.carried_by.values() for id_ in ids if "{" not in id_):
            without = {variant: ids - {id_} for variant, ids in printed.items()}
            found = list(check_facts(small_library, without))
            assert {(item.rule, item.segment) for item in found} == {("fact-missing", id_)}


def test_a_segment_removed_from_its_file_is_missed(small_copy):
    item = "          ladder:\n            picture: no-driving\n"
    item += "            text: Do not climb a ladder alone.\n"
    edit(small_copy, "content/garden.yaml", item, "")
    found = errors_in(check_content(small_copy).findings)
    assert [(item.rule, item.segment, item.handout) for item in found] == [
        ("fact-missing", "garden.back.warn.ladder", "garden")
    ]
    lines = read(small_copy, "content/required-facts.yaml").splitlines()
    assert "garden.back.warn.ladder" in lines[found[0].line - 1]


def test_a_fact_that_one_route_loses_is_missed(small_copy):
    edit(
        small_copy,
        "content/walk.yaml",
        "            text: Do not climb a ladder alone.\n",
        "            text: Do not climb a ladder alone.\n            when: {route: [infusion]}\n",
    )
    found = errors_in(check_content(small_copy).findings)
    assert [item.rule for item in found] == ["fact-missing"]
    assert "injection in gb" in found[0].message


def test_a_carrier_that_is_no_safety_text_any_more_is_found(small_copy):
    edit(
        small_copy,
        "content/garden.yaml",
        "in an emergency.\n  safety: true\n",
        "in an emergency.\n",
    )
    found = errors_in(check_content(small_copy).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("fact-not-safety", "garden.main-message")
    ]


def test_a_handout_that_is_not_there_is_named(small_copy):
    edit(small_copy, "content/required-facts.yaml", "      walk: [", "      wolk: [")
    assert "fact-unknown" in {item.rule for item in errors_in(check_content(small_copy).findings)}


def test_a_statement_of_one_region_is_missed(small_copy):
    edit(small_copy, "content/regions/gb.yaml", "  season:", "  weather:")
    found = check_content(small_copy).findings
    assert {item.rule for item in found} == {"region-statement"}


FACTS = "content/required-facts.yaml"


def test_a_fact_may_rest_on_the_phrasing_that_a_sheet_prints(small_copy):
    fact = (
        "facts:\n  digging:\n    fact: When to dig again.\n    safety: true\n"
        '    carried_by:\n      garden: ["advice.dig-again.{phrasing}.promise"]\n'
    )
    edit(small_copy, FACTS, "facts:\n", fact)
    assert errors_in(check_content(small_copy).findings) == []


def test_a_phrasing_that_a_sheet_lost_is_missed(small, small_library):
    rested = {"garden": ["advice.dig-again.{phrasing}.promise"]}
    fact = Fact(fact="When to dig again.", safety=True, carried_by=rested)
    facts = RequiredFacts(facts={"digging": fact})
    printed = printed_segments(small, small_library)
    library = replace(small_library, facts=facts)
    assert list(check_facts(library, printed)) == []
    lost = {variant: ids - {"advice.dig-again.wet.promise"} for variant, ids in printed.items()}
    assert [found.segment for found in check_facts(library, lost)] == [
        "advice.dig-again.wet.promise"
    ]

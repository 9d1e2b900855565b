import pytest

from conftest import edit, errors_in
from kat_handouts.checks.content import check_content
from kat_handouts.checks.facts import check_facts
from kat_handouts.checks.printed import EVERY_ROUTE, printed_segments

# The page of clinical facts numbers them; each number has at least one required fact.
NUMBERS = {*map(str, range(1, 23)), "10b"}


@pytest.fixture(scope="module")
def printed(project, library):
    return printed_segments(project, library)


def test_the_real_content_carries_every_fact(library, printed):
    assert list(check_facts(library, printed)) == []
    assert {variant[1] for variant in printed} == set(EVERY_ROUTE)
    assert {variant[2] for variant in printed} == {"us", "gb", "ca", "au", "nz", "ie"}


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
            yield from (id_ for id_ in ids if "{region}" not in id_)


def test_removing_any_carrier_fails(library, printed):
    for id_ in dict.fromkeys(carriers(library)):
        without = {variant: ids - {id_} for variant, ids in printed.items()}
        found = list(check_facts(library, without))
        assert {(item.rule, item.segment) for item in found} == {("fact-missing", id_)}


def test_a_segment_removed_from_its_file_is_missed(copied):
    item = "              chest:\n                picture: chest-pain\n"
    item += "                text: chest pain\n"
    edit(copied, "content/side-effects.yaml", item, "")
    found = errors_in(check_content(copied).findings)
    assert [(item.rule, item.segment, item.handout) for item in found] == [
        ("fact-missing", "side-effects.overview.effects.get-help.chest", "side-effects")
    ]
    lines = (copied.root / "content/required-facts.yaml").read_text(encoding="utf-8").splitlines()
    assert "side-effects.overview.effects.get-help.chest" in lines[found[0].line - 1]


def test_a_fact_that_one_route_loses_is_missed(copied):
    edit(
        copied,
        "content/next-steps.yaml",
        "            text: Do not drive or use machines.\n",
        "            text: Do not drive or use machines.\n            when: {route: [infusion]}\n",
    )
    found = errors_in(check_content(copied).findings)
    assert [item.rule for item in found] == ["fact-missing"]
    assert "injection in au" in found[0].message


def test_a_carrier_that_is_no_safety_text_any_more_is_found(copied):
    edit(
        copied,
        "content/your-session.yaml",
        "            text: An adult takes you home.\n            safety: true\n",
        "            text: An adult takes you home.\n",
    )
    found = errors_in(check_content(copied).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("fact-not-safety", "your-session.day.steps.ride")
    ]


def test_a_handout_that_is_not_there_is_named(copied):
    edit(copied, "content/required-facts.yaml", "      your-session: [", "      your-sesion: [")
    assert "fact-unknown" in {item.rule for item in errors_in(check_content(copied).findings)}


def test_a_statement_of_one_region_is_missed(copied):
    text = (copied.root / "content/regions/nz.yaml").read_text(encoding="utf-8")
    start, end = text.index("  esketamine-warning:"), text.index("crisis_lines:")
    (copied.root / "content/regions/nz.yaml").write_text(text[:start] + text[end:], "utf-8")
    found = check_content(copied).findings
    assert {item.rule for item in found} == {"region-statement"}

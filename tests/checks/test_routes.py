"""A sheet for one route names no other."""

import pytest

from kat_handouts.checks.content import check_content
from tests.support.editing import edit
from tests.support.findings import errors_in

BENCH = "heading: A bench"


def leftovers(project):
    found = errors_in(check_content(project).findings)
    assert {item.rule for item in found} <= {"route-leftover"}
    return found


def test_a_text_for_its_own_route_may_name_it(small_copy):
    # The hose is for whoever comes by boat, and stands on that sheet alone.
    assert leftovers(small_copy) == []


@pytest.mark.parametrize(
    ("heading", "word", "sheets"),
    [
        ("A bench by the boats", "boats", "injection or lozenge or nasal-spray"),
        ("Boat or bench", "boat", "injection or lozenge or nasal-spray"),
        # A word of two routes is at home on the sheets of both.
        ("A cart for the bench", "cart", "infusion or nasal-spray"),
    ],
)
def test_a_word_of_another_route_is_found_with_the_sheets_that_print_it(
    small_copy, heading, word, sheets
):
    edit(small_copy, "content/garden.yaml", BENCH, f"heading: {heading}")
    [found] = leftovers(small_copy)
    assert found.segment == "garden.back.bench.heading"
    assert f"“{word}” is of another route, and the sheet for {sheets} prints it" == found.message
    assert found.line
    assert "when: {route: [" in found.hint


def test_one_text_for_several_routes_is_found(small_copy):
    new = "heading:\n          text: Boat or kite\n"
    edit(small_copy, "content/garden.yaml", BENCH, new)
    where = "      bench:\n        type: callout\n        kind: tip\n"
    when = where + "        when: {route: [infusion, lozenge]}\n"
    edit(small_copy, "content/garden.yaml", where, when)
    [found] = leftovers(small_copy)
    assert "for infusion or lozenge prints it" in found.message


def test_what_a_region_says_is_held_to_it_too(small_copy):
    edit(small_copy, "content/regions/us.yaml", "opens in March.", "opens to boats in March.")
    [found] = leftovers(small_copy)
    assert found.segment == "region.us.statements.season"


def test_a_text_may_name_another_route_for_a_reason(small_copy):
    new = (
        "heading:\n          text: Have you come by boat before?\n          allow:\n"
        "            route-leftover: the question is about another day\n"
    )
    edit(small_copy, "content/garden.yaml", BENCH, new)
    assert leftovers(small_copy) == []


def test_part_of_a_word_is_none(small_copy):
    edit(small_copy, "content/garden.yaml", BENCH, "heading: A bench by the boathouse")
    assert leftovers(small_copy) == []


def test_every_route_has_its_words(library):
    assert set(library.wording.routes) == {"infusion", "injection", "lozenge", "nasal-spray"}

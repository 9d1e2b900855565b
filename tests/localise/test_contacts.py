"""What a region says when nobody answers, and what a clinic has set in place of room to write."""

from dataclasses import replace

import pytest

from kat_handouts.clinic.hours import hours
from kat_handouts.content.library import load_library
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.document import Slot
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.phone import Phone
from tests.support.documents import make_document
from tests.support.editing import edit

GARDEN = "content/garden.yaml"
OWN = (
    'nobody_answers: {text: "Nobody there? Call the gardener.", safety: true, sources: [almanac]}\n'
)


def segments(project, region="us"):
    document = make_document(project, "en", "garden", region=region)
    return {text.segment: text.plain for text in document.texts()}


def test_a_region_may_say_in_its_own_words_what_to_do_when_nobody_answers(small_copy):
    assert "label.nobody-answers" in segments(small_copy)
    edit(small_copy, "content/regions/us.yaml", "statements:\n", f"{OWN}statements:\n")
    said = segments(small_copy)
    assert said["region.us.nobody-answers"] == "Nobody there? Call the gardener."
    assert "label.nobody-answers" not in said
    assert load_library(small_copy).segments["region.us.nobody-answers"].safety
    assert "label.nobody-answers" in segments(small_copy, "gb")


def times(project):
    document = make_document(project, "en", "garden")
    nodes = [node for section in document.sections for node in section.walk()]
    return [node.id.rpartition(".")[2] for node in nodes if ".hours" in node.id]


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("no-food", ["hours", "no-food"]),
        ("no-drink", ["hours", "no-drink"]),
        ("fasting", ["hours", "no-food", "no-drink"]),
    ],
)
def test_a_clinic_sets_food_and_drink_each_in_its_place(small_copy, kind, printed):
    block = "      hours:\n        type: writing\n        label: My hours\n        clinic: "
    edit(small_copy, GARDEN, "      contacts:\n", f"{block}{kind}\n      contacts:\n")
    clinic = replace(small_copy.clinic, no_food=240, no_drink=120)
    assert times(replace(small_copy, clinic=clinic)) == printed
    assert times(small_copy) == ["hours"]


PHONES = (Phone("555-0100 ext. 7", "Nurse"), Phone("555-0142"))


def contacts(project, tag, **clinic):
    """Return the rows of the clinic's own numbers, by the end of their ids."""
    document = make_document(project, tag, "garden", clinic=Clinic(**clinic))
    nodes = (node for section in document.sections for node in section.walk())
    return {
        node.id.rpartition(".")[2]: node
        for node in nodes
        if node.kind == "contact" and node.style == "clinic"
    }


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_row_has_each_number_of_its_purpose_with_its_name_and_its_field(small, tag):
    rows = contacts(small, tag, phones={"after-hours": PHONES, "interpreter": PHONES[1:]})
    row = rows["after-hours-phone"]
    assert [node.value.translate(INVISIBLE) for node in row.children] == [
        "555-0100 ext.\u00a07",
        "555-0142",
    ]
    assert [node.name.translate(INVISIBLE) for node in row.children] == ["Nurse", ""]
    assert {node.field for node in row.children} == {"phones.after_hours"}
    assert row.value == row.children[0].value
    assert rows["clinic-phone"].children == ()
    assert ("interpreter-line" in rows) == (tag == "ar")


def test_hours_are_a_line_each_for_the_eye_and_apart_for_the_ear(small):
    openings = hours("mon-thu 8am-5pm, fri 8am-noon")
    row = contacts(small, "en", phones={"daytime": PHONES}, hours={"daytime": openings})
    first, line, second = row["clinic-phone"].texts["hours"].pieces
    assert line == Slot("line")
    assert (first[:3], second.strip()[:3]) == ("Mon", "Fri")
    assert "PM Fri" in row["clinic-phone"].texts["hours"].bare.replace("\u00a0", " ")


def strip(project, handout="garden", region="us", tag="en", **options):
    """Return the strip of a sheet as rows of (kind of number, its texts, its numbers)."""
    document = make_document(project, tag, handout, region=region, **options)
    return [
        [
            (
                cell.id.partition(".strip.")[2],
                [text.bare for text in cell.texts.values()],
                [number.value.translate(INVISIBLE) for number in cell.children],
            )
            for cell in row.children
        ]
        for row in document.strip.children
    ]


def kinds(rows):
    return [[kind for kind, _, _ in row] for row in rows]


FIRST = ["emergency", "clinic-phone", "after-hours-phone", "crisis-lines"]


@pytest.mark.parametrize(
    ("handout", "tag", "rows"),
    [
        ("garden", "en", [FIRST, ["poison-lines"]]),
        ("garden", "ar", [FIRST, ["poison-lines", "interpreter"]]),
        ("tea", "en", [FIRST]),
        ("walk", "en", [FIRST[:3], FIRST[3:]]),
        ("walk", "ar", [FIRST[:3], [*FIRST[3:], "interpreter"]]),
    ],
)
def test_the_numbers_to_call_stand_in_one_order_on_every_form(small, handout, tag, rows):
    found = strip(small, handout, tag=tag)
    assert kinds(found) == rows
    numbers = {kind: called for row in found for kind, _, called in row}
    assert (numbers["emergency"], numbers["clinic-phone"]) == (["911"], [])
    assert numbers["crisis-lines"] == ["988"]


def test_it_has_every_number_of_the_clinic(small):
    clinic = Clinic(phones={"daytime": PHONES, "after-hours": PHONES[1:]})
    [first, _] = strip(small, clinic=clinic)
    assert [called for _, _, called in first[1:3]] == [
        ["555-0100 ext.\u00a07", "555-0142"],
        ["555-0142"],
    ]


US = "content/regions/us.yaml"
ISLAND = """\
  island:
    number: "1-844-764-7669"
    name: {text: "Plant line (the island)", safety: true}
    serves: the island
    hours: by day
    languages: [en]
    sources: [numbering-plans]
"""


def test_a_line_that_serves_a_part_of_the_region_stands_there_with_its_name(small_copy):
    """And so do the others then; where the first serves all of it, one number is enough."""
    edit(small_copy, US, "nurse_lines:\n", ISLAND + "nurse_lines:\n")
    [_, below] = strip(small_copy)
    assert [called for _, _, called in below] == [["1-800-222-1222"]]
    edit(small_copy, US, "Plant line (United States)", "Plant line (the mainland)")
    edit(
        small_copy,
        US,
        "about: {text: Call if somebody ate a leaf., safety: true}\n    serves: United States",
        "serves: the mainland",
    )
    [_, below] = strip(small_copy)
    assert [(words[-1], called) for _, words, called in below] == [
        ("Plant line (the mainland)", ["1-800-222-1222"]),
        ("Plant line (the island)", ["1-844-764-7669"]),
    ]
    # What they are for is said once.
    assert [len(words) for _, words, _ in below] == [2, 1]


def test_the_first_crisis_line_that_can_be_called_is_printed(small_copy):
    text = ISLAND.replace('number: "1-844-764-7669"', 'text_number: "741741"')
    edit(small_copy, US, "crisis_lines:\n", f"crisis_lines:\n{text}")
    [first, _] = strip(small_copy)
    assert first[-1][2] == ["988"]

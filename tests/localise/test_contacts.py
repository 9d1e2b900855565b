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

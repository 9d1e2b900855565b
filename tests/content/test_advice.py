"""Each advice is said once, and a sheet prints the strictest phrasing that holds for it."""

import pytest

from kat_handouts.content.library import load_library
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import InputError
from tests.support.documents import make_document
from tests.support.editing import edit

ADVICE, GARDEN = "content/advice.yaml", "content/garden.yaml"
CITED = "dig:\n            advice: dig-again\n            voice: promise"


LONGER = Clinic(no_driving=48 * 60)


def leave_frames_out(project):
    """Remove the frames, which cite the same advice in a voice of their own."""
    (project.root / "content/easy-read/garden.yaml").unlink()


def promised(project, route, clinic=None):
    document = make_document(project, "en", "garden", route=route, clinic=clinic)
    return [text.plain for text in document.texts() if text.segment.startswith("advice.")]


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (None, "I will not dig for 2 days."),
        ("infusion", "I will not dig for 2 days."),
        ("lozenge", "I will not dig until the evening."),
    ],
)
def test_a_sheet_prints_the_strictest_that_holds_for_it(small, route, words):
    assert [one.replace("\u00a0", " ") for one in promised(small, route)] == [words]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("advice: dig-again", "advice: dig-agian", "no “dig-agian”"),
        ("voice: promise", "voice: companion", "no words for “companion” for infusion"),
        (CITED, "dig: {}", "needs “text”, or “advice”"),
        (CITED, "dig: {text: I dig., advice: dig-again}", "needs “text”, or “advice”"),
    ],
)
def test_what_cannot_be_cited_is_refused_with_its_line(small_copy, old, new, words):
    edit(small_copy, GARDEN, old, new)
    with pytest.raises(InputError) as error:
        load_library(small_copy)
    (found,) = error.value.findings
    assert words in str(found)
    assert found.line > 100


def test_a_phrasing_that_is_missing_where_it_is_cited_is_found(small_copy):
    leave_frames_out(small_copy)
    edit(small_copy, ADVICE, "      dry:\n", "      dry:\n        when: {region: [us]}\n")
    with pytest.raises(InputError) as error:
        load_library(small_copy)
    (found,) = error.value.findings
    assert "for lozenge in gb" in found.message


def test_a_place_with_a_condition_needs_words_only_where_it_holds(small_copy):
    leave_frames_out(small_copy)
    edit(small_copy, ADVICE, "      dry:\n", "      dry:\n        when: {region: [us]}\n")
    edit(small_copy, GARDEN, CITED, f"{CITED}\n            when: {{region: [us]}}")
    assert load_library(small_copy).advice.advice["dig-again"]


def test_a_phrasing_may_hold_for_a_clinic_that_has_set_its_own_time(small_copy):
    edit(small_copy, ADVICE, "      wet:\n", "      wet:\n        clinic: no-driving\n")
    edit(small_copy, ADVICE, "I will not dig for 2 days.", "I will not dig for {no_driving}.")
    for route in (None, "infusion", "lozenge"):
        (words,) = promised(small_copy, route, LONGER)
        assert words.replace("\u00a0", " ") == "I will not dig for 48 hours."
    assert "24" in promised(small_copy, "infusion")[0]
    assert "evening" in promised(small_copy, "lozenge")[0]


def test_words_that_such_a_clinic_lacks_are_found(small_copy):
    leave_frames_out(small_copy)
    longer = "      longer:\n        when: {route: [injection]}\n        clinic: no-driving\n"
    longer += "        patient: Do not dig for {no_driving}.\n      dry:\n"
    edit(small_copy, ADVICE, "      dry:\n", longer)
    where = "promise\n            when: {route: [lozenge]}"
    edit(small_copy, GARDEN, CITED, CITED.replace("promise", where))
    with pytest.raises(InputError) as error:
        load_library(small_copy)
    (found,) = error.value.findings
    assert "for lozenge in gb, where the clinic sets no_driving_hours" in found.message

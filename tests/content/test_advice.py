"""Each advice is said once, and a sheet prints the strictest phrasing that holds for it."""

import pytest

from kat_handouts.content.library import load_library
from kat_handouts.model.errors import InputError
from tests.support.documents import make_document
from tests.support.editing import edit

ADVICE, GARDEN = "content/advice.yaml", "content/garden.yaml"
CITED = "dig:\n            advice: dig-again\n            voice: promise"


def promised(project, route):
    document = make_document(project, "en", "garden", route=route)
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
    edit(small_copy, ADVICE, "      dry:\n", "      dry:\n        when: {region: [us]}\n")
    with pytest.raises(InputError) as error:
        load_library(small_copy)
    (found,) = error.value.findings
    assert "for lozenge in gb" in found.message


def test_a_place_with_a_condition_needs_words_only_where_it_holds(small_copy):
    edit(small_copy, ADVICE, "      dry:\n", "      dry:\n        when: {region: [us]}\n")
    edit(small_copy, GARDEN, CITED, f"{CITED}\n            when: {{region: [us]}}")
    assert load_library(small_copy).advice.advice["dig-again"]

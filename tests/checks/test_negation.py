"""A negation that a safety text has lost or gained is found."""

import re
from dataclasses import replace

import pytest

from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.checks.negation import Negations, may_negate, negates
from kat_handouts.checks.orthography import NEGATORS
from kat_handouts.content.segments import Segment
from kat_handouts.model.languages import get_language
from tests.support.shipped import CATALOGS, ROOT

ENGLISH = re.compile(r"\b(?:not|never|no|nobody|cannot|without)\b", re.IGNORECASE)
ADDED = {"es": "No", "fr": "pas", "ru": "Не", "ar": "لا", "hi": "नहीं", "vi": "Không", "pl": "Nie"}


def translated(tag):
    """Return each text of a shipped catalog with the English that it translates, by segment id.

    A fuzzy one translates older English, and has its negation all the same.
    """
    path = ROOT / "locales" / get_language(tag).folder / "LC_MESSAGES/handouts.po"
    return {
        entry.context: (entry.previous_source or entry.source, entry.translation)
        for entry in read_po(path.read_text(encoding="utf-8")).entries
        if entry.translation and not entry.obsolete
    }


@pytest.fixture(scope="module")
def texts():
    return {tag: translated(tag) for tag in NEGATORS.keys() & {*CATALOGS}}


@pytest.fixture(scope="module")
def segments(library, texts):
    """The segments, with the English that the catalogs translate."""
    return [
        replace(library.segments[id_], source=source)
        for id_, (source, _) in texts["es"].items()
        if id_ in library.segments
    ]


@pytest.fixture(scope="module")
def corpus(segments, texts):
    sources = {segment.id: segment.source for segment in segments}
    return {
        tag: {id_: text for id_, (source, text) in held.items() if sources.get(id_) == source}
        for tag, held in texts.items()
    }


def without_negation(text, tag):
    """Return a text without any word that can negate, as a slip would leave it."""
    words = [word for word in text.split() if not may_negate(word, tag)]
    return " ".join(words)


@pytest.fixture(scope="module")
def negations(corpus):
    return Negations(corpus)


@pytest.mark.parametrize("tag", ["es", "fr", "ru", "uk", "ar", "ur", "hi", "pl", "vi", "ro"])
def test_most_lost_negations_of_safety_texts_are_found(segments, corpus, negations, tag):
    safety = [one for one in segments if one.safety and ENGLISH.search(one.source)]
    seen = [
        bool(list(negations.check(segment, without_negation(corpus[tag][segment.id], tag), tag)))
        for segment in safety
        if segment.id in corpus[tag]
    ]
    assert len(seen) > 40
    assert sum(seen) / len(seen) > 0.85


@pytest.mark.parametrize("tag", sorted(ADDED))
def test_most_negations_that_a_safety_text_has_gained_are_found(segments, corpus, negations, tag):
    safety = [one for one in segments if one.safety and not ENGLISH.search(one.source)]
    seen = [
        bool(list(negations.check(segment, f"{ADDED[tag]} {corpus[tag][segment.id]}", tag)))
        for segment in safety
        if segment.id in corpus[tag]
    ]
    assert sum(seen) / len(seen) > 0.75


@pytest.mark.parametrize("tag", sorted(NEGATORS))
def test_the_words_of_each_language_are_those_of_its_catalog(segments, corpus, tag):
    with_not, without = [], []
    for segment in segments:
        if segment.safety and segment.id in corpus[tag]:
            place = with_not if ENGLISH.search(segment.source) else without
            place.append(corpus[tag][segment.id])
    assert sum(may_negate(text, tag) for text in with_not) / len(with_not) > 0.92
    # Words that do nothing else than negate stand in few other texts, if in any.
    assert sum(negates(text, tag) for text in without) / len(without) < 0.12


def test_other_texts_and_languages_are_left_alone(segments, corpus):
    segment = next(one for one in segments if one.safety)
    negations = Negations(corpus)
    assert list(negations.check(replace(segment, safety=False), "no no", "es")) == []
    assert list(negations.check(segment, "የለም", "am")) == []
    own = Segment("own.text", "Do not swim.", "", "", True, "a.yaml", "a.yaml", 1)
    # Too few languages say what such a text looks like.
    assert list(negations.check(own, "Nade.", "es")) == []

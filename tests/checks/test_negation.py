"""A negation that a safety text has lost or gained is found."""

import re
from dataclasses import replace

import pytest

from kat_handouts.checks.negation import Negations, may_negate, negates
from kat_handouts.checks.orthography import NEGATORS
from kat_handouts.checks.words import load_corpora
from kat_handouts.content.segments import Segment
from tests.support.shipped import at_least

ENGLISH = re.compile(r"\b(?:not|never|no|nobody|cannot|without)\b", re.IGNORECASE)
ADDED = {"es": "No", "fr": "pas", "ru": "Не", "ar": "لا", "hi": "नहीं", "vi": "Không", "pl": "Nie"}


@pytest.fixture(scope="module")
def corpus(project, library):
    return load_corpora(project, library.segments.values())[0]


def without_negation(text, tag):
    """Return a text without any word that can negate, as a slip would leave it."""
    words = [word for word in text.split() if not may_negate(word, tag)]
    return " ".join(words)


@pytest.fixture(scope="module")
def negations(corpus):
    return Negations(corpus)


@pytest.mark.parametrize("tag", ["es", "fr", "ru", "uk", "ar", "ur", "hi", "pl", "vi", "ro"])
def test_most_lost_negations_of_safety_texts_are_found(library, corpus, negations, tag):
    safety = [one for one in library.segments.values() if one.safety and ENGLISH.search(one.source)]
    seen = [
        bool(list(negations.check(segment, without_negation(corpus[tag][segment.id], tag), tag)))
        for segment in safety
        if segment.id in corpus[tag]
    ]
    assert len(seen) >= at_least(61)
    assert sum(seen) / len(seen) > 0.85


@pytest.mark.parametrize("tag", sorted(ADDED))
def test_most_negations_that_a_safety_text_has_gained_are_found(library, corpus, negations, tag):
    safety = [
        one for one in library.segments.values() if one.safety and not ENGLISH.search(one.source)
    ]
    seen = [
        bool(list(negations.check(segment, f"{ADDED[tag]} {corpus[tag][segment.id]}", tag)))
        for segment in safety
        if segment.id in corpus[tag]
    ]
    assert sum(seen) / len(seen) > 0.75


@pytest.mark.parametrize("tag", sorted(NEGATORS))
def test_the_words_of_each_language_are_those_of_its_catalog(library, corpus, tag):
    with_not, without = [], []
    for segment in library.segments.values():
        if segment.safety and segment.id in corpus[tag]:
            place = with_not if ENGLISH.search(segment.source) else without
            place.append(corpus[tag][segment.id])
    assert sum(may_negate(text, tag) for text in with_not) / len(with_not) > 0.92
    # Words that do nothing else than negate stand in few other texts, if in any.
    assert sum(negates(text, tag) for text in without) / len(without) < 0.12


def test_other_texts_and_languages_are_left_alone(library, corpus):
    segment = next(one for one in library.segments.values() if one.safety)
    negations = Negations(corpus)
    assert list(negations.check(replace(segment, safety=False), "no no", "es")) == []
    assert list(negations.check(segment, "የለም", "am")) == []
    own = Segment("own.text", "Do not swim.", "", "", True, "a.yaml", "a.yaml", 1)
    # Too few languages say what such a text looks like.
    assert list(negations.check(own, "Nade.", "es")) == []

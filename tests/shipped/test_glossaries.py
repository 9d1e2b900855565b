"""The glossaries of the shipped languages: their words stand in style sheets and catalogs."""

import pytest

from kat_handouts.catalogs.catalog import terms_name
from kat_handouts.checks.catalog_texts import folded
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.content.vocabulary import Terms, word_pattern
from kat_handouts.files.loading import load_entries
from kat_handouts.model.languages import get_language
from tests.support.editing import edit, read, translate
from tests.support.shipped import PRINTED

TRANSLATED = [tag for tag in PRINTED if tag != "en"]


def words_of(project, tag):
    """Return the rows of a style sheet's table: the English words, and those of the language."""
    text = read(project, f"locales/{get_language(tag).folder}/style.md")
    rows = [line.strip("| ").split("|") for line in text.splitlines() if line.startswith("| ")]
    return [(english.strip(), words.strip()) for english, words, *_ in rows]


def disagreements(project, library, tag):
    """Return each concept that a row names in other words, or that no row names."""
    _, glossary = load_entries(project, terms_name(get_language(tag)), Terms)
    found = []
    for concept, approved in glossary.terms.items():
        english = word_pattern(library.glossary.concepts[concept])
        named = [words for source, words in words_of(project, tag) if english.search(source)]
        if not named:
            found.append((concept, None))
        for words in named:
            if not any(folded(term) in folded(words) for term in approved):
                found.append((concept, words))
    return found


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_style_sheet_has_the_words_of_the_glossary(project, library, tag):
    assert disagreements(project, library, tag) == []


def test_another_word_in_a_style_sheet_is_found(layered, library):
    name = "locales/fr/style.md"
    edit(layered, name, "| blood pressure | tension artérielle |", "| blood pressure | pression |")
    edit(layered, name, "| bladder |", "| urine |")
    assert disagreements(layered, library, "fr") == [
        ("bladder", None),
        ("blood-pressure", "pression"),
    ]


@pytest.mark.parametrize("tag", [*TRANSLATED, "en-GB"])
def test_every_abbreviation_of_a_glossary_is_printed(project, library, tag):
    _, glossary = load_entries(project, terms_name(get_language(tag)), Terms)
    printed = read(project, f"locales/{get_language(tag).folder}/LC_MESSAGES/handouts.po")
    assert [short for short in glossary.abbreviations if short not in printed] == []


@pytest.mark.parametrize(
    ("tag", "segment", "text"),
    [
        ("es", "what-is-kat.evidence.uses", "Para el TEPT y la ansiedad hay pocas pruebas."),
        ("es", "what-is-kat.evidence.uses", "Para el SSPT (un miedo) hay pocas pruebas."),
        ("ru", "what-is-kat.choice.alternatives.stimulation", "например, ЭСТ"),
        ("ja", "what-is-kat.evidence.uses", "PTSD、不安症、痛みなどについては、証拠が少ないです。"),
        ("hi", "what-is-kat.choice.alternatives.stimulation", "ECT"),
    ],
)
def test_an_abbreviation_that_has_lost_its_words_is_found(layered, tag, segment, text):
    translate(layered, tag, segment, text)
    found = [one for one in check_catalogs(layered, [tag]) if one.rule == "catalog-abbreviation"]
    assert [one.segment for one in found] == [segment]

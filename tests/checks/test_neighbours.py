"""A text of a neighbouring language is found by each catalog's own words."""

import pytest

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.neighbours import Neighbours
from kat_handouts.checks.words import load_corpora, words_of
from kat_handouts.model.languages import get_language

PAIRS = [
    *(("uk", "ru"), ("ru", "uk"), ("es", "pt-BR"), ("pt-BR", "es"), ("ht", "fr"), ("it", "es")),
    *(("fa", "ar"), ("ur", "fa"), ("ar", "ur"), ("ro", "it"), ("so", "tl"), ("vi", "ht")),
]


@pytest.fixture(scope="module")
def corpus(project, library):
    return load_corpora(project, library.segments.values())[1]


@pytest.fixture(scope="module")
def neighbours(corpus):
    return Neighbours(corpus)


@pytest.mark.parametrize(("tag", "other"), PAIRS)
def test_nearly_all_whole_texts_of_a_neighbour_are_found(library, corpus, neighbours, tag, other):
    texts = [
        (segment, corpus[other][segment.id])
        for segment in library.segments.values()
        if len(set(words_of(corpus[other].get(segment.id, "")))) > 5
    ]
    found = [list(neighbours.check(*text, get_language(tag))) for text in texts]
    assert sum(map(bool, found)) / len(texts) > 0.95


@pytest.mark.parametrize(("tag", "other"), PAIRS[:2])
def test_most_texts_that_no_catalog_has_are_found_too(library, corpus, tag, other):
    texts = [
        (segment, corpus[other][segment.id])
        for segment in library.segments.values()
        if len(set(words_of(corpus[other].get(segment.id, "")))) > 5
    ][::5]
    assert len(texts) > 20
    found = 0
    for segment, text in texts:
        without = {id_: one for id_, one in corpus[other].items() if id_ != segment.id}
        neighbours = Neighbours({tag: corpus[tag], other: without})
        found += bool(list(neighbours.check(segment, text, get_language(tag))))
    assert found / len(texts) > 0.8


def test_no_text_of_the_shipped_catalogs_is_taken_for_another_languages(
    library, corpus, neighbours
):
    for tag in corpus.keys() - {"en", "en-GB"}:
        for segment in library.segments.values():
            text = corpus[tag].get(segment.id, "")
            assert not list(neighbours.check(segment, text, get_language(tag))), (tag, segment.id)


@pytest.mark.costly
def test_it_is_said_with_its_line_and_may_be_excepted(copied, project, library, corpus):
    # A translated text that stands once in its catalog, on one line.
    ukrainian = load_catalog(project, "uk")
    id_ = next(
        id_
        for id_, text in corpus["uk"].items()
        if len(words_of(corpus["ru"].get(id_, ""))) > 6 and 20 < len(text) < 60 and "{" not in text
        if list(corpus["uk"].values()).count(text) == 1
        if id_ in library.segments and ukrainian.text(library.segments[id_]) == text
    )
    path = copied.root / "locales/uk/LC_MESSAGES/handouts.po"
    before = path.read_text(encoding="utf-8")
    written = f'msgstr "{corpus["uk"][id_]}"'
    spoilt = before.replace(written, f'msgstr "{corpus["ru"][id_]}"')
    assert spoilt != before
    path.write_text(spoilt, encoding="utf-8")
    (finding,) = (f for f in check_catalogs(copied, ["uk"]) if f.rule == "catalog-neighbour")
    assert "Russian" in finding.message
    assert (finding.segment, bool(finding.line)) == (id_, True)
    start = spoilt.rindex("\n\n", 0, spoilt.index(f'msgctxt "{id_}"')) + 2
    comment = "# allow catalog-neighbour: the clinic wants it so\n"
    path.write_text(spoilt[:start] + comment + spoilt[start:], encoding="utf-8")
    assert "catalog-neighbour" not in {found.rule for found in check_catalogs(copied, ["uk"])}


def test_words_are_whole_in_scripts_with_vowel_signs():
    assert words_of("Don’t {clinic_name} हिन्दी, आप।") == ("don't", "हिन्दी", "आप")

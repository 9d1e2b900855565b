"""The documents of the shipped sheets, before they are laid out."""

import pytest

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.model.invisible import INVISIBLE
from tests.support.documents import make_document
from tests.support.shipped import ALLOWS_UNTRANSLATED, LOCALES, at_least


def text_of(document, segment):
    return next(text for text in document.texts() if text.segment == segment)


def segments_of(document):
    return {text.segment for text in document.texts()}


@pytest.mark.parametrize("route", ["infusion", "injection", "lozenge", "nasal-spray"])
def test_no_route_loses_a_warning(project, route):
    for handout in ("your-session", "side-effects", "next-steps"):
        kept = segments_of(make_document(project, handout=handout, route=route))
        every = segments_of(make_document(project, handout=handout))
        assert all(
            any(word in id_ for word in ("dose.", "food.", "esketamine", "warning"))
            for id_ in every - kept
        )


@pytest.mark.parametrize("tag", [tag for tag in LOCALES if tag != "en"])
def test_a_translated_sheet_asks_for_an_interpreter_in_both_languages(project, tag):
    document = make_document(project, tag)
    asked = [node for section in document.sections for node in section.walk()]
    texts = next(node.texts for node in asked if node.kind == "interpreter")
    assert document.language.interpreter_names[1] in texts["english"].plain
    if ALLOWS_UNTRANSLATED and not texts["text"].translated:
        pytest.skip("it is not translated: see .ci/run")
    local = texts["text"].plain.translate(INVISIBLE)
    assert document.language.interpreter_names[0] in local
    assert texts["text"].language.tag == tag


@pytest.mark.parametrize("tag", LOCALES)
def test_an_unsigned_sheet_says_so_in_its_language_and_in_english(project, tag):
    notices = make_document(project, tag).notices
    if ALLOWS_UNTRANSLATED and not all(notice.translated for notice in notices):
        pytest.skip("it is not translated: see .ci/run")
    assert [notice.language.tag for notice in notices] == (["en"] if tag == "en" else [tag, "en"])


def test_a_british_sheet_has_british_words_and_what_does_not_differ(project, library):
    document = make_document(project, "en-GB", "what-is-kat", region="gb")
    printed = {text.segment: text.bare.replace("\xa0", " ") for text in document.texts()}
    british = {
        entry.segment: entry.msgstr
        for entry in load_catalog(project, "en-GB").entries.values()
        if entry.segment in printed and entry.translates(library.segments[entry.segment].source)
        if "{" not in entry.msgstr
    }
    assert len(british) >= at_least(3)
    assert british.items() <= printed.items()
    title = "what-is-kat.title"
    assert title in british or printed[title] == library.segments[title].source
    assert document.english_title == ""
    assert document.state.untranslated == 0
    assert document.state.fuzzy == 0 or ALLOWS_UNTRANSLATED
    assert len(document.notices) == 1
    assert "999" in list(document.values())
    assert document.region_code == f"GB-{2}"


@pytest.mark.parametrize(("tag", "digit"), [("fa", "۱"), ("bn", "১"), ("my", "၁")])
def test_numbers_have_native_digits_and_phones_the_dialled_ones(project, tag, digit):
    document = make_document(project, tag, "side-effects")
    native = [text for text in document.texts() if text.translated and digit in text.bare]
    assert len(native) >= at_least(1)
    assert "911" in text_of(document, "side-effects.main-message").bare
    name = "region.us.crisis-lines.lifeline.name"
    assert "988" in text_of(document, name).bare
    assert "1" in text_of(document, "region.us.crisis-lines.veterans.about").bare

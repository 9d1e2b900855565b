"""The documents of the shipped sheets, before they are laid out."""

import re

import pytest

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.model.invisible import INVISIBLE
from tests.support.documents import make_document
from tests.support.shipped import HANDOUTS, LOCALES


def text_of(document, segment):
    return next(text for text in document.texts() if text.segment == segment)


def segments_of(document):
    return {text.segment for text in document.texts()}


# What the texts about a route call it.
CALLED = {
    "infusion": "infusion",
    "injection": "injection",
    "lozenge": "lozenge",
    "nasal-spray": "nasal spray|esketamine|spravato",
}
# Safety texts about a route that do not name it, by a part of their ids.
UNNAMED = {
    ".poison-lines": "lozenge",
    ".poison-emergency": "lozenge",
    ".too-much": "lozenge",
    ".risks.home": "lozenge",
    ".frequency": "nasal-spray",
    ".dose.needle": "infusion",
}


def routes_told(segment):
    """Return the routes that a text is about: those that it names; “ketamine” is all but one."""
    of_id = {route for part, route in UNNAMED.items() if part in f".{segment.id}"}
    if of_id:
        return of_id
    named = {route for route, word in CALLED.items() if re.search(word, segment.source, re.I)}
    if not named and re.search(r"\bketamine\b", segment.source, re.I):
        return CALLED.keys() - {"nasal-spray"}
    return named


@pytest.mark.parametrize("region", ["us", "gb"])
@pytest.mark.parametrize("route", CALLED)
def test_no_route_loses_a_warning(project, library, route, region):
    """A sheet for a route has each sign and each advice, and leaves out what is about others."""
    for handout in HANDOUTS:
        every = segments_of(make_document(project, handout=handout, region=region))
        kept = segments_of(make_document(project, handout=handout, region=region, route=route))
        said = {id_.split(".")[1] for id_ in kept if id_.startswith("advice.")}
        for segment in map(library.segments.get, sorted(every - kept)):
            if segment.id.startswith("advice."):
                # In other words, those of the route.
                assert segment.id.split(".")[1] in said, (handout, segment.id)
            elif segment.safety or segment.id.startswith("sign."):
                told = routes_told(segment)
                assert told, (handout, segment.id)
                assert route not in told, (handout, segment.id)


@pytest.mark.parametrize("tag", [tag for tag in LOCALES if tag != "en"])
def test_a_translated_sheet_asks_for_an_interpreter_in_both_languages(project, tag):
    document = make_document(project, tag)
    asked = [node for section in document.sections for node in section.walk()]
    texts = next(node.texts for node in asked if node.kind == "interpreter")
    assert document.language.interpreter_names[1] in texts["english"].plain
    local = texts["text"].plain.translate(INVISIBLE)
    assert document.language.interpreter_names[0] in local
    assert texts["text"].language.tag == tag


@pytest.mark.parametrize("tag", LOCALES)
def test_an_unsigned_sheet_says_so_in_its_language_and_in_english(project, library, tag):
    notices = [notice.language.tag for notice in make_document(project, tag).notices]
    said = load_catalog(project, tag).text(library.segments["label.not-signed-translation"])
    assert notices == (["en"] if tag == "en" or not said else [tag, "en"])
    assert said


def test_a_british_sheet_has_british_words_and_what_does_not_differ(project, library):
    document = make_document(project, "en-GB", "what-is-kat", region="gb")
    printed = {text.segment: text.bare.replace("\xa0", " ") for text in document.texts()}
    british = {
        entry.segment: entry.msgstr
        for entry in load_catalog(project, "en-GB").entries.values()
        if entry.segment in printed and entry.translates(library.segments[entry.segment].source)
        if "{" not in entry.msgstr
    }
    assert len(british) >= 3
    assert british.items() <= printed.items()
    title = "what-is-kat.title"
    assert title in british or printed[title] == library.segments[title].source
    assert document.english_title == ""
    assert document.state.untranslated == 0
    assert document.state.fuzzy == 0
    assert len(document.notices) == 1
    assert "999" in list(document.values())
    assert document.region_code == "GB-3"


@pytest.mark.parametrize(("tag", "digit"), [("fa", "۱"), ("bn", "১"), ("my", "၁")])
def test_numbers_have_native_digits_and_phones_the_dialled_ones(project, tag, digit):
    document = make_document(project, tag, "side-effects")
    native = [text for text in document.texts() if text.translated and digit in text.bare]
    assert len(native) >= 1
    assert "911" in text_of(document, "side-effects.main-message").bare
    name = "region.us.crisis-lines.lifeline.name"
    assert "988" in text_of(document, name).bare
    assert "1" in text_of(document, "region.us.crisis-lines.veterans.about").bare

"""A word that comes out wrong has its note for translators on every text."""

from kat_handouts.catalogs.extraction import extract
from kat_handouts.checks.content import check_content
from kat_handouts.content.library import load_library
from tests.support.editing import edit

GLOSSARY = "content/glossary.yaml"
NOTE = "A pot is for a plant and not for cooking."


def add_term(project, fields):
    edit(project, GLOSSARY, "concepts:\n", f"  pot: {{forms: [pot, pots], {fields}}}\nconcepts:\n")


def test_the_glossarys_note_is_on_every_text_with_the_term(small_copy):
    add_term(small_copy, f"note: {NOTE}")
    library = load_library(small_copy)
    noted = {one.id for one in library.segments.values() if NOTE in one.term_notes}
    assert {"garden.back.warn.pots", "walk.gate.key", "tea.title"} <= noted
    assert all("pot" in library.segments[id_].source.lower() for id_ in noted)
    pots = library.segments["garden.back.warn.pots"]
    # After the author's own note, and before that it is safety text.
    assert f"Keep the negation in each item. {NOTE} Safety:" in pots.comment
    assert NOTE in " ".join(extract(library).decode().replace("#. ", "").split())
    assert [one for one in check_content(small_copy).findings if one.rule == "note-missing"] == []


def test_a_clinics_own_words_have_the_notes_of_their_terms(small_copy):
    add_term(small_copy, f"note: {NOTE}")
    texts = small_copy.root / "content/texts.yaml"
    texts.write_text("texts:\n  walk.path.do.slowly: Carry the pot slowly.\n", encoding="utf-8")
    assert load_library(small_copy).segments["walk.path.do.slowly"].term_notes == (NOTE,)


def test_a_risky_term_without_a_note_is_found_where_the_text_has_none(small_copy):
    add_term(small_copy, "risky: true")
    found = [one for one in check_content(small_copy).findings if one.rule == "note-missing"]
    segments = {one.segment for one in found}
    assert "walk.gate.key" in segments
    # Its author has written a note.
    assert "garden.back.warn.pots" not in segments
    assert all(one.line for one in found)
    assert "content/glossary.yaml" in found[0].hint


def test_a_term_needs_plain_words_or_a_note(small_copy):
    add_term(small_copy, "avoid: true")
    [found] = check_content(small_copy).findings
    assert "needs “plain”" in found.message
    assert found.line


def test_a_word_without_plain_words_needs_no_explanation(small_copy):
    add_term(small_copy, f"note: {NOTE}")
    assert [one for one in check_content(small_copy).findings if one.rule == "plain-term"] == []


def test_every_risky_term_of_the_shipped_glossary_has_its_note(library):
    noted = [term for term in library.glossary.terms.values() if term.note]
    assert len(noted) > 10
    assert all(term.note.endswith(".") for term in noted)
    assert not [term for term in library.glossary.terms.values() if term.risky and not term.note]

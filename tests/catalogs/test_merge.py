"""Merging loses nothing that a translator wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.merge import merge
from kat_handouts.catalogs.po_file import PoFile, new_entry
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.proof import prove_catalog
from kat_handouts.content.segments import Segment

CREATED = "2026-11-22 00:00+0000"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


words = st.text("abc “”äក ", min_size=1, max_size=120).map(str.strip).filter(bool)
ids = st.lists(st.sampled_from(["a.b", "a.c", "a.d", "b.a", "b.b"]), unique=True, max_size=5)


def segment(id_, source):
    return Segment(id_, source, "Here", "", False, "content/x.yaml", "content/x.yaml", 1)


@given(st.data())
def test_no_translation_is_ever_lost(data):
    """Any catalog, merged with any content, keeps every translation, and merging again is idle."""
    blocks = tuple(
        new_entry(
            "\n",
            context=id_,
            source=data.draw(words),
            comments=[data.draw(words)],
            translation=[data.draw(words)],
        )
        for id_ in data.draw(ids)
    )
    blocks = tuple(block.as_obsolete() if data.draw(st.booleans()) else block for block in blocks)
    before = PoFile(new_entry("\n", context=None, source=""), blocks)
    segments = [segment(id_, data.draw(words)) for id_ in data.draw(ids)]
    after = read_po(merge(before, segments, CREATED, sparse=False).text())
    kept = {block.context: block for block in after.entries}
    for block in blocks:
        assert kept[block.context].translation == block.translation
        assert kept[block.context].comments == block.comments
    assert [b.context for b in after.entries if not b.obsolete] == [s.id for s in segments]
    for one in segments:
        block = kept[one.id]
        was = next((b for b in blocks if b.context == one.id), None)
        assert block.source == one.source
        assert block.is_fuzzy == (was is not None and was.source != one.source)
    assert merge(after, segments, CREATED, sparse=False).text() == after.text()


def merged(text, *segments, older=None):
    """Merge, prove that nothing is lost, and return the entries as they are then."""
    before = HEADER + text
    after = merge(
        read_po(before),
        [segment(*one) for one in segments],
        CREATED,
        sparse=False,
        older=read_po(older) if older else None,
    ).text()
    assert prove_catalog(before.encode(), after.encode()) == []
    again = merge(
        read_po(after),
        [segment(*one) for one in segments],
        CREATED,
        sparse=False,
    ).text()
    assert again == after
    return read_po(after).entries


def said(entries):
    return [(e.source, e.translation, e.is_fuzzy, e.obsolete, e.previous_source) for e in entries]


LIVE = '# mine\nmsgctxt "a.b"\nmsgid "New"\nmsgstr "nuevo"\n\n'
OLD = '# once\n#~ msgctxt "a.b"\n#~ msgid "Old"\n#~ msgstr "viejo"\n\n'
OLDER = '#~ msgctxt "a.b"\n#~ msgid "Older"\n#~ msgstr "anciano"\n\n'
EMPTY = '# question?\nmsgctxt "a.b"\nmsgid "New"\nmsgstr ""\n\n'


def test_an_obsolete_entry_whose_text_is_live_too_stays():
    assert said(merged(LIVE + OLD, ("a.b", "New"))) == [
        ("New", "nuevo", False, False, None),
        ("Old", "viejo", False, True, None),
    ]


@pytest.mark.parametrize("text", [OLD + OLDER, OLDER + OLD])
def test_of_two_obsolete_entries_that_of_this_very_english_comes_back(text):
    assert said(merged(text, ("a.b", "Old"))) == [
        ("Old", "viejo", False, False, None),
        ("Older", "anciano", False, True, None),
    ]


def test_english_that_comes_back_takes_its_own_translation_back():
    assert said(merged(LIVE + OLD, ("a.b", "Old"))) == [
        ("Old", "viejo", False, False, None),
        ("New", "nuevo", False, True, None),
    ]


def test_a_comment_on_an_empty_entry_survives_its_retirement_and_its_return():
    (gone,) = merged(EMPTY)
    assert (gone.comments, gone.obsolete) == (("question?",), True)
    (back,) = merged(gone.text, ("a.b", "New"))
    assert (back.comments, back.obsolete) == (("question?",), False)


def test_what_a_tool_emptied_comes_back_from_the_obsolete_entries():
    (entry,) = merged(EMPTY + OLD, ("a.b", "New"))
    assert said([entry]) == [("New", "viejo", True, False, "Old")]
    assert entry.comments == ("once", "question?")


def test_what_a_tool_emptied_is_found_by_its_previous_source():
    moved = '#| msgctxt "x.y"\n#| msgid "Old"\n' + EMPTY.split("\n", 1)[1]
    old = OLD.replace("a.b", "x.y")
    assert said(merged(moved + old, ("a.b", "New"))) == [("New", "viejo", True, False, "Old")]


def test_what_a_tool_emptied_is_found_in_the_version_beside_the_file():
    older = HEADER + LIVE.replace("New", "Old").replace("nuevo", "viejo")
    assert said(merged(EMPTY, ("a.b", "New"), older=older)) == [
        ("New", "viejo", True, False, "Old")
    ]


def test_what_a_translator_emptied_stays_empty():
    assert said(merged(EMPTY, ("a.b", "New"), older=HEADER + LIVE)) == [
        ("New", "", False, False, None)
    ]

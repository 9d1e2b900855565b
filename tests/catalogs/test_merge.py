"""Merging loses nothing that a translator wrote."""

from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.merge import merge
from kat_handouts.catalogs.po_file import PoFile, new_entry
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.content.segments import Segment

CREATED = "2026-11-22 00:00+0000"


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

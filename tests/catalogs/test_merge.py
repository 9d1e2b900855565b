"""Merging loses nothing that a translator wrote."""

import dataclasses
import json

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import edit
from kat_handouts.catalogs.catalog import State, load_catalog
from kat_handouts.catalogs.merge import merge
from kat_handouts.catalogs.po_file import PoBlock, PoFile, quoted, read_po
from kat_handouts.catalogs.update import added_catalog, updated_catalogs
from kat_handouts.content.library import load_library
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import InputError
from kat_handouts.reviews.status import locale_status
from signing import sign

ES = "locales/es/LC_MESSAGES/handouts.po"
NAME = "content/side-effects.yaml"
CREATED = "2026-11-22 00:00+0000"


def update(project, tag="es"):
    (found,) = updated_catalogs(project, load_library(project), [tag])
    found.path.write_text(found.text, encoding="utf-8")
    return found


def entry(project, segment):
    parsed = polib.pofile(str(project.root / ES))
    return next(one for one in parsed if one.msgctxt == segment)


def test_an_update_of_what_is_up_to_date_changes_no_byte(project, library):
    for found in updated_catalogs(project, library, []):
        assert not found.is_changed, found.language.tag


def test_a_reworded_source_keeps_its_translation_as_fuzzy_with_the_old_source(copied):
    edit(copied, NAME, "heading: Bladder", "heading: Your bladder")
    found = update(copied)
    assert (found.added, found.reworded, found.retired) == (0, 1, 0)
    changed = entry(copied, "side-effects.bladder.heading")
    assert (changed.msgid, changed.msgstr) == ("Your bladder", "Vejiga")
    assert changed.previous_msgid == "Bladder"
    assert changed.fuzzy
    segment = load_library(copied).segments["side-effects.bladder.heading"]
    assert load_catalog(copied, "es").state(segment) is State.FUZZY


def test_a_source_reworded_twice_keeps_the_one_that_was_translated(copied):
    edit(copied, NAME, "heading: Bladder", "heading: Your bladder")
    update(copied)
    edit(copied, NAME, "heading: Your bladder", "heading: Bladder and urine")
    update(copied)
    assert entry(copied, "side-effects.bladder.heading").previous_msgid == "Bladder"


def test_entries_are_matched_by_id_and_never_by_likeness(copied):
    edit(copied, NAME, "  bladder:\n", "  bladders:\n")
    for name in ("content/required-facts.yaml", "content/released.yaml"):
        path = copied.root / name
        path.write_text(path.read_text("utf-8").replace("effects.bladder.", "effects.bladders."))
    found = update(copied)
    assert found.added == found.retired == 5
    assert entry(copied, "side-effects.bladders.heading").msgstr == ""
    old = entry(copied, "side-effects.bladder.heading")
    assert (old.obsolete, old.msgstr) == (1, "Vejiga")


def test_what_comes_back_takes_its_translation_back(copied):
    before = (copied.root / ES).read_text(encoding="utf-8")
    edit(copied, NAME, "      frequency-ketamine:", "      frequency-other:")
    path = copied.root / "content/required-facts.yaml"
    path.write_text(path.read_text("utf-8").replace("frequency-ketamine", "frequency-other"))
    update(copied)
    assert "#~ msgctxt" in (copied.root / ES).read_text(encoding="utf-8")
    edit(copied, NAME, "      frequency-other:", "      frequency-ketamine:")
    path.write_text(path.read_text("utf-8").replace("frequency-other", "frequency-ketamine"))
    update(copied)
    assert (copied.root / ES).read_text(encoding="utf-8") == before


def test_what_a_translator_adds_stays_byte_for_byte(copied):
    own = '# Not sure about this one.\n#, max-length:20, unknown-flag\nmsgctxt "side-effects.title"'
    edit(copied, ES, 'msgctxt "side-effects.title"', own)
    edit(
        copied, ES, '"Last-Translator: \\n"', '"Last-Translator: A. B. <a@b.org>\\n"\n"X-Odd: 1\\n"'
    )
    before = (copied.root / ES).read_text(encoding="utf-8")
    edit(copied, NAME, "heading: Bladder", "heading: Your bladder")
    update(copied)
    after = (copied.root / ES).read_text(encoding="utf-8")
    assert "# Not sure about this one." in after
    assert "#, max-length:20, unknown-flag" in after
    assert '"Last-Translator: A. B. <a@b.org>\\n"\n"X-Odd: 1\\n"' in after
    lost = set(before.splitlines()) - set(after.splitlines())
    assert {line for line in lost if not line.startswith("#.")} == {'msgid "Bladder"'}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_ends_of_lines_stay_as_they_are(copied, newline):
    path = copied.root / ES
    text = path.read_text(encoding="utf-8").replace("\n", newline)
    path.write_bytes(text.encode())
    (found,) = updated_catalogs(copied, load_library(copied), ["es"])
    assert not found.is_changed
    edit_source = NAME, "heading: Bladder", "heading: Your bladder"
    edit(copied, *edit_source)
    (found,) = updated_catalogs(copied, load_library(copied), ["es"])
    assert found.text.count("\n") == found.text.count(newline)


def test_english_elsewhere_gets_no_empty_entries(copied):
    edit(copied, NAME, "heading: Bladder", "heading: Your bladder")
    (found,) = updated_catalogs(copied, load_library(copied), ["en-GB"])
    assert found.added == 0
    assert 'msgstr ""\n\n' not in found.text.split("\n\n", 1)[1]


def test_a_broken_catalog_is_refused_and_nothing_is_returned(copied):
    edit(copied, ES, 'msgctxt "side-effects.title"', 'msgctxt "side-effects.title')
    with pytest.raises(InputError) as caught:
        updated_catalogs(copied, load_library(copied), [])
    assert caught.value.findings[0].rule == "po-syntax"


def test_a_new_catalog_has_every_segment_and_a_header(copied, library):
    found = added_catalog(copied, library, "sw")
    parsed = polib.pofile(found.text)
    assert [one.msgctxt for one in parsed] == list(library.segments)
    assert parsed.metadata["Language"] == "sw"
    assert parsed.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert not parsed.translated_entries()
    found.path.parent.mkdir(parents=True)
    found.path.write_text(found.text, encoding="utf-8")
    assert not update(copied, "sw").is_changed
    assert locale_status(copied, library, "sw").untranslated == len(library.segments)


@pytest.mark.parametrize("tag", ["es", "en", "xq-Zzzz", "ml"])
def test_a_locale_that_is_there_or_cannot_be_printed_is_not_added(project, library, tag):
    with pytest.raises(InputError):
        added_catalog(project, library, tag)


def test_the_status_counts_what_is_signed_and_what_is_stale(copied, library):
    sign(copied, library, "es", skip={"side-effects.title"})
    edit(copied, ES, 'msgstr "Vejiga"', 'msgstr "La vejiga"')
    found = locale_status(copied, library, "es")
    total = len(library.segments)
    assert (found.segments, found.translated) == (total, total)
    assert (found.signed, found.stale) == (total - 2, 1)
    assert found.safety_unsigned == 0
    json.dumps(dataclasses.asdict(found))


words = st.text("abc “”äក ", min_size=1, max_size=120).map(str.strip).filter(bool)
ids = st.lists(st.sampled_from(["a.b", "a.c", "a.d", "b.a", "b.b"]), unique=True, max_size=5)


def segment(id_, source):
    return Segment(id_, source, "Here", "", False, "content/x.yaml", "content/x.yaml", 1)


@given(st.data())
def test_no_translation_is_ever_lost(data):
    """Any catalog, merged with any content, keeps every translation, and merging again is idle."""
    blocks = tuple(
        PoBlock(
            comments=(f"# {data.draw(words)}",),
            msgctxt=quoted("msgctxt", id_),
            msgid=quoted("msgid", data.draw(words)),
            msgstr=quoted("msgstr", data.draw(words)),
            obsolete=data.draw(st.booleans()),
        )
        for id_ in data.draw(ids)
    )
    before = PoFile(PoBlock(msgid=('msgid ""',), msgstr=('msgstr ""',)), blocks)
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

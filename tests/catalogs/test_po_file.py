"""What a translator's tool wrote is read and written back byte for byte."""

import babel.messages.pofile
import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.po_strings import quoted, string_value
from tests.support.weblate import WEBLATE


@pytest.mark.parametrize("text", [WEBLATE, WEBLATE.replace("\n", "\r\n"), "\ufeff" + WEBLATE])
def test_a_catalog_comes_back_byte_for_byte(text):
    assert read_po(text).text() == text


def test_an_entry_knows_its_parts():
    first, second, third = read_po(WEBLATE).entries
    assert first.context == "side-effects.bladder.heading"
    assert (first.source, first.translation) == ("Bladder", "Bàng quang")
    assert first.flag_names == ("fuzzy", "max-length:40", "unknown-flag")
    assert first.previous_source == "The bladder"
    assert first.previous_context == "side-effects.bladder.heading"
    assert second.source.endswith('A "quote" and a \\ backslash.')
    assert third.obsolete
    assert third.context == "side-effects.old"


def test_entries_without_blank_lines_between_them_are_told_apart():
    text = WEBLATE.replace("\n\n", "\n")
    assert [block.context for block in read_po(text).entries] == [
        block.context for block in read_po(WEBLATE).entries
    ]


def test_the_texts_are_those_that_polib_and_babel_read(tmp_path):
    path = tmp_path / "vi.po"
    path.write_text(WEBLATE, encoding="utf-8")
    ours = {block.context: block for block in read_po(WEBLATE).entries}
    for entry in polib.pofile(str(path)):
        assert ours[entry.msgctxt].source == entry.msgid
    with path.open("rb") as file:
        for message in babel.messages.pofile.read_po(file):
            if message.id:
                source = message.id if isinstance(message.id, str) else message.id[0]
                assert ours[message.context].source == source


# The content refuses control characters; polib takes some separators for the end of a line.
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300)


@given(texts)
def test_a_text_survives_quoting(text):
    strings = [line[line.index('"') :] for line in quoted("msgid", text)]
    assert "".join(map(string_value, strings)) == text


@given(texts)
def test_a_quoted_text_is_one_that_polib_reads(text):
    lines = "\n".join(quoted("msgid", "a" + text))
    parsed = polib.pofile(f'msgid ""\nmsgstr ""\n\n{lines}\nmsgstr "x"\n')
    assert parsed[0].msgid == "a" + text

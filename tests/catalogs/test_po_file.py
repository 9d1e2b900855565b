"""What a translator's tool wrote is read and written back byte for byte."""

import babel.messages.pofile
import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CATALOGS, ROOT
from kat_handouts.catalogs.po_file import quoted, read_po, text_of
from kat_handouts.model.languages import get_language

# As Weblate writes: wrapped at 77, with flags, previous sources, comments of both kinds.
WEBLATE = """# Vietnamese translations.
# A. B. <a@example.org>, 2026.
msgid ""
msgstr ""
"Project-Id-Version: kat-handouts 1\\n"
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Weblate 5.9\\n"

# A question of the translator, 10 % sure.
#. Handout “Side effects”: heading.
#: content/side-effects.yaml
#, fuzzy, max-length:40, unknown-flag
#| msgctxt "side-effects.bladder.heading"
#| msgid "The bladder"
msgctxt "side-effects.bladder.heading"
msgid "Bladder"
msgstr "Bàng quang"

#: content/side-effects.yaml
msgctxt "side-effects.bladder.why"
msgid ""
"Ketamine can harm the bladder. In some studies nobody had bladder "
"problems.\\n"
"A \\"quote\\" and a \\\\ backslash."
msgstr[0] ""
"Một"
msgstr[1] "Hai"

# Once needed.
#~ msgctxt "side-effects.old"
#~ msgid "Old"
#~ msgstr "Cũ"
"""


@pytest.mark.parametrize("text", [WEBLATE, WEBLATE.replace("\n", "\r\n"), "\ufeff" + WEBLATE])
def test_a_catalog_comes_back_byte_for_byte(text):
    assert read_po(text).text() == text


@pytest.mark.parametrize("tag", [tag for tag in CATALOGS if tag != "en"])
def test_the_real_catalogs_come_back_byte_for_byte(tag):
    path = ROOT / "locales" / get_language(tag).folder / "LC_MESSAGES/handouts.po"
    text = path.read_text(encoding="utf-8")
    assert read_po(text).text() == text


def test_an_entry_knows_its_parts():
    first, second, third = read_po(WEBLATE).entries
    assert first.context == "side-effects.bladder.heading"
    assert (first.source, first.translation) == ("Bladder", "Bàng quang")
    assert first.flag_names == ("fuzzy", "max-length:40", "unknown-flag")
    assert len(first.previous) == 2
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
                assert ours[message.context].source == message.id


# The content refuses control characters; polib takes some separators for the end of a line.
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300)


@given(texts)
def test_a_text_survives_quoting(text):
    assert text_of(quoted("msgid", text)) == text


@given(texts)
def test_a_quoted_text_is_one_that_polib_reads(text):
    lines = "\n".join(quoted("msgid", "a" + text))
    parsed = polib.pofile(f'msgid ""\nmsgstr ""\n\n{lines}\nmsgstr "x"\n')
    assert parsed[0].msgid == "a" + text

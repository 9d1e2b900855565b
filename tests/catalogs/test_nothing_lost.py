"""What a translator wrote survives an update whatever other tools have made of the file before."""

import shutil
import subprocess

import pytest

from conftest import edit
from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.catalogs.merge import merge
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.proof import prove_catalog
from kat_handouts.catalogs.update import updated_catalogs, write_catalog
from kat_handouts.content.library import load_library
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import InputError, KatHandoutsError

NEEDS_GETTEXT = pytest.mark.skipif(
    shutil.which("msgmerge") is None, reason="gettext's tools are not here: apt install gettext"
)
PO = "locales/es/LC_MESSAGES/handouts.po"
NAME = "content/side-effects.yaml"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ID = "side-effects.bladder.heading"


def segment(id_, source):
    return Segment(id_, source, "Here", "", False, "content/x.yaml", "content/x.yaml", 1)


def merged(text, *segments, older=None):
    """Merge, prove that nothing is lost, and return the entries as they are then."""
    before = HEADER + text
    after = merge(
        read_po(before),
        [segment(*one) for one in segments],
        "2026-11-22 00:00+0000",
        sparse=False,
        older=read_po(older) if older else None,
    ).text()
    assert prove_catalog(before.encode(), after.encode()) == []
    again = merge(
        read_po(after),
        [segment(*one) for one in segments],
        "2026-11-22 00:00+0000",
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


def test_each_line_keeps_its_own_end(copied):
    path = copied.root / PO
    lines = path.read_bytes().split(b"\n")
    lines[200] += b"\r"
    path.write_bytes(b"\n".join(lines))
    edit_bytes = path.read_bytes()
    library = load_library(copied)
    assert not updated_catalogs(copied, library, ["es"])[0].is_changed
    edit(copied, NAME, "heading: Bladder", "heading: Your bladder")
    library = load_library(copied)
    write_catalog(copied, library, updated_catalogs(copied, library, ["es"])[0])
    assert path.read_bytes().count(b"\r\n") == edit_bytes.count(b"\r\n")
    assert path.with_name("handouts.po~").read_bytes() == edit_bytes


@NEEDS_GETTEXT
@pytest.mark.parametrize("fuzzy", ["--no-fuzzy-matching", "--previous"])
def test_a_reworded_text_survives_msgmerge(copied, fuzzy):
    """A large change, which msgmerge empties: the old text is obsolete, or only in handouts.po~."""
    from kat_handouts.catalogs.extraction import POT_NAME, extract

    edit(copied, NAME, "heading: Bladder", "heading: What ketamine does where water leaves you")
    library = load_library(copied)
    (copied.root / POT_NAME).write_bytes(extract(library))
    path = copied.root / PO
    command = ["msgmerge", "--quiet", "--update", "--backup=simple", fuzzy]
    subprocess.run([*command, path, copied.root / POT_NAME], check=True)
    if fuzzy == "--no-fuzzy-matching":
        assert load_catalog(copied, "es").entries[ID].msgstr == ""
        # As it is after another tool dropped what was obsolete.
        command = ["msgattrib", "--no-obsolete", path, "-o", path]
        subprocess.run(command, check=True)
    (found,) = updated_catalogs(copied, library, ["es"])
    write_catalog(copied, library, found)
    entry = next(e for e in read_po(path.read_text("utf-8")).entries if e.context == ID)
    assert (entry.translation, entry.is_fuzzy, entry.previous_source) == ("Vejiga", True, "Bladder")


def test_a_soft_line_break_from_a_word_processor_is_kept_and_readable(copied):
    edit(copied, PO, 'msgstr "Vejiga"', 'msgstr "Ve\u2028jiga"')
    edit(copied, NAME, "heading: Bladder", "heading: Your bladder")
    library = load_library(copied)
    write_catalog(copied, library, updated_catalogs(copied, library, ["es"])[0])
    assert load_catalog(copied, "es").entries[ID].msgstr == "Ve\u2028jiga"


def test_a_second_domain_is_refused_rather_than_mixed(copied):
    path = copied.root / PO
    with path.open("a", encoding="utf-8") as file:
        file.write('\ndomain "other"\n\nmsgctxt "x"\nmsgid "y"\nmsgstr "z"\n')
    before = path.read_bytes()
    assert load_catalog(copied, "es").entries["x"].msgstr == "z"
    with pytest.raises(InputError) as caught:
        updated_catalogs(copied, load_library(copied), ["es"])
    assert caught.value.findings[0].rule == "po-domain"
    assert path.read_bytes() == before


FULL = HEADER + LIVE + OLD + '#, fuzzy\n#| msgid "Was"\nmsgctxt "c"\nmsgid "Is"\nmsgstr "es"\n'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"nuevo"', '"nuevo 2"', "would become “nuevo 2”"),
        (LIVE, "", "would be lost"),
        (OLD, "", "would be lost"),
        ("# mine\n", "", "would lose “mine”"),
        ("#, fuzzy\n", "", "would lose “fuzzy”"),
        ('#| msgid "Was"\n', "", "the English it is of"),
        ('msgid "New"', 'msgid "Newer"', "the English it is of"),
        (LIVE, LIVE + LIVE.replace("a.b", "z"), "come from nowhere"),
        ("Content-Type", "X-Type", "lose a field"),
        ('msgstr "es"', 'msgstr "es', "cannot read"),
        ('msgstr "es"', 'msgstr "e\\u2028s"', "would become"),
    ],
)
def test_the_proof_shows_what_would_be_lost(old, new, words):
    assert prove_catalog(FULL.encode(), FULL.encode()) == []
    assert old in FULL
    found = prove_catalog(FULL.encode(), FULL.replace(old, new, 1).encode())
    assert found
    assert found[0].rule == "proof-failed"
    assert any(words in one.message for one in found)


def test_a_merge_that_lost_a_text_writes_nothing(copied, monkeypatch):
    edit(copied, NAME, "heading: Bladder", "heading: Your bladder")
    library = load_library(copied)
    before = (copied.root / PO).read_bytes()
    original = merge

    def careless(catalog, *args, **options):
        made = original(catalog, *args, **options)
        return type(made)(made.header, made.entries[1:])

    monkeypatch.setattr("kat_handouts.catalogs.update.merge", careless)
    (found,) = updated_catalogs(copied, library, ["es"])
    with pytest.raises(KatHandoutsError) as caught:
        write_catalog(copied, library, found)
    assert "ketamina" in caught.value.findings[0].message
    assert (copied.root / PO).read_bytes() == before
    assert {path.name for path in (copied.root / PO).parent.iterdir()} == {"handouts.po"}

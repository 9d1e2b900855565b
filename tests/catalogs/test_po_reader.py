"""The reader takes what gettext takes, keeps every byte, and says where something is wrong."""

import shutil
import subprocess

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.po_strings import escape
from kat_handouts.catalogs.proof import prove_catalog, seen_entries
from kat_handouts.model.errors import InputError

NEEDS_GETTEXT = pytest.mark.skipif(
    shutil.which("msgcat") is None, reason="gettext's tools are not here: apt install gettext"
)
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

# Each form of the same entry: context a.b, English “Bladder”, Spanish “La vejiga”.
FORMS = {
    "plain": 'msgctxt "a.b"\nmsgid "Bladder"\nmsgstr "La vejiga"\n',
    "indented": ' msgctxt   "a.b"\n\tmsgid\t"Blad"\n\t\t"der"\nmsgstr "La "\n       "vejiga"\n',
    "string on the next line": 'msgctxt\n"a.b"\nmsgid\n\n"Bladder"\nmsgstr\n"La vejiga"\n',
    "all on one line": 'msgctxt "a.b" msgid "Bladder" msgstr "La vejiga"\n',
    "no blanks": 'msgctxt"a.b"msgid"Blad""der"msgstr"La ""vejiga"',
    "strings on one line": 'msgctxt "a" ".b"\nmsgid "Blad" "der"\nmsgstr "La" " " "vejiga"\n',
    "blank lines inside": 'msgctxt "a.b"\n\n\nmsgid "Bladder"\n\nmsgstr ""\n\n"La vejiga"\n',
    "windows": 'msgctxt "a.b"\r\nmsgid "Bladder"\r\nmsgstr "La vejiga"\r\n',
    "mixed line ends": 'msgctxt "a.b"\r\nmsgid "Bladder"\nmsgstr ""\r\n"La "\n"vejiga"\r\n',
    "other blanks": 'msgctxt\f"a.b"\v\nmsgid\r"Bladder"\nmsgstr "La vejiga"\n',
    "octal": 'msgctxt "a.b"\nmsgid "\\102ladder"\nmsgstr "La veji\\147a"\n',
    "hexadecimal": 'msgctxt "a.b"\nmsgid "Bladder"\nmsgstr "La veji\\x67" "a"\n',
    "a backslash at the end of a line": 'msgctxt "a.b"\nmsgid "Blad\\\nder"\nmsgstr "La vejiga"\n',
    "previous": '#| msgid "Old"\nmsgctxt "a.b"\nmsgid "Bladder"\nmsgstr "La vejiga"\n',
    "previous without a blank": '#|msgctxt"a.b"\n#|msgid"Old"\nmsgctxt "a.b"\nmsgid "Bladder"\n'
    'msgstr "La vejiga"\n',
    "comments of all kinds": "#translator\n# and\n#. extracted\n#: f.c:1\n#, max-length:3\n#=x\n"
    '#- what\n#\n##\nmsgctxt "a.b"\nmsgid "Bladder"\nmsgstr "La vejiga"\n',
    "flags before comments": '#,c-format\n# later\nmsgctxt "a.b"\nmsgid "Bladder"\n'
    'msgstr "La vejiga"\n',
    "unicode's line ends in a comment": '# a\u2028b\x85c\x0bd\nmsgctxt "a.b"\nmsgid "Bladder"\n'
    'msgstr "La vejiga"\n',
    "a domain": 'domain "handouts"\nmsgctxt "a.b"\nmsgid "Bladder"\nmsgstr "La vejiga"\n',
    "a comment at the end": 'msgctxt "a.b"\nmsgid "Bladder"\nmsgstr "La vejiga"\n# the end',
}


@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_gettext_takes_is_read_and_kept(form, place):
    text = HEADER + FORMS[form]
    if place == "last":
        text = FORMS[form] + "\n" + HEADER
    parsed = read_po(text)
    assert parsed.text() == text
    (entry,) = parsed.entries
    assert (entry.context, entry.source, entry.translation) == ("a.b", "Bladder", "La vejiga")
    assert not entry.is_fuzzy
    assert not entry.obsolete
    assert parsed.header_fields()["Content-Type"] == "text/plain; charset=UTF-8"
    assert prove_catalog(text.encode(), text.encode()) == []


@NEEDS_GETTEXT
@pytest.mark.parametrize("form", FORMS)
def test_gettext_itself_reads_the_same(form, tmp_path):
    path = tmp_path / "x.po"
    path.write_bytes((HEADER + FORMS[form]).encode())
    done = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True)
    (entry,) = read_po(done.stdout.decode()).entries
    assert (entry.context, entry.source, entry.translation) == ("a.b", "Bladder", "La vejiga")


@pytest.mark.parametrize(
    "flags",
    ["#, fuzzy", "#,fuzzy", "#, c-format,fuzzy", "#,c-format fuzzy", "#=fuzzy", "#~ #, fuzzy"],
)
def test_a_fuzzy_flag_is_seen_in_every_form(flags):
    text = f'{HEADER}{flags}\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n'
    (entry,) = read_po(text).entries
    assert entry.is_fuzzy
    assert not entry.without_fuzzy().is_fuzzy
    assert entry.without_fuzzy().as_fuzzy().is_fuzzy
    assert not read_po(text.replace("fuzzy", "nonfuzzy")).entries[0].is_fuzzy


def test_obsolete_entries_are_read_with_their_previous_source():
    text = (
        HEADER + '# once\n#, fuzzy\n#~| msgid "Old"\n#~ msgctxt "a.b"\n#~msgid "New" msgstr "x"\n'
        '#~ # inside\n#~ msgid "p"\n#~ msgid_plural "q"\n#~ msgstr[0] "r"\n#~ msgstr[ 1 ] "s"\n'
    )
    parsed = read_po(text)
    first, second = parsed.entries
    assert (first.obsolete, first.previous_source, first.translation) == (True, "Old", "x")
    assert (second.comments, second.plural) == (("inside",), "q")
    assert second.plural_forms == {0: "r", 1: "s"}
    assert parsed.text() == text
    live = "".join(entry.as_live().text for entry in parsed.entries)
    assert [entry.obsolete for entry in read_po(HEADER + live).entries] == [False, False]
    back = [entry.as_obsolete() for entry in read_po(HEADER + live).entries]
    assert [entry.translation for entry in back] == ["x", "rs"]
    assert all(entry.obsolete for entry in read_po(HEADER + "".join(e.text for e in back)).entries)


def test_a_text_with_a_blank_line_within_it_is_read_by_polib_once_it_is_obsolete():
    (entry,) = read_po(f'{HEADER}msgctxt "a"\n\n"b"\nmsgid "c"\n\n"d"\nmsgstr "e"\n').entries
    text = HEADER + entry.as_obsolete().text
    assert "#~ \n" not in text
    (seen,) = polib.pofile(text).obsolete_entries()
    assert (seen.msgctxt, seen.msgid, seen.msgstr) == ("ab", "cd", "e")


def test_an_old_mac_file_is_one_comment_and_that_is_said(small_copy):
    from kat_handouts.catalogs.catalog import load_catalog

    path = small_copy.root / "locales/es/LC_MESSAGES/handouts.po"
    path.write_bytes(b"# a comment\r" + path.read_bytes().replace(b"\n", b"\r"))
    with pytest.raises(InputError) as caught:
        load_catalog(small_copy, "es")
    assert "old Macs" in caught.value.findings[0].hint


def test_a_comment_that_hides_entries_behind_an_old_line_end_is_refused(small_copy):
    """They are there to polib and to a person, and part of the comment to gettext."""
    from kat_handouts.catalogs.catalog import load_catalog

    path = small_copy.root / "locales/es/LC_MESSAGES/handouts.po"
    path.write_text(HEADER + '# c\rmsgctxt "a.b"\rmsgid "a"\rmsgstr "b"\r', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_catalog(small_copy, "es")
    (found,) = caught.value.findings
    assert (found.rule, found.line) == ("po-syntax", 4)


@pytest.mark.parametrize(
    ("entry", "line", "words"),
    [
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c\n', 6, "no closing quote"),
        ('msgctxt "a"\nmsgid "b"\n\nmsgctxt "c"\nmsgid "d"\nmsgstr "e"\n', 4, "no msgstr"),
        ('msgctxt "a"\nmsgid "b"\n# here\nmsgstr "c"\n', 4, "no msgstr"),
        ('msgctxt "a"\n', 4, "no msgid"),
        ('#| msgid "a"\n', 4, "no msgid"),
        ('msgid "b"\nmsgid_plural "c"\nmsgstr "d"\n', 4, "no msgstr[0]"),
        ('msgid "b"\nmsgstr[0] "d"\n', 4, "no msgid_plural"),
        ('msgid "b"\nmsgid_plural "c"\nmsgstr[1] "d"\n', 6, "msgstr[0] must stand"),
        ('msgstr "d"\n', 4, "outside of an entry"),
        ('# c\n"d"\n', 5, "outside of an entry"),
        ('msgctxt "a"\n#~ msgid "b"\nmsgstr "c"\n', 5, "#~"),
        ('msgid "a\\d"\nmsgstr "c"\n', 4, "means nothing"),
        ('msgid "a\\377"\nmsgstr "c"\n', 4, "UTF-8"),
        ('msgid\nmsgstr "c"\n', 4, "no text in quotes"),
        ('domain\nmsgid "a"\nmsgstr "b"\n', 4, "no text in quotes"),
        ("domain", 4, "no text in quotes"),
        ('msgidd "a"\nmsgstr "c"\n', 4, "no keyword"),
        ('msgid "a"\nmsgstr "c" ; "d"\n', 5, "not a line of a PO file"),
        ('msgid\u00a0"a"\nmsgstr "c"\n', 4, "not a line of a PO file"),
        ("<<<<<<< HEAD\n", 4, "not a line of a PO file"),
    ],
)
def test_a_mistake_is_one_finding_on_its_line_with_an_example(entry, line, words):
    with pytest.raises(InputError) as caught:
        read_po(HEADER + entry, "x.po")
    found = caught.value.findings[0]
    assert (found.rule, found.file, found.line) == ("po-syntax", "x.po", line)
    assert words in found.message
    assert found.hint


def test_a_broken_entry_hides_no_other_mistake_and_does_not_flood():
    two = 'msgctxt "a"\nmsgid "b"\n\n' * 2
    with pytest.raises(InputError) as caught:
        read_po(HEADER + two)
    assert [found.line for found in caught.value.findings] == [4, 7]
    with pytest.raises(InputError) as caught:
        read_po(HEADER + 'msgctxt "a"\nmsgid "b"\n\n' * 200)
    assert len(caught.value.findings) == 20


@given(st.text(st.sampled_from('msgidctrpl_"\\#~|,. \n\r\t[]01aé'), max_size=120))
def test_any_text_is_read_whole_or_refused_with_a_line(text):
    findings = ()
    try:
        parsed = read_po(text)
    except InputError as error:
        findings = error.findings
    else:
        assert parsed.text() == text
    assert all(found.line and found.hint for found in findings)


words = st.text('ab é"\\\n\t\u2028\x85ក', max_size=12)
keys = st.lists(words, unique=True, max_size=4)


@st.composite
def layouts(draw):
    """A catalog in a layout that gettext takes, and what it says."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    out, said = [HEADER.replace("\n", newline)], []

    def statement(mark, keyword, text):
        cut = draw(st.integers(0, len(text)))
        strings = [f'"{escape(part)}"' for part in (text[:cut], text[cut:])]
        gaps = ["", " ", "\t"] if mark else ["", " ", "\t", newline, f"  {newline} "]
        gap = st.sampled_from(gaps)
        end = newline if mark else draw(st.sampled_from([newline, " ", newline * 2]))
        return f"{mark}{keyword}{draw(gap)}{strings[0]}{draw(gap)}{strings[1]}{end}"

    for source in draw(keys):
        obsolete, fuzzy, previous = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
        translation = draw(words.filter(bool))
        lines = [f"#{draw(st.sampled_from(['', ' ']))}note{newline}"] if draw(st.booleans()) else []
        if fuzzy:
            lines.append(draw(st.sampled_from(["#, fuzzy", "#,fuzzy", "#,\tfuzzy"])) + newline)
        mark = draw(st.sampled_from(["#~ ", "#~"])) if obsolete else ""
        entry = newline + "".join(draw(st.permutations(lines)))
        if previous:
            bar = "#~| " if obsolete else "#| "
            entry += statement(bar, "msgid", "old " + source)
        # An empty msgid without a context is the header.
        for keyword, text in (("msgctxt", "c"), ("msgid", source), ("msgstr", translation)):
            entry += statement(mark, keyword, text)
        out.append(entry)
        said.append(("c", source, translation, fuzzy, obsolete, previous))
    return "".join(out), said


@given(layouts())
def test_any_layout_is_read_kept_and_seen_alike_by_polib(layout):
    text, said = layout
    parsed = read_po(text)
    assert parsed.text() == text
    assert said == [
        (e.context, e.source, e.translation, e.is_fuzzy, e.obsolete, e.previous_source is not None)
        for e in parsed.entries
    ]
    seen = seen_entries(text.encode())[1:]
    assert said == [
        (e.context, e.source, *e.translations, "fuzzy" in e.flags, e.obsolete, bool(e.previous[1]))
        for e in seen
    ]
    for entry in parsed.entries:
        assert read_po(HEADER + entry.as_obsolete().apart().text).entries[0].obsolete
        again = read_po(HEADER + entry.as_live().as_fuzzy().text).entries[0]
        assert (again.translation, again.is_fuzzy) == (entry.translation, True)


@NEEDS_GETTEXT
@settings(max_examples=25)
@given(layouts())
def test_any_layout_says_what_msgcat_reads_in_it(tmp_path_factory, layout):
    text, said = layout
    path = tmp_path_factory.mktemp("po") / "x.po"
    path.write_bytes(text.encode())
    done = subprocess.run(["msgcat", path], capture_output=True, check=True)
    normal = [
        (e.context, e.source, e.translation, e.is_fuzzy, e.obsolete, e.previous_source is not None)
        for e in read_po(done.stdout.decode()).entries
    ]
    # msgcat moves what is obsolete to the end.
    assert sorted(normal) == sorted(said)


def test_an_entry_begins_at_its_first_line_comments_included():
    text = HEADER + '# one\n#, fuzzy\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgid "d"\nmsgstr "e"\n'
    assert [entry.line for entry in read_po(text).entries] == [4, 10]

"""Catalogs: what polib sees in one is still there after ``locales update``, or it is refused."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress

import polib

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.update import updated_catalogs, write_catalogs
from kat_handouts.model.errors import InputError, KatHandoutsError
from tests.fuzz.cases import assert_refused, corpus, fuzz
from tests.fuzz.mutations import spoilt
from tests.support.small import SMALL_PROJECT

PO = "locales/es/LC_MESSAGES/handouts.po"
_WHOLE = (SMALL_PROJECT / PO).read_bytes()
# The header and some entries: most of a catalog is alike.
REAL = b"\n\n".join(_WHOLE.split(b"\n\n")[:12]) + b"\n"
PIECES = (
    *(
        b"#, fuzzy\n",
        b"#,fuzzy",
        b"#| msgid ",
        b"#~ ",
        b"#~| ",
        b"#: ",
        b"#. ",
        b"# ",
        b"#-",
        b"#=",
    ),
    *(
        b'msgctxt "',
        b'msgctxt "garden.title"',
        b'msgid ""\n',
        b'msgid "',
        b'msgstr "',
        b'msgstr ""',
    ),
    *(b"msgid_plural ", b"msgstr[0] ", b"msgstr[1] ", b"msgstr[9999999999] ", b'domain "a"\n'),
    *(b'"', b'""', b'"\n"', b"\\", b"\\n", b"\\x41", b"\\377", b"\\u0041", b"\n\n", b"\r", b"\r\n"),
    *("\u2028".encode(), "\u0085".encode(), b"\x1b", b"\0", b"\xff", b"\xef\xbb\xbf", b"\t"),
    *(b"{emergency_number}", "⁵".encode(), "\u202e".encode(), b"::error::x", b"<<<<<<< HEAD\n"),
    *(b"Language: fr\\n", b"charset=latin-1", b"Plural-Forms: nplurals=99; plural=n;\\n"),
)


def said(data):
    """Return what polib reads of a catalog: each translation and comment, how often.

    None where it reads none, or not as gettext does: it ends lines where no line ends, and takes
    two statements on a line for one.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if len(text.splitlines()) != len(text.split("\n")) - text.endswith("\n"):
        return None
    if re.search(r'"\s*(msg|domain)', text.replace('"\n', "")):
        return None
    with suppress(OSError, ValueError, IndexError):
        found: Counter[str] = Counter()
        for entry in polib.pofile(text):
            found.update(filter(None, (entry.msgstr, *entry.msgstr_plural.values())))
            found.update(line for line in entry.tcomment.split("\n") if line.strip())
        return found
    return None


def assert_nothing_lost(before, after):
    old, new = said(before), said(after)
    if old is not None:
        assert new is not None
        assert set(old) <= set(new), set(old) - set(new)


@fuzz("PO", spoilt([REAL, *corpus("po")], PIECES))
def test_a_catalog_is_brought_up_to_date_whole_or_refused(workspace, case):
    project, library = workspace.project, workspace.library
    path = project.root / PO
    path.write_bytes(case)
    path.with_name("handouts.po~").unlink(missing_ok=True)
    try:
        load_catalog(project, "es", library.segments)
        updates = updated_catalogs(project, library, ["es"])
    except InputError as error:
        assert_refused(error, path, case)
        assert path.read_bytes() == case
        return False
    _, failed = write_catalogs(project, library, updates)
    after = path.read_bytes()
    if failed:
        # What the proof holds back is a fault of the program.
        raise failed[0]
    assert_nothing_lost(case, after)
    assert {*library.segments} <= {entry.context for entry in read_po(after.decode()).entries}
    with suppress(KatHandoutsError):
        assert not any(one.is_changed for one in updated_catalogs(project, library, ["es"]))
    return True

"""Review packets: what openpyxl sees typed in is in the catalog afterwards, or its row is named."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile

from hypothesis import strategies as st
from openpyxl import load_workbook

from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.reviews.corrections import import_packet
from kat_handouts.reviews.packet import packet_rows, spreadsheet
from tests.fuzz.cases import assert_helpful, assert_refused, corpus, fuzz
from tests.fuzz.mutations import nasty_texts, spoilt_bytes
from tests.support.packets import NAMES, PO
from tests.support.small import SMALL_PROJECT, TODAY

FILE = "packet.xlsx"
# Rows of the packet that are spoilt: more of them are more of the same.
ROWS = 12
TOKENS = (
    *(
        b"<",
        b">",
        b'"',
        b"0",
        b"-1",
        b"\0",
        b"999999999",
        b"nan",
        b"</row>",
        b'<row r="9">',
        b"&x;",
    ),
    *(
        b'<row r="9">',
        b't="e"',
        b't="b"',
        b't="s"',
        b"<f>1+1</f>",
        b"<v>9</v>",
        b'r="XFD1"',
        b"<!DOCTYPE a>",
    ),
)

# No spreadsheet program can save these.
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _made():
    project = Project(root=SMALL_PROJECT, bundled=SMALL_PROJECT, today=TODAY)
    library = load_library(project)
    spanish = load_translations(project, library.segments, "es")
    book = load_workbook(io.BytesIO(spreadsheet(packet_rows(library, spanish), spanish)))
    book.active.delete_rows(ROWS + 2, 1_000)
    return _saved(book)


def _saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


REAL = _made()
SEGMENTS = [line[NAMES.index("Segment")] for line in load_workbook(io.BytesIO(REAL)).active.values]


@st.composite
def typed_into(draw):
    """A packet in which somebody typed, or moved what was there."""
    book = load_workbook(io.BytesIO(REAL))
    sheet = book.active
    column, row = st.integers(1, len(NAMES) + 1), st.integers(1, ROWS + 2)
    words = st.sampled_from(("Una tetera", "Un día nuevo", "{clinic_phone}", "Cuidado"))
    values = words | nasty_texts() | st.integers() | st.booleans() | st.datetimes() | st.none()
    for _ in range(draw(st.integers(1, 5))):
        match draw(st.sampled_from(("correct", "correct", "note", "type", "swap", "copy", "move"))):
            case "correct":
                line, place = draw(st.integers(2, ROWS + 1)), NAMES.index("Correction") + 1
                _put(sheet, line, place, draw(values))
            case "note":
                line, place = draw(st.integers(2, ROWS + 1)), NAMES.index("Note") + 1
                _put(sheet, line, place, draw(values))
            case "type":
                _put(sheet, draw(row), draw(column), draw(values))
            case "swap":
                one, other, place = draw(row), draw(row), draw(column)
                here = sheet.cell(one, place).value
                _put(sheet, one, place, sheet.cell(other, place).value)
                _put(sheet, other, place, here)
            case "copy":
                one, other = draw(row), draw(row)
                for place in range(1, len(NAMES) + 1):
                    _put(sheet, other, place, sheet.cell(one, place).value)
            case _:
                change = (sheet.insert_rows, sheet.delete_rows, sheet.insert_cols)
                draw(st.sampled_from(change))(draw(st.integers(1, 8)))
    return _saved(book)


def _put(sheet, row, column, value):
    if isinstance(value, str):
        value = _NO_XML.sub("", value)
    sheet.cell(row, column).value = value


@st.composite
def broken(draw):
    """A packet with bytes of one of its parts replaced, removed or put in, or without the part."""
    with zipfile.ZipFile(io.BytesIO(REAL)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = draw(spoilt_bytes(parts[name], TOKENS))
    if draw(st.integers(0, 9)) == 0:
        del parts[name]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    return buffer.getvalue()


def cases():
    whole = st.sampled_from([REAL, *corpus("packet")])
    return (
        typed_into()
        | typed_into()
        | broken()
        | whole.flatmap(lambda one: spoilt_bytes(one, TOKENS))
    )


def typed(data):
    """Return the corrections that openpyxl sees, each with its row; none where it reads nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = load_workbook(io.BytesIO(data)).active
            names = [str(cell.value or "").strip() for cell in sheet[1]]
            column = names.index("Correction")
            lines = list(sheet.iter_rows(min_row=2))
    except Exception:
        return {}
    return {
        line[column].row: str(line[column].value)
        for line in lines
        if column < len(line) and line[column].value is not None
    }


@fuzz("packet", cases())
def test_what_is_typed_into_a_packet_is_taken_or_its_row_is_named(workspace, case):
    project, library = workspace.project, workspace.library
    path = project.root / PO
    before = path.read_bytes()
    spanish = load_translations(project, library.segments, "es")
    try:
        try:
            done = import_packet(project, library, spanish, case, FILE, backup=False)
        except InputError as error:
            assert_refused(error)
            assert path.read_bytes() == before
            return False
        assert_helpful(done.findings)
        assert {found.file for found in done.findings} <= {FILE}
        told = {found.line for found in done.findings}
        now = load_translations(project, library.segments, "es").catalog.entries
        printed = {_plain(entry.msgstr) for entry in now.values()}
        for row, text in typed(case).items():
            assert not _plain(text) or row in told or _plain(text) in printed, (row, text)
        return not done.refused
    finally:
        path.write_bytes(before)


def _plain(text):
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def test_what_is_spoilt_was_right():
    assert SEGMENTS[0] == "Segment"
    assert len(SEGMENTS) == ROWS + 1

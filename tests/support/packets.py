"""Make review packets of a project, write into them as a reviewer does, and read them back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import polib
from openpyxl import Workbook, load_workbook

from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations
from kat_handouts.reviews.corrections import PacketImport, import_packet
from kat_handouts.reviews.packet import COLUMNS, packet_rows, spreadsheet

PO = "locales/es/LC_MESSAGES/handouts.po"
NAMES = [name for name, _ in COLUMNS]


def loaded(project: Project, tag: str = "es") -> tuple[Any, Any]:
    library = load_library(project)
    return library, load_translations(project, library.segments, tag)


def make(project: Project, tag: str = "es") -> Workbook:
    library, translations = loaded(project, tag)
    data = spreadsheet(packet_rows(library, translations), translations)
    return load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(book: Workbook, segment: str) -> int:
    """Return the number of the first row of a segment."""
    column = NAMES.index("Segment")
    rows = book.active.iter_rows(min_row=2)
    return next(line[0].row for line in rows if line[column].value == segment)


def put(book: Workbook, segment: str, heading: str, value: object) -> int:
    """Type something into a cell, and return the number of its row."""
    row = row_of(book, segment)
    book.active.cell(row=row, column=NAMES.index(heading) + 1).value = value
    return row


def fill(book: Workbook, corrected: dict[str, object]) -> bytes:
    """Write corrections into a packet, and return its bytes."""
    for segment, text in corrected.items():
        put(book, segment, "Correction", text)
    return saved(book)


def take(project: Project, data: bytes, tag: str = "es") -> PacketImport:
    return import_packet(project, *loaded(project, tag), data, "packet.xlsx")


def told(result: PacketImport) -> list[tuple[str, str | None, int | None]]:
    """Return the rule, the segment and the row of each finding, all of which name the file."""
    assert {finding.file for finding in result.findings} <= {"packet.xlsx"}
    return [(found.rule, found.segment, found.line) for found in result.findings]


def translation(project: Project, segment: str, name: str = PO) -> polib.POEntry:
    parsed = polib.pofile(str(project.root / name))
    return next(one for one in parsed if one.msgctxt == segment)


Change = Callable[[Workbook], object]

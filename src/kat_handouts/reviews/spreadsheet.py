"""Read the rows of a review packet out of a spreadsheet, however somebody has rearranged it.

The columns are found by their headings, on whatever sheet and row these stand. What a row holds is
judged in `reviews.matching`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from kat_handouts.model.errors import Finding, InputError, Severity
from kat_handouts.reviews.packet import COLUMNS

HEADINGS = tuple(name for name, _ in COLUMNS)
# Without these no row can be matched with its text.
REQUIRED = ("English", "Translation", "Correction", "Segment", "Hash")
# A packet of 400 texts has 0.4 MB; a file that unpacks to more than this is none (bytes).
_MOST_BYTES = 20_000_000
_MOST_CELLS = 2_000_000
# The headings are sought so far down (rows).
_DEEPEST_HEADINGS = 200
_BY_FOLDED = {name.casefold(): name for name in HEADINGS}


@dataclass(frozen=True)
class Cell:
    """What one cell holds: its text, and what it is where that is no text (``a formula``)."""

    text: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.kind)


_EMPTY = Cell()


@dataclass(frozen=True)
class SheetRow:
    """One row below the headings. `number` counts from 1; `others` are cells of other columns.

    `sheet` is the name of the sheet where more than one holds a packet, else empty.
    """

    number: int
    sheet: str = ""
    cells: dict[str, Cell] = field(default_factory=dict, hash=False)
    others: dict[str, Cell] = field(default_factory=dict, hash=False)

    def cell(self, heading: str) -> Cell:
        return self.cells.get(heading, _EMPTY)

    @property
    def segment(self) -> str:
        return self.cell("Segment").text.strip()

    @property
    def hash(self) -> str:
        return self.cell("Hash").text.strip().lower()

    @property
    def name(self) -> str:
        """How a message names the row."""
        return f"row {self.number}" + (f" of the sheet “{self.sheet}”" if self.sheet else "")


@dataclass(frozen=True)
class PacketSheets:
    """The rows of a packet, and warnings about what stands where nothing is read."""

    rows: list[SheetRow]
    findings: list[Finding]


def read_packet(data: bytes, file: str) -> PacketSheets:
    """Return the rows of a spreadsheet.

    Raises `InputError` where it is no packet, whatever is broken about it.
    """
    try:
        with warnings.catch_warnings():
            # Of what the spreadsheet has besides cells, such as validation of data.
            warnings.simplefilter("ignore")
            sheets = dict(_sheets(data))
    except Exception:
        # The file comes from anybody, and the library raises whatever its parts raise.
        raise _no_packet(file) from None
    tables = {title: row for title, lines in sheets.items() if (row := _heading_row(lines))}
    if not tables:
        raise _no_packet(file)
    rows: list[SheetRow] = []
    findings: list[Finding] = []
    for title, lines in sheets.items():
        if title not in tables:
            findings += _unread_sheet(title, lines, file)
            continue
        names = _columns(lines[tables[title]], tables[title], file)
        shown = title if len(tables) > 1 else ""
        findings += _unread_above(lines, tables[title], file)
        rows += [
            _row(number, shown, line, names)
            for number, line in sorted(lines.items())
            if number > tables[title]
        ]
    return PacketSheets(rows, findings)


Line = dict[int, Cell]


def _sheets(data: bytes) -> Iterator[tuple[str, dict[int, Line]]]:
    """Yield each sheet's title and its rows by number, each a dictionary by column."""
    with ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
            raise ValueError("too large")
    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    left = _MOST_CELLS
    for sheet in book.worksheets:
        # What a file says of its own extent may be wrong.
        sheet.reset_dimensions()
        lines: dict[int, Line] = {}
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            left -= len(cells) + 1
            if left < 0:
                raise ValueError("too large")
            line = {column: _cell(cell) for column, cell in enumerate(cells, start=1)}
            if line := {column: cell for column, cell in line.items() if cell}:
                lines[number] = line
        yield sheet.title, lines


_KINDS = {"f": "a formula", "e": "an error value", "b": "a truth value", "d": "a date"}


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return _EMPTY
    if kind := _KINDS.get(cell.data_type):
        return Cell(str(value) if isinstance(value, str | int | float | date) else "", kind)
    if isinstance(value, date | time | timedelta):
        return Cell(str(value), "a date")
    if not isinstance(value, str):
        return Cell(str(value), "a number")
    return Cell(value.replace("\r\n", "\n"))


def _folded(cell: Cell) -> str:
    return " ".join(cell.text.split()).casefold()


def _heading_row(lines: dict[int, Line]) -> int | None:
    for number, line in sorted(lines.items()):
        if number > _DEEPEST_HEADINGS:
            return None
        if {"segment", "hash", "correction"} <= {_folded(cell) for cell in line.values()}:
            return number
    return None


def _columns(line: Line, number: int, file: str) -> dict[int, str]:
    """Return the heading of each column; raises `InputError` where one is there twice or not."""
    names = {
        column: _BY_FOLDED.get(_folded(cell)) or " ".join(cell.text.split())
        for column, cell in line.items()
    }
    findings = []
    for name in HEADINGS:
        letters = [get_column_letter(column) for column, found in names.items() if found == name]
        if len(letters) > 1:
            message = f"two columns are headed “{name}”: {' and '.join(letters)}"
            hint = "keep one of them, and move what was typed into it"
            findings.append(Finding("packet", message, hint, file=file, line=number))
        elif not letters and name in REQUIRED:
            message = f"the column “{name}” is missing"
            hint = "take the packet as it was written, with its columns"
            findings.append(Finding("packet", message, hint, file=file, line=number))
    if findings:
        raise InputError(findings)
    return names


def _row(number: int, sheet: str, line: Line, names: dict[int, str]) -> SheetRow:
    known, others = {}, {}
    for column, cell in line.items():
        name = names.get(column, "")
        if name in HEADINGS:
            known[name] = cell
        else:
            others[name or get_column_letter(column)] = cell
    return SheetRow(number, sheet, known, others)


def _unread_above(lines: dict[int, Line], headings: int, file: str) -> Iterator[Finding]:
    for number, line in sorted(lines.items()):
        if number < headings:
            text = " ".join(cell.text.strip() for cell in line.values())
            yield unread(f"“{text}” stands above the headings").at(file=file, line=number)


def _unread_sheet(title: str, lines: dict[int, Line], file: str) -> Iterator[Finding]:
    if lines:
        number, line = min(lines.items())
        text = next(iter(line.values())).text.strip()
        message = f"the sheet “{title}” holds no packet; it begins with “{text}”"
        yield unread(message).at(file=file, line=number)


def unread(message: str) -> Finding:
    """Return the warning about a text that stands where nothing is read."""
    return Finding(
        "packet-unread",
        f"{message}, and was not taken",
        hint="write a text into the column Correction, a remark into the column Note",
        severity=Severity.WARNING,
    )


def _no_packet(file: str) -> InputError:
    return InputError(
        Finding(
            "packet",
            "this is not a review packet",
            hint="take the XLSX file of kat-handouts locales packet, saved as XLSX",
            file=file,
        )
    )

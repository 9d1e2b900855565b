"""Files of values: a record for each patient, in JSON, CSV or a spreadsheet.

What is wrong in a file is told by row and column, all of it at once, and never by what stands
there: a message may be read by others than the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO

from kat_handouts.filling.values import Value, parsed
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.fields import field_names, get_field

# What a record says of its sheets; all else are values of fields.
ABOUT = ("id", "language", "region", "route", "edition", "paper", "second", "handouts")
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MOST_BYTES = 200_000_000
_MOST_CELLS_ACROSS = 200
# Findings are gathered for so many rows that have any; a wrong column would fill a screen.
_MOST_ROWS_TOLD = 200


@dataclass(frozen=True)
class Record:
    """One patient's sheets. `row` is its place in the file, as a person counts there.

    `handouts` are ids or names of packets; what is empty is as a build would have it.
    """

    row: int
    id: str = ""
    language: str = ""
    region: str = ""
    route: str = ""
    edition: str = ""
    paper: str = ""
    second: str = ""
    handouts: tuple[str, ...] = ()
    values: dict[str, Value] = field(default_factory=dict, repr=False)


Row = tuple[int, dict[str, object]]


class RecordFile:
    """A file of records, which can be read more than once. `name` is what messages call it."""

    def __init__(self, data: bytes | Path, name: str) -> None:
        self.name = name
        self._data = data
        self._kind = _kind_of(data, name)

    def records(self) -> Iterator[Record]:
        """Yield the records; a file that was checked has no faults left."""
        for found in self._read():
            if isinstance(found, Record):
                yield found

    def checked(self, findings: list[Finding]) -> Iterator[Record]:
        """Yield the records, and add everything that is wrong with the file by itself."""
        rows = told = 0
        seen: dict[str, int] = {}
        for found in self._read():
            if isinstance(found, Record):
                rows += 1
                if found.id and found.id in seen:
                    findings.append(
                        self.finding(
                            "fill-record",
                            found.row,
                            f"the id of this record is that of row {seen[found.id]} too",
                            "give each record an id of its own, or none",
                        )
                    )
                if found.id:
                    seen[found.id] = found.row
                yield found
            elif told < _MOST_ROWS_TOLD:
                told += 1
                rows += 1
                findings += found
        if not rows and not findings:
            findings.append(
                self.finding("fill-file", None, "there is no record", 'such as {"language": "es"}')
            )

    def finding(
        self, rule: str, row: int | None, message: str, hint: str = "", column: str = ""
    ) -> Finding:
        """Return a finding about a row, and a column of it."""
        words = f"column “{column}”: {message}" if column else message
        return Finding(rule, words, hint=hint, file=self.name, line=row)

    def _read(self) -> Iterator[Record | list[Finding]]:
        try:
            for row, cells in _READERS[self._kind](self._bytes()):
                yield self._record(row, cells)
        except _Faulty as error:
            yield [self.finding("fill-file", error.row, error.message, error.hint)]

    def _bytes(self) -> bytes | Path:
        return self._data

    def _record(self, row: int, cells: dict[str, object]) -> Record | list[Finding]:
        findings: list[Finding] = []
        about: dict[str, Any] = {}
        values: dict[str, Value] = {}
        for heading, raw in cells.items():
            name = _folded(heading)
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                continue
            if name in ABOUT:
                try:
                    about[name] = _about(name, raw)
                except ValueError as error:
                    findings.append(self.finding("fill-record", row, f"{error}", column=name))
            elif (found := get_field(name)) and found.is_laid_out:
                message = f"is printed from clinic.toml: {found.setting}"
                findings.append(self.finding("fill-value", row, message, column=name))
            elif found:
                try:
                    values[name] = parsed(found, raw)
                except ValueError as error:
                    findings.append(self.finding("fill-value", row, f"{error}", column=name))
            else:
                findings.append(self._unknown(row, heading))
        return findings or Record(row, **about, values=values)

    def _unknown(self, row: int, heading: str) -> Finding:
        known = [*ABOUT, *field_names()]
        close = get_close_matches(_folded(heading), known, n=1, cutoff=0.6)
        # A heading may be a value where the file has none.
        hint = f"did you mean {close[0]}?" if close else "the fields: kat-handouts list fields"
        place = f"“{_folded(heading)}”" if close else "one of the columns"
        return self.finding("fill-column", row, f"{place} is no field", hint)


def _folded(heading: str) -> str:
    return re.sub(r"[\s_-]+", "-", heading.strip().lower())


def _about(name: str, raw: object) -> Any:
    if name == "handouts":
        parts = raw if isinstance(raw, list) else re.split(r"[,;\s]+", str(raw))
        if not all(isinstance(part, str) for part in parts):
            raise ValueError("needs names of handouts, such as next-steps")
        return tuple(part.strip() for part in parts if part.strip())
    text = str(raw).strip() if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if name == "id" and not _ID.fullmatch(text):
        raise ValueError("is no id: up to 40 letters a to z, digits, - and _, such as A-10442")
    if not text:
        raise ValueError("must be a text")
    return text if name in ("id", "language", "second") else text.lower()


class _Faulty(Exception):
    def __init__(self, message: str, hint: str = "", row: int | None = None) -> None:
        self.message, self.hint, self.row = message, hint, row


def _kind_of(data: bytes | Path, name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    if ending in ("json", "jsonl", "csv", "xlsx"):
        return ending
    beginning = data[:64] if isinstance(data, bytes) else b""
    if beginning.startswith(b"PK"):
        return "xlsx"
    if beginning.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"[", b"{")):
        return "json"
    if isinstance(data, bytes):
        return "csv"
    raise InputError(
        Finding(
            "fill-file",
            "the kind of this file is not known",
            hint="name it .json, .jsonl, .csv or .xlsx",
            file=name,
        )
    )


def _opened(data: bytes | Path) -> BinaryIO:
    if isinstance(data, bytes):
        return io.BytesIO(data)
    if data.stat().st_size > _MOST_BYTES:
        raise _Faulty("the file has over 200 MB", "give it in parts")
    return data.open("rb")


def _csv_rows(data: bytes | Path) -> Iterator[Row]:
    with _opened(data) as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        try:
            first = text.readline()
            delimiter = max(",;\t", key=first.count)
            rows = csv.reader([first], delimiter=delimiter, strict=True)
            headings = next(rows, [])
            _check_headings(headings, 1)
            lines = csv.reader(text, delimiter=delimiter, strict=True)
            for cells in lines:
                row = lines.line_num + 1
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) > len(headings) and any(cells[len(headings) :]):
                    raise _Faulty("has more cells than there are headings", row=row)
                yield row, dict(zip(headings, cells, strict=False))
        except UnicodeDecodeError:
            raise _Faulty("is not in UTF-8", "save it as “CSV UTF-8”") from None
        except csv.Error:
            row = lines.line_num + 1 if "lines" in locals() else 1
            raise _Faulty("a quote is not closed, or stands within a cell", row=row) from None


def _check_headings(headings: list[str], row: int) -> None:
    folded = [_folded(one) for one in headings if one and one.strip()]
    if not folded:
        raise _Faulty("the first line has no headings", "such as language,handouts,name", row)
    if len(folded) > _MOST_CELLS_ACROSS:
        raise _Faulty(f"there are over {_MOST_CELLS_ACROSS} columns", row=row)
    if len(set(folded)) < len(folded):
        raise _Faulty("two columns have the same heading", row=row)


def _json_rows(data: bytes | Path) -> Iterator[Row]:
    with _opened(data) as file:
        try:
            found = json.loads(file.read().decode("utf-8-sig"), parse_float=str)
        except UnicodeDecodeError:
            raise _Faulty("is not in UTF-8") from None
        except (json.JSONDecodeError, RecursionError) as error:
            raise _Faulty("is no JSON", row=getattr(error, "lineno", None)) from None
    for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
        yield number, _flat(record, number)


def _json_lines(data: bytes | Path) -> Iterator[Row]:
    with _opened(data) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    found = json.loads(line.decode("utf-8-sig"), parse_float=str)
                except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
                    raise _Faulty("is no JSON in UTF-8", row=number) from None
                yield number, _flat(found, number)


def _flat(record: object, number: int) -> dict[str, object]:
    if not isinstance(record, dict):
        raise _Faulty("a record is an object", 'such as {"language": "es", "name": "…"}', number)
    values = record.get("values", {})
    if not isinstance(values, dict):
        raise _Faulty("“values” is an object", 'such as {"values": {"name": "…"}}', number)
    cells = {key: value for key, value in record.items() if key != "values"}
    if {_folded(key) for key in cells} & {_folded(key) for key in values}:
        raise _Faulty("a field stands twice, in “values” and beside it", row=number)
    return {**cells, **values}


def _xlsx_rows(data: bytes | Path) -> Iterator[Row]:
    from openpyxl import load_workbook

    with _opened(data) as file:
        try:
            with zipfile.ZipFile(file) as parts:
                if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
                    raise _Faulty("the spreadsheet unpacks to over 200 MB", "give it in parts")
            file.seek(0)
            book = load_workbook(file, read_only=True, data_only=True)
        except _Faulty:
            raise
        except Exception:
            raise _Faulty("is no spreadsheet that can be read", "save it as .xlsx") from None
        headings: list[str] = []
        sheet = book.worksheets[0]
        for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if not any(cell not in (None, "") for cell in cells):
                continue
            if not headings:
                headings = [str(cell or "") for cell in cells]
                _check_headings(headings, row)
                continue
            pairs = zip(headings, cells, strict=False)
            yield row, {heading: cell for heading, cell in pairs if heading.strip()}


_READERS: dict[str, Callable[[bytes | Path], Iterator[Row]]] = {
    "csv": _csv_rows,
    "json": _json_rows,
    "jsonl": _json_lines,
    "xlsx": _xlsx_rows,
}

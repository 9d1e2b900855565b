"""The rows of a file of values: CSV, a spreadsheet, JSON or JSON Lines.

What is wrong with a file is told by row, and never by what stands there: a message may be read by
others than the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

_MOST_BYTES = 200_000_000
_MOST_CELLS_ACROSS = 200
# What a spreadsheet shows where it cannot work a cell out.
_NO_VALUE = object()
_ERRORS = ("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")

# The place of a row in its file, as a person counts there, and its cells with their headings.
Row = tuple[int, list[tuple[str, object]]]


class Fault(Exception):
    """What is wrong with a row; a reader that raises it cannot go on."""

    def __init__(self, message: str, hint: str = "", row: int | None = None) -> None:
        self.message, self.hint, self.row = message, hint, row


def folded(heading: str) -> str:
    """Return a heading as fields are named."""
    return re.sub(r"[\s_-]+", "-", heading.strip().lower())


def kind_of(data: bytes | Path, name: str) -> str:
    """Return the kind of a file, a key of `READERS`; raises `Fault` where it is not known."""
    ending = name.rpartition(".")[2].lower()
    if ending in READERS:
        return ending
    if isinstance(data, Path):
        raise Fault(
            "the kind of this file is not known", "name it .json, .jsonl, .csv or .xlsx", None
        )
    if data.startswith(b"PK"):
        return "xlsx"
    is_json = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"[", b"{"))
    return "json" if is_json else "csv"


def _opened(data: bytes | Path) -> BinaryIO:
    if isinstance(data, bytes):
        return io.BytesIO(data)
    if data.stat().st_size > _MOST_BYTES:
        raise Fault("the file has over 200 MB", "give it in parts")
    return data.open("rb")


def _csv_rows(data: bytes | Path) -> Iterator[Row | Fault]:
    with _opened(data) as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        rows = None
        try:
            first = text.readline()
            delimiter = max(",;\t", key=first.count)
            headings = next(csv.reader([first], delimiter=delimiter, strict=True), [])
            _check_headings(headings, 1)
            rows = csv.reader(text, delimiter=delimiter, strict=True)
            for cells in rows:
                if any(cell.strip() for cell in cells):
                    yield rows.line_num + 1, [*zip_longest(headings, cells, fillvalue="")]
        except UnicodeDecodeError:
            row = _first_unreadable(data)
            raise Fault("is not in UTF-8", "save it as “CSV UTF-8”", row) from None
        except csv.Error:
            message = "a quote is not closed or stands within a cell, or a cell has no end"
            row = rows.line_num + 1 if rows else 1
            raise Fault(message, 'such as "Núñez, Ana"', row) from None


def _first_unreadable(data: bytes | Path) -> int | None:
    with _opened(data) as file:
        for row, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return row
    return None


def _check_headings(headings: list[str], row: int) -> None:
    names = [folded(one) for one in headings if one.strip()]
    if not names:
        raise Fault("the first line has no headings", "such as language,handouts,name", row)
    if len(names) > _MOST_CELLS_ACROSS:
        raise Fault(f"there are over {_MOST_CELLS_ACROSS} columns", row=row)
    if len(set(names)) < len(names):
        raise Fault("two columns have the same heading", row=row)


class _Object(dict[str, Any]):
    """An object of JSON, which may say one key twice."""

    is_double = False


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    made.is_double = len({folded(key) for key, _ in pairs}) < len(pairs)
    return made


def _parsed(text: str) -> Any:
    return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_object)


def _json_rows(data: bytes | Path) -> Iterator[Row | Fault]:
    with _opened(data) as file:
        try:
            found = _parsed(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise Fault("is not in UTF-8") from None
        except (json.JSONDecodeError, RecursionError) as error:
            raise Fault("is no JSON", row=getattr(error, "lineno", None)) from None
    for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
        yield _flat(record, number)


def _json_lines(data: bytes | Path) -> Iterator[Row | Fault]:
    with _opened(data) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                found = _parsed(line.decode("utf-8-sig"))
            except (ValueError, RecursionError):
                yield Fault("is no JSON in UTF-8", row=number)
                continue
            yield _flat(found, number)


def _flat(record: object, number: int) -> Row | Fault:
    if not isinstance(record, _Object):
        return Fault("a record is an object", 'such as {"language": "es", "name": "…"}', number)
    values = record.get("values", _Object())
    if not isinstance(values, _Object):
        return Fault("“values” is an object", 'such as {"values": {"name": "…"}}', number)
    cells = [(key, value) for key, value in record.items() if key != "values"]
    both = {folded(key) for key, _ in cells} & {folded(key) for key in values}
    if both or record.is_double or values.is_double:
        return Fault("a field stands twice", "once in the record, or once in “values”", number)
    return number, [*cells, *values.items()]


def _xlsx_rows(data: bytes | Path) -> Iterator[Row | Fault]:
    from openpyxl import load_workbook

    with _opened(data) as file:
        headings: list[str] = []
        for row, cells in _readable(lambda: _cells(file, load_workbook)):
            if not any(cell not in (None, "") for cell in cells):
                continue
            if not headings:
                headings = [str(cell or "") for cell in cells]
                _check_headings(headings, row)
                continue
            known = (_NO_VALUE if cell in _ERRORS else cell for cell in cells)
            yield row, [*zip_longest(headings, known, fillvalue="")]


def _cells(file: BinaryIO, load: Callable[..., Any]) -> Iterator[tuple[int, tuple[object, ...]]]:
    with zipfile.ZipFile(file) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
            raise Fault("the spreadsheet unpacks to over 200 MB", "give it in parts")
    file.seek(0)
    sheet = load(file, read_only=True, data_only=True).worksheets[0]
    yield from enumerate(sheet.iter_rows(values_only=True), start=1)


def _readable(
    read: Callable[[], Iterator[tuple[int, tuple[object, ...]]]],
) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield what can be read of a spreadsheet; its library would warn of a cell with its value."""
    rows = read()
    row = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = next(rows, None)
        except Fault:
            raise
        except Exception:
            message = "is no spreadsheet that can be read"
            raise Fault(message, "save it as .xlsx", row + 1 if row else None) from None
        if found is None:
            return
        row = found[0]
        yield found


READERS: dict[str, Callable[[bytes | Path], Iterable[Row | Fault]]] = {
    "csv": _csv_rows,
    "json": _json_rows,
    "jsonl": _json_lines,
    "xlsx": _xlsx_rows,
}

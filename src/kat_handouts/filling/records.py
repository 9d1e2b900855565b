"""Files of values: a record for each patient, in JSON, CSV or a spreadsheet.

What is wrong in a file is told by row and column, all of it at once, and never by what stands
there: a message may be read by others than the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kat_handouts.filling.rows import READERS, Fault, Row, folded, kind_of
from kat_handouts.filling.values import Value, parsed
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.fields import field_names, get_field

# What a record says of its sheets; all else are values of fields.
ABOUT = ("id", "language", "region", "route", "edition", "paper", "second", "handouts")
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
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


class RecordFile:
    """A file of records, which can be read more than once. `name` is what messages call it."""

    def __init__(self, data: bytes | Path, name: str) -> None:
        self.name = name
        self._data = data
        try:
            self._kind = kind_of(data, name)
        except Fault as fault:
            raise InputError(self._of(fault)) from None

    def records(self) -> Iterator[Record]:
        """Yield the records whose sheets are known; a file that was checked has no others."""
        for record, _ in self._read():
            if record:
                yield record

    def checked(self, findings: list[Finding]) -> Iterator[Record]:
        """Yield the records whose sheets are known, and add everything that is wrong by itself."""
        names = _Names()
        is_empty, told, left = True, 0, 0
        columns: set[str] = set()
        for record, found in self._read():
            is_empty = False
            if record and (twice := names.taken(record)):
                found.append(self.finding("fill-record", record.row, *twice))
            # A heading is wrong in every row.
            found = [one for one in found if one.message not in columns]
            columns |= {one.message for one in found if one.rule == "fill-column"}
            if told < _MOST_ROWS_TOLD:
                findings += found
            else:
                left += bool(found)
            told += bool(found)
            if record:
                yield record
        for row, message, hint in names.numbered():
            findings.append(self.finding("fill-record", row, message, hint))
        if left:
            message = f"{left} more rows have something wrong"
            findings.append(self.finding("fill-file", None, message))
        if is_empty:
            hint = 'such as {"language": "es"}'
            findings.append(self.finding("fill-file", None, "there is no record", hint))

    def finding(
        self, rule: str, row: int | None, message: str, hint: str = "", column: str = ""
    ) -> Finding:
        """Return a finding about a row, and a column of it."""
        words = f"column “{column}”: {message}" if column else message
        return Finding(rule, words, hint=hint, file=self.name, line=row)

    def _of(self, fault: Fault) -> Finding:
        return self.finding("fill-file", fault.row, fault.message, fault.hint)

    def _read(self) -> Iterator[tuple[Record | None, list[Finding]]]:
        """Yield each record, as far as it is one, with what is wrong in it."""
        try:
            for found in READERS[self._kind](self._data):
                yield (None, [self._of(found)]) if isinstance(found, Fault) else self._record(found)
        except Fault as fault:
            yield None, [self._of(fault)]

    def _record(self, found: Row) -> tuple[Record | None, list[Finding]]:
        row, cells = found
        findings: list[Finding] = []
        about: dict[str, Any] = {}
        values: dict[str, Value] = {}
        for column, (heading, raw) in enumerate(cells, start=1):
            name = folded(heading)
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                continue
            if name in ABOUT:
                try:
                    about[name] = _about(name, raw)
                except ValueError as error:
                    about[name] = None
                    findings.append(self.finding("fill-record", row, f"{error}", column=name))
            elif (known := get_field(name)) and known.is_laid_out:
                message = f"is printed from clinic.toml: {known.setting}"
                findings.append(self.finding("fill-value", row, message, column=name))
            elif known:
                try:
                    values[name] = parsed(known, raw)
                except ValueError as error:
                    findings.append(self.finding("fill-value", row, f"{error}", column=name))
            else:
                findings.append(self._unknown(row, name, column))
        is_known = None not in about.values()
        return (Record(row, **about, values=values) if is_known else None), findings

    def _unknown(self, row: int, name: str, column: int) -> Finding:
        if not name:
            return self.finding("fill-column", row, f"column {column} has no heading")
        close = get_close_matches(name, [*ABOUT, *field_names()], n=1, cutoff=0.6)
        # The heading itself may be a value: that of a file that has no headings.
        hint = f"did you mean {close[0]}?" if close else "the fields: kat-handouts list fields"
        return self.finding("fill-column", row, f"the heading of column {column} is no field", hint)


class _Names:
    """The names of the records' files, none of which is another's on any computer."""

    def __init__(self) -> None:
        self._count = 0
        self._rows: dict[str, int] = {}
        self._unnamed: set[str] = set()

    def taken(self, record: Record) -> tuple[str, str] | None:
        """Say what is wrong with the id of the next record, if anything is."""
        self._count += 1
        # Two names that differ in capitals alone are one on some computers.
        id_ = record.id.lower()
        if not id_:
            self._unnamed.add(running(self._count))
        elif id_ in self._rows:
            message = f"the id of this record is that of row {self._rows[id_]} too"
            return message, "give each record an id of its own, or none"
        else:
            self._rows[id_] = record.row
        return None

    def numbered(self) -> Iterator[tuple[int, str, str]]:
        """Yield the rows whose id is the running number of a record that has none."""
        for id_ in self._unnamed & self._rows.keys():
            message = "the id of this record is the number of another one, which has no id"
            yield self._rows[id_], message, "give each record an id, or none"


def running(number: int) -> str:
    """Return the number of a record, counted from 1, as it stands in the names of its files."""
    return f"{number:06d}"


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

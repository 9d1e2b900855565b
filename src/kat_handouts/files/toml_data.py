"""Read a TOML file into plain data that remembers its lines."""

from __future__ import annotations

import re
import tomllib

from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding

# Passed over wherever it stands: tomllib has already refused what stands where it may not.
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|\'[^\']*\'')
# A long text ends with its last three quotes; one or two more before them belong to it.
_SCALAR = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\]|\\.)*"|\'[^\']*\'|[^,\]}#\n]+', re.DOTALL
)
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(text: str, name: str) -> SourceFile:
    """Read TOML text; `name` is the path to show. Problems are in `SourceFile.findings`."""
    file = SourceFile(name, syntax="toml")
    try:
        file.data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else None
        if isinstance(error, tomllib.TOMLDecodeError):
            line = line or text.count("\n") + 1
            reason = _PLACE.sub("", str(error)).strip()
        elif isinstance(error, RecursionError):
            reason = "brackets within brackets without end"
        else:
            reason = "a number of too many digits"
        file.findings.append(
            Finding(
                "toml-syntax",
                f"not valid TOML: {reason}",
                hint=_hint(text.splitlines()[line - 1 : line] if line else []),
                file=name,
                line=line or 1,
            )
        )
        return file
    file.lines = _Lines(text).found
    return file


def _hint(lines: list[str]) -> str:
    """Return how to write the line that the parser stopped at."""
    value = "".join(lines).partition("=")[2].strip()
    if re.match(r"\d+[/.]\d+[/.]\d+|\d+-\d+-\d+", value):
        return "a date is written year-month-day, without quotes: reviewed = 2026-11-22"
    if re.match(r"\d+\s*[:h]", value):
        return 'hours stand in quotes: daytime = "mon-fri 08:00-17:00"'
    if re.match(r"[\[{]", value):
        return 'a list is written so: address = ["12 River Street", "Springfield"]'
    return 'texts stand in quotes: name = "Riverside Clinic"'


class _Lines:
    """The line of each table, key and item of a TOML text that is known to be right.

    A table under ``[[name]]`` has the path (name, number), as the data have it. A table that only
    longer names imply is on the line that first implies it.
    """

    def __init__(self, text: str) -> None:
        self.found: dict[KeyPath, int] = {(): 1}
        self._text = text.replace("\r\n", "\n")
        self._at = 0
        self._counts: dict[KeyPath, int] = {}
        table: KeyPath = ()
        self._skip()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    @property
    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1

    def _skip(self) -> None:
        self._take(_BLANK)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        assert match, f"the TOML cannot be followed at character {self._at}"
        self._at = match.end()
        return match[0]

    def _takes(self, sign: str) -> bool:
        """Say whether a sign comes next, and pass over it and what is blank behind it."""
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        self._skip()
        return True

    def _key(self) -> KeyPath:
        parts: list[str | int] = []
        while not parts or self._takes("."):
            part = self._take(_KEY)
            parts.append(tomllib.loads(f"key = {part}")["key"] if part[0] in "\"'" else part)
            self._skip()
        return tuple(parts)

    def _header(self) -> KeyPath:
        line = self._line
        self._takes("[")
        is_one_of_many = self._takes("[")
        *outer, last = self._key()
        self._at += 2 if is_one_of_many else 1
        path: KeyPath = ()
        for part in outer:
            path = self._current((*path, part))
            self.found.setdefault(path, line)
        path = (*path, last)
        if is_one_of_many:
            self.found.setdefault(path, line)
            self._counts[path] = self._counts.get(path, 0) + 1
            path = self._current(path)
        self.found[path] = line
        return path

    def _current(self, path: KeyPath) -> KeyPath:
        """Return the path of the table that a name stands for: the last one of several."""
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _pair(self, table: KeyPath) -> None:
        line = self._line
        path = table
        for part in self._key():
            path = (*path, part)
            self.found.setdefault(path, line)
        self._takes("=")
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self._takes("["):
            number = 0
            while not self._closes("]"):
                self.found[(*path, number)] = self._line
                self._value((*path, number))
                number += 1
        elif self._takes("{"):
            while not self._closes("}"):
                self._pair(path)
        else:
            self._take(_SCALAR)

    def _closes(self, sign: str) -> bool:
        """Say whether a list or a table in braces ends here, and pass over its end or a comma."""
        self._skip()
        self._takes(",")
        if self._text[self._at] != sign:
            return False
        self._at += 1
        return True

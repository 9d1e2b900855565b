"""Read a TOML file into plain data that remembers its lines."""

from __future__ import annotations

import re
import tomllib

from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding

_TABLE = re.compile(r"\s*\[\s*([A-Za-z0-9_.\s-]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(text: str, name: str) -> SourceFile:
    """Read TOML text; `name` is the path to show. Problems are in `DataFile.findings`."""
    file = SourceFile(name)
    try:
        file.data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        file.findings.append(
            Finding(
                "toml-syntax",
                f"not valid TOML: {_PLACE.sub('', str(error)).strip()}",
                hint='texts stand in quotes: name = "Riverside Clinic"',
                file=name,
                line=int(place[1]) if place else text.count("\n") + 1,
            )
        )
        return file
    file.lines = _lines(text)
    return file


def _lines(text: str) -> dict[KeyPath, int]:
    """Return the line of each table and key; what stands inside a long text is passed over."""
    lines: dict[KeyPath, int] = {(): 1}
    table: KeyPath = ()
    quotes = ""
    for number, line in enumerate(text.splitlines(), start=1):
        inside = bool(quotes)
        for quote in re.findall(r'"""|\'\'\'', line):
            quotes = "" if quotes == quote else quotes or quote
        if inside:
            continue
        if match := _TABLE.match(line):
            table = tuple(part.strip() for part in match[1].split("."))
            lines.setdefault(table, number)
        elif match := _KEY.match(line):
            lines.setdefault((*table, match[1]), number)
    return lines

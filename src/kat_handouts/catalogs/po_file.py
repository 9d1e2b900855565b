"""A PO file as its entries, in their order: what nobody changes is written back byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kat_handouts.catalogs.po_entry import BLANK, COMMENT, MSGCTXT, MSGID, MSGSTR, Piece, PoEntry
from kat_handouts.catalogs.po_strings import escape


@dataclass(frozen=True)
class PoFile:
    """A PO file: its header entry, then the others, then what stands after the last one.

    `newline` is the first line end in the file, which new lines get. `header` is None where the
    file has none.
    """

    header: PoEntry | None
    entries: tuple[PoEntry, ...]
    tail: str = ""
    newline: str = "\n"
    bom: bool = False
    # Where the header stands among the entries; gettext takes it anywhere.
    header_place: int = 0

    def text(self) -> str:
        """Return the whole file."""
        entries = list(self.entries)
        if self.header:
            entries.insert(self.header_place, self.header)
        parts: list[str] = []
        for entry in entries:
            if parts and entry.begins_line and not parts[-1].endswith("\n"):
                parts.append(self.newline)
            parts.append(entry.text)
        return ("\ufeff" if self.bom else "") + "".join(parts) + self.tail

    def header_fields(self) -> dict[str, str]:
        """Return the fields of the header by name."""
        lines = self.header.translation.split("\n") if self.header else []
        fields = (line.partition(":") for line in lines)
        return {name.strip(): value.strip() for name, colon, value in fields if colon}


def new_entry(
    newline: str,
    *,
    context: str | None,
    source: str,
    comments: Iterable[str] = (),
    translation: Iterable[str] = (),
) -> PoEntry:
    """Return an entry after a blank line, each string of `translation` on a line of its own."""
    empty = PoEntry((Piece(BLANK, newline),))
    pieces = [
        *empty.pieces,
        *(Piece(COMMENT, f"# {line}".rstrip() + newline, line) for line in comments),
    ]
    if context is not None:
        pieces.append(empty.statement(MSGCTXT, context))
    pieces.append(empty.statement(MSGID, source))
    values = tuple(translation)
    strings = tuple(f'"{escape(value)}"' for value in ("", *values))
    lines = [f"{MSGSTR} {strings[0]}", *strings[1:]]
    pieces.append(Piece(MSGSTR, empty.lines_of(MSGSTR, lines), "".join(values), MSGSTR, strings))
    return PoEntry(tuple(pieces))

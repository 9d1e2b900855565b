"""An entry of a PO file as the pieces of its text: what nobody changes stays byte for byte.

polib and Babel rewrap texts and rewrite headers; here an entry is kept as the translator's tool
wrote it, and only the pieces that a merge must touch are touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from kat_handouts.catalogs.po_strings import quoted

# The kinds of pieces, in the order in which new ones are put into an entry.
COMMENT, EXTRACTED, REFERENCES, FLAGS = "#", "#.", "#:", "#,"
PREVIOUS = ("#|msgctxt", "#|msgid", "#|msgid_plural")
MSGCTXT, MSGID, MSGID_PLURAL, MSGSTR = "msgctxt", "msgid", "msgid_plural", "msgstr"
BLANK, DOMAIN = "", "domain"
_ORDER = (COMMENT, EXTRACTED, REFERENCES, FLAGS, *PREVIOUS, MSGCTXT, MSGID, MSGID_PLURAL, MSGSTR)
_STATEMENTS = frozenset(_ORDER) - {COMMENT, EXTRACTED, REFERENCES, FLAGS}
_FUZZY = re.compile(r"(?<![^\s,])fuzzy(?![^\s,])")


class Piece(NamedTuple):
    """A part of an entry: a comment line, a keyword with its strings, or blank lines.

    `text` is as it stands in the file, with its line end; `value` what it says. `keyword` is that
    of a statement (``msgstr[0]``), `strings` are its strings in quotes.
    """

    kind: str
    text: str
    value: str = ""
    keyword: str = ""
    strings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PoEntry:
    """One entry as its pieces. `line` is its first, comments included, 0 for a new one.

    `begins_line` is False where it stands behind another entry on the same line.
    """

    pieces: tuple[Piece, ...]
    obsolete: bool = False
    line: int = 0
    begins_line: bool = True

    @cached_property
    def context(self) -> str | None:
        """The ``msgctxt``, which is the segment's id; None where there is none."""
        return self._first(MSGCTXT)

    @cached_property
    def source(self) -> str:
        """The ``msgid``, without its plural."""
        return self._first(MSGID) or ""

    @cached_property
    def plural(self) -> str | None:
        return self._first(MSGID_PLURAL)

    @cached_property
    def translation(self) -> str:
        """The ``msgstr``; of plural forms, all of them together."""
        return "".join(self._values(MSGSTR))

    @property
    def plural_forms(self) -> dict[int, str]:
        """The plural forms by their number."""
        return {
            int("".join(filter(str.isdigit, piece.keyword))): piece.value
            for piece in self.pieces
            if piece.kind == MSGSTR and "[" in piece.keyword
        }

    @property
    def comments(self) -> tuple[str, ...]:
        """The translator's comments, without ``#``."""
        return self._values(COMMENT)

    @property
    def flag_names(self) -> tuple[str, ...]:
        names = ",".join(self._values(FLAGS)).split(",")
        return tuple(name.strip() for name in names if name.strip())

    @cached_property
    def is_fuzzy(self) -> bool:
        return any(_FUZZY.search(value) for value in self._values(FLAGS))

    @property
    def previous_source(self) -> str | None:
        """The English that was translated, of a reworded entry."""
        return self._first(PREVIOUS[1])

    @property
    def previous_context(self) -> str | None:
        return self._first(PREVIOUS[0])

    @property
    def has_domain(self) -> bool:
        """Say whether a ``domain`` line stands above the entry."""
        return any(piece.kind == DOMAIN for piece in self.pieces)

    @property
    def text(self) -> str:
        """The entry as it stands in the file."""
        return "".join(piece.text for piece in self.pieces)

    def _values(self, kind: str) -> tuple[str, ...]:
        return tuple(piece.value for piece in self.pieces if piece.kind == kind)

    def _first(self, kind: str) -> str | None:
        return next((piece.value for piece in self.pieces if piece.kind == kind), None)

    @property
    def _newline(self) -> str:
        return "\r\n" if any(piece.text.endswith("\r\n") for piece in self.pieces) else "\n"

    def with_context(self, context: str) -> PoEntry:
        """Return the entry with another ``msgctxt``."""
        if context == self.context:
            return self
        return self._with(MSGCTXT, [self.statement(MSGCTXT, context)])

    def with_source(self, source: str) -> PoEntry:
        """Return the entry with another ``msgid``."""
        return self._with(MSGID, [self.statement(MSGID, source)])

    def with_translation(self, translation: str) -> PoEntry:
        """Return the entry with another ``msgstr``."""
        return self._with(MSGSTR, [self.statement(MSGSTR, translation)])

    def with_previous(self, source: str | None) -> PoEntry:
        """Return the entry with this ``#| msgid``, and no other ``#|`` lines; None is without."""
        entry = self
        for kind in PREVIOUS:
            entry = entry._with(kind, [])
        if source is None:
            return entry
        return entry._with(PREVIOUS[1], [entry.statement(PREVIOUS[1], source)])

    def with_comments(self, kind: str, lines: Iterable[str]) -> PoEntry:
        """Return the entry with these comments of a kind; as it is where they say the same."""
        wanted = tuple(lines)
        if tuple(value.strip() for value in self._values(kind)) == wanted:
            return self
        newline = self._newline
        return self._with(kind, [Piece(kind, f"{kind} {line}{newline}", line) for line in wanted])

    def as_fuzzy(self) -> PoEntry:
        """Return the entry with the fuzzy flag first, and every other flag as it was."""
        if self.is_fuzzy:
            return self
        for index, piece in enumerate(self.pieces):
            if piece.kind == FLAGS and "#," in piece.text:
                before, rest = piece.text.split("#,", 1)
                changed = Piece(
                    FLAGS, f"{before}#, fuzzy, {rest.lstrip(' ')}", f"fuzzy, {piece.value}"
                )
                pieces = (*self.pieces[:index], changed, *self.pieces[index + 1 :])
                return replace(self, pieces=pieces)
        flag = Piece(FLAGS, f"#, fuzzy{self._newline}", "fuzzy")
        return self._insert(FLAGS, [flag])

    def without_fuzzy(self) -> PoEntry:
        """Return the entry without the fuzzy flag, and every other flag as it was."""
        pieces: list[Piece] = []
        for piece in self.pieces:
            if piece.kind == FLAGS and _FUZZY.search(piece.value):
                left = re.sub(r"(?<![^\s,])fuzzy(?:[ \t]*,[ \t]*|[ \t]+|(?=\s|$))", "", piece.value)
                left = left.strip().strip(",").strip()
                if not left:
                    continue
                mark = re.search(r"#[,=!]", piece.text)
                piece = Piece(FLAGS, f"{mark[0] if mark else '#,'} {left}{self._newline}", left)
            pieces.append(piece)
        return replace(self, pieces=tuple(pieces))

    def as_obsolete(self) -> PoEntry:
        """Return the entry with ``#~`` before each line of its statements."""
        return self if self.obsolete else self._converted(_obsolete_lines, obsolete=True)

    def as_live(self) -> PoEntry:
        """Return the entry without ``#~``."""
        return self._converted(_live_lines, obsolete=False) if self.obsolete else self

    def apart(self) -> PoEntry:
        """Return the entry with each of its parts on lines of its own."""
        if self.begins_line and all(piece.text.endswith("\n") for piece in self.pieces[:-1]):
            return self
        pieces = tuple(self._on_own_lines(piece) for piece in self.pieces)
        return replace(self, pieces=pieces, begins_line=True)

    def _converted(self, convert: Callable[[str], str], *, obsolete: bool) -> PoEntry:
        entry = self.apart()
        pieces = tuple(
            piece._replace(text=convert(entry._on_own_lines(piece).text))
            if piece.kind in _STATEMENTS
            else piece
            for piece in entry.pieces
        )
        return replace(entry, pieces=pieces, obsolete=obsolete)

    def _on_own_lines(self, piece: Piece) -> Piece:
        if piece.kind not in _STATEMENTS | {DOMAIN} or (
            piece.text.endswith("\n") and "\\\n" not in piece.text.replace("\r\n", "\n")
        ):
            return piece
        first, *more = piece.strings
        lines = [f"{piece.keyword} {first}", *more]
        return piece._replace(text=self.lines_of(piece.kind, lines))

    def statement(self, kind: str, text: str) -> Piece:
        """Return a keyword with its text, as this entry would have it."""
        keyword = kind.removeprefix("#|")
        lines = quoted(keyword, text)
        strings = tuple(line[line.index('"') :] for line in lines)
        return Piece(kind, self.lines_of(kind, lines), text, keyword, strings)

    def lines_of(self, kind: str, lines: Iterable[str]) -> str:
        """Return lines with the marks and the line ends of this entry."""
        mark = "~" if self.obsolete and kind != DOMAIN else ""
        bar = "|" if kind in PREVIOUS else ""
        prefix = f"#{mark}{bar} " if mark or bar else ""
        return "".join(f"{prefix}{line}{self._newline}" for line in lines)

    def _with(self, kind: str, new: list[Piece]) -> PoEntry:
        """Return the entry with new pieces in place of all of a kind."""
        places = [index for index, piece in enumerate(self.pieces) if piece.kind == kind]
        if not places:
            return self._insert(kind, new) if new else self
        entry = self.apart()
        kept = [piece for piece in entry.pieces if piece.kind != kind]
        kept[places[0] : places[0]] = new
        return replace(entry, pieces=tuple(kept))

    def _insert(self, kind: str, new: list[Piece]) -> PoEntry:
        entry = self.apart()
        after = _ORDER[_ORDER.index(kind) + 1 :]
        place = next(
            (index for index, piece in enumerate(entry.pieces) if piece.kind in after),
            len(entry.pieces),
        )
        return replace(entry, pieces=(*entry.pieces[:place], *new, *entry.pieces[place:]))


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def _obsolete_lines(text: str) -> str:
    # A blank line within a text would be one of “#~” alone, which polib does not read.
    lines = (line.lstrip(" \t") for line in _LINE.findall(text) if line.strip())
    return "".join(f"#~{line[1:]}" if line.startswith("#|") else f"#~ {line}" for line in lines)


def _live_lines(text: str) -> str:
    lines = (line.lstrip(" \t").removeprefix("#~") for line in _LINE.findall(text))
    return "".join(f"#{line}" if line.startswith("|") else line.lstrip(" \t") for line in lines)

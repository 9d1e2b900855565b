"""Read a PO file by the grammar of GNU gettext, keeping every byte of it.

Each entry is comments, then ``#|`` statements, then ``msgctxt``, ``msgid``, ``msgid_plural`` and
``msgstr``; a statement is a keyword and one string or more. Source: GNU gettext manual, “The Format
of PO Files”, and the behaviour of its msgcat and msgfmt.
"""

from __future__ import annotations

import re

from kat_handouts.catalogs import po_entry as po
from kat_handouts.catalogs.po_entry import Piece, PoEntry
from kat_handouts.catalogs.po_file import PoFile
from kat_handouts.catalogs.po_lexer import Token, comment_value, keyword_of, tokens
from kat_handouts.catalogs.po_strings import joined, string_value
from kat_handouts.model.errors import Finding, InputError

# What may come after a statement of an entry; after `msgstr` an entry may end.
_BEGIN = frozenset({po.DOMAIN, "#|msgctxt", "#|msgid", po.MSGCTXT, po.MSGID})
_FOLLOWERS = {
    "#|msgctxt": frozenset({"#|msgid"}),
    "#|msgid": frozenset({"#|msgid_plural", po.MSGCTXT, po.MSGID}),
    "#|msgid_plural": frozenset({po.MSGCTXT, po.MSGID}),
    po.MSGCTXT: frozenset({po.MSGID}),
    po.MSGID: frozenset({po.MSGID_PLURAL, po.MSGSTR}),
    po.MSGID_PLURAL: frozenset({"msgstr[]"}),
}
_KINDS = _BEGIN | _FOLLOWERS.keys() | {po.MSGSTR}
_WANTED = {
    "#|msgctxt": "#| msgid",
    "#|msgid": po.MSGID,
    "#|msgid_plural": po.MSGID,
    po.MSGCTXT: po.MSGID,
    po.MSGID: po.MSGSTR,
    po.MSGID_PLURAL: "msgstr[0]",
}
# The state after an entry that is not whole, until the next one begins.
_BROKEN = "?"
_ENDED = frozenset({"", _BROKEN, po.MSGSTR, "msgstr[]"})
_EXAMPLE = 'an entry is three lines: msgctxt "side-effects.title", msgid "…", msgstr "…"'
_LINE_END = re.compile(r"(?:[ \t\f\v]|\r(?!\n))*(?:\r?\n)?")
_BLANK_LINES = re.compile(r"(?:[ \t\f\v\r]*\n)+")
_SUN_REFERENCE = re.compile(r"# File: .*, line: -?\d+$")
# A broken file has a mistake in each entry; the first ones tell what it is.
_MOST_FINDINGS = 20


def read_po(text: str, file: str | None = None) -> PoFile:
    """Return a PO file; `file` is the path to show.

    Raises `InputError` with every line that gettext would not take.
    """
    bom = text.startswith("\ufeff")
    reader = _Reader(text.removeprefix("\ufeff"))
    reader.read()
    if reader.findings:
        raise InputError([found.at(file=file) for found in reader.findings[:_MOST_FINDINGS]])
    return reader.po_file(bom=bom)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self.entries: list[PoEntry] = []
        # Of the entry that is being read.
        self.pieces: list[Piece] = []
        self.state = ""
        self.line = 0
        self.first_line = 0
        self.obsolete = False
        self.begins_line = True
        self.forms = 0
        # Of the statement that is being read.
        self.keyword: Token | None = None
        self.strings: list[Token] = []
        self.end = 0

    def read(self) -> None:
        skipped = 0
        for token in tokens(self.text):
            if token.line == skipped:
                continue
            before = len(self.findings)
            self._take(token)
            if len(self.findings) > before and self.findings[-1].line == token.line:
                # One mistake is one finding: go on with the next line.
                skipped = token.line + token.text.count("\n")
        self._end_statement()
        if self.state not in _ENDED:
            self._incomplete()
        self._end_entry()

    def po_file(self, *, bom: bool) -> PoFile:
        newline = re.search(r"\r?\n", self.text)
        place, header = next(
            (
                (place, entry)
                for place, entry in enumerate(self.entries)
                if entry.context is None and not entry.source and not entry.obsolete
            ),
            (0, None),
        )
        entries = [entry for entry in self.entries if entry is not header]
        tail = "".join(piece.text for piece in self.pieces) + self.text[self.end :]
        return PoFile(header, tuple(entries), tail, newline[0] if newline else "\n", bom, place)

    def _take(self, token: Token) -> None:
        if token.kind == "comment":
            self._comment(token)
        elif token.kind == "word":
            self._word(token)
        elif token.kind == "string":
            self._string(token)
        else:
            self._junk(token)

    def _comment(self, token: Token) -> None:
        self._end_statement()
        if self.state in {po.MSGCTXT, po.MSGID, po.MSGID_PLURAL}:
            self._incomplete(also="a comment must stand above the entry")
        elif self.state in {po.MSGSTR, "msgstr[]"}:
            self._end_entry()
        self.first_line = self.first_line or token.line
        text = comment_value(token.text)
        kind = text[:2]
        if kind in {po.FLAGS, "#=", "#!"}:
            self._add(po.FLAGS, token.end, text[2:])
        elif kind in {po.EXTRACTED, po.REFERENCES}:
            self._add(kind, token.end, text[2:].removeprefix(" "))
        elif _SUN_REFERENCE.match(text):
            self._add(po.REFERENCES, token.end, text[2:])
        else:
            self._add(po.COMMENT, token.end, text[1:].removeprefix(" "))

    def _word(self, token: Token) -> None:
        self._end_statement()
        name, index = keyword_of(token.text)
        kind = f"#|{name}" if token.previous else name
        if kind not in _KINDS or (index and kind != po.MSGSTR):
            self._wrong(token.line, f"“{token.text[:40]}” is no keyword of a PO file", _EXAMPLE)
            return
        step = "msgstr[]" if index else kind
        if self.state == _BROKEN and step not in _BEGIN:
            self.keyword = token
            return
        if self.state == "msgstr[]" and step == "msgstr[]":
            pass
        elif self.state in _ENDED:
            if step not in _BEGIN:
                self._wrong(token.line, f"this {kind} stands outside of an entry", _EXAMPLE)
                return
            if self.state:
                self._end_entry()
        elif step not in _FOLLOWERS[self.state]:
            self._incomplete(step)
            if step not in _BEGIN:
                self.keyword = token
                return
            self.state = ""
        if self.state not in {"", _BROKEN} and token.obsolete != self.obsolete:
            self._mixed(token)
        if index and int(index[:9]) != self.forms:
            self._wrong(
                token.line,
                f"this plural form is number {index[:9]}, where msgstr[{self.forms}] must stand",
                "number them from 0 without a gap: msgstr[0], msgstr[1]",
            )
        if not self.state:
            self.line, self.obsolete = token.line, token.obsolete
            self.first_line = self.first_line or token.line
        self.forms += bool(index)
        self.state = step
        self.keyword = token

    def _string(self, token: Token) -> None:
        if self.keyword is None:
            self._wrong(
                token.line, f"this text stands outside of an entry: {token.text[:40]}", _EXAMPLE
            )
        elif token.obsolete != self.keyword.obsolete or token.previous != self.keyword.previous:
            self._mixed(token)
        else:
            self.strings.append(token)

    def _junk(self, token: Token) -> None:
        if token.text.startswith('"'):
            self._wrong(
                token.line,
                f"this text has no closing quote: {token.text[:50]}",
                'a text ends on its line: msgstr "Vejiga"; a quote inside it is written \\"',
            )
        else:
            self._wrong(token.line, f"this is not a line of a PO file: {token.text[:50]}", _EXAMPLE)
        # What it should have been is not known: the statement is taken as read.
        if self.keyword is not None and not self.strings:
            self.strings.append(token)

    def _end_statement(self) -> None:
        if self.keyword is None:
            return
        keyword, strings = self.keyword, self.strings
        self.keyword, self.strings = None, []
        name, index = keyword_of(keyword.text)
        kind = f"#|{name}" if keyword.previous else name
        if kind == po.DOMAIN:
            self.state = ""
        if not strings:
            self._wrong(
                keyword.line,
                f"{keyword.text} has no text in quotes",
                f'write {name} ""; the text may follow on lines of its own',
            )
            self._add(kind, keyword.end)
            return
        texts = tuple(token.text for token in strings)
        written = f"{name}[{index}]" if index else name
        self._add(kind, strings[-1].end, self._value(strings), written, texts)

    def _value(self, strings: list[Token]) -> str:
        values = []
        for token in strings:
            if token.kind != "string":
                continue
            try:
                values.append(string_value(token.text))
            except ValueError as error:
                self._wrong(
                    token.line,
                    f"“{error}” in a text means nothing",
                    'a backslash is written \\\\, a quote \\", a new line \\n',
                )
        try:
            value = joined(values)
        except ValueError:
            self._wrong(
                strings[0].line,
                "the escapes of this text are not UTF-8",
                "write the letters themselves: é, not \\303\\251",
            )
            return ""
        if "\x04" in value:
            self._wrong(strings[0].line, "a text may not hold U+0004", "delete it")
        return value

    def _add(
        self,
        kind: str,
        end: int,
        value: str = "",
        keyword: str = "",
        strings: tuple[str, ...] = (),
    ) -> None:
        """Add a piece that begins where the last one ended, with the blanks that follow it."""
        start = self.end
        if self.text.startswith("\n", end):
            self.end = end + 1
        else:
            line_end = _LINE_END.match(self.text, end)
            self.end = line_end.end() if line_end else end
        if not self.pieces:
            self.begins_line = start == 0 or self.text[start - 1] == "\n"
        blank = self.text[start].isspace() and _BLANK_LINES.match(self.text, start, self.end)
        if blank and blank.end() < self.end:
            self.pieces.append(Piece(po.BLANK, blank[0]))
            start = blank.end()
        self.pieces.append(Piece(kind, self.text[start : self.end], value, keyword, strings))

    def _end_entry(self) -> None:
        if self.state in {po.MSGSTR, "msgstr[]"}:
            pieces = tuple(self.pieces)
            self.entries.append(PoEntry(pieces, self.obsolete, self.first_line, self.begins_line))
            self.pieces = []
        self.state, self.forms, self.obsolete = "", 0, False
        self.line = self.first_line = 0

    def _incomplete(self, step: str = "", also: str = "") -> None:
        no_plural = self.state == po.MSGID and step == "msgstr[]"
        wanted = po.MSGID_PLURAL if no_plural else _WANTED[self.state]
        self._wrong(
            self.line,
            f"this entry has no {wanted}",
            also or f'add {wanted} "…", or take the whole file again if it is cut off here',
        )
        self.pieces = []
        self.state, self.forms, self.first_line = _BROKEN, 0, 0

    def _mixed(self, token: Token) -> None:
        self._wrong(
            token.line,
            "some lines of this entry begin with #~ or #| and others do not",
            'each line of an obsolete entry begins with it: #~ msgid "…"',
        )

    def _wrong(self, line: int, message: str, hint: str) -> None:
        # One mistake is one finding.
        if not any(found.line == line for found in self.findings[-2:]):
            self.findings.append(Finding("po-syntax", message, hint=hint, line=line))

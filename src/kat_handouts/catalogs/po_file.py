"""A PO file as its own lines: what nobody changes is written back byte for byte.

polib and Babel rewrap texts and rewrite headers; here an entry is kept as the translator's tool
wrote it, and only the lines that a merge must touch are touched.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

OBSOLETE = "#~"

_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


@dataclass(frozen=True)
class PoBlock:
    """One entry as raw lines, by what they are. An obsolete entry's lines stand without ``#~``.

    `comments` are the translator's, `extracted` (``#.``) and `references` (``#:``) the
    program's, `flags` (``#,``) both's; `previous` are the ``#|`` lines.
    """

    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    msgctxt: tuple[str, ...] = ()
    msgid: tuple[str, ...] = ()
    msgstr: tuple[str, ...] = ()
    obsolete: bool = False

    @property
    def context(self) -> str | None:
        """The ``msgctxt``, which is the segment's id; None where there is none."""
        return text_of(self.msgctxt) if self.msgctxt else None

    @property
    def source(self) -> str:
        """The ``msgid``, without its plural."""
        return text_of(self.msgid)

    @property
    def translation(self) -> str:
        """The ``msgstr``; of plural forms, all of them together."""
        return text_of(self.msgstr)

    @property
    def flag_names(self) -> tuple[str, ...]:
        names = ",".join(line.removeprefix("#,") for line in self.flags).split(",")
        return tuple(name.strip() for name in names if name.strip())

    @property
    def is_fuzzy(self) -> bool:
        return "fuzzy" in self.flag_names

    def as_fuzzy(self) -> PoBlock:
        """Return the entry with the fuzzy flag first, and every other flag as it was."""
        if self.is_fuzzy:
            return self
        names = ("fuzzy", *self.flag_names)
        return replace(self, flags=(f"#, {', '.join(names)}",))

    def lines(self) -> Iterator[str]:
        """Yield the entry's lines as they are written."""
        if self.obsolete:
            yield from self.comments
            yield from self.flags
            yield from (f"{OBSOLETE}{line[1:]}" for line in self.previous)
            for line in (*self.msgctxt, *self.msgid, *self.msgstr):
                yield f"{OBSOLETE} {line}"
            return
        yield from self.comments
        yield from self.extracted
        yield from self.references
        yield from self.flags
        yield from self.previous
        yield from (*self.msgctxt, *self.msgid, *self.msgstr)


@dataclass(frozen=True)
class PoFile:
    """A PO file: its header entry, then its entries. `newline` and `bom` are kept as they were."""

    header: PoBlock
    entries: tuple[PoBlock, ...]
    newline: str = "\n"
    bom: bool = False

    def text(self) -> str:
        """Return the whole file."""
        blocks = [self.header, *self.entries]
        body = "\n\n".join("\n".join(block.lines()) for block in blocks) + "\n"
        return ("\ufeff" if self.bom else "") + body.replace("\n", self.newline)


def text_of(lines: tuple[str, ...]) -> str:
    """Return the text that the quoted strings of an entry's lines hold together."""
    text = "".join(line[line.index('"') :].strip()[1:-1] for line in lines)
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[0]), text)


def quoted(keyword: str, text: str, prefix: str = "") -> tuple[str, ...]:
    """Return the lines of a keyword with its text, wrapped at words to about 100 characters."""
    pieces = textwrap.wrap(
        text,
        95,
        drop_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        expand_tabs=False,
    )
    if len(pieces) <= 1:
        return (f'{prefix}{keyword} "{escape(text)}"',)
    first = f'{prefix}{keyword} ""'
    return (first, *(f'{prefix}"{escape(piece)}"' for piece in pieces))


def escape(text: str) -> str:
    """Return a text with PO's escapes."""
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return text.replace("\r", "\\r")


@dataclass
class _Gathering:
    """The lines of one entry while they are read."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    obsolete: bool = False

    def add(self, part: str, line: str) -> None:
        self.parts.setdefault(part, []).append(line)
        if part in {"msgctxt", "msgid", "msgstr"}:
            self.last = part

    def block(self) -> PoBlock:
        return PoBlock(
            **{name: tuple(lines) for name, lines in self.parts.items()}, obsolete=self.obsolete
        )


_COMMENTS = {"#.": "extracted", "#:": "references", "#,": "flags", "#|": "previous"}


def read_po(text: str) -> PoFile:
    """Return a PO file whose syntax has been checked (`po_syntax.check_syntax`)."""
    bom = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    newline = "\r\n" if "\r\n" in text else "\n"
    blocks: list[PoBlock] = []
    now = _Gathering()
    for line in text.replace("\r\n", "\n").split("\n"):
        bare, obsolete = _without_obsolete_prefix(line)
        part = _part(bare, now.last)
        if part is None:
            continue
        begins = part not in {"msgstr", "msgid"} or (part == "msgid" and now.last != "msgctxt")
        if now.last == "msgstr" and begins and not bare.startswith('"'):
            blocks.append(now.block())
            now = _Gathering()
        if part == "msgid" and now.last == "msgid" and not bare.startswith(('"', "msgid_plural")):
            blocks.append(now.block())
            now = _Gathering()
        now.obsolete = now.obsolete or obsolete
        now.add(part, bare)
    if now.last:
        blocks.append(now.block())
    elif now.parts and blocks:
        # Comments after the last entry belong to it.
        tail = tuple(line for lines in now.parts.values() for line in lines)
        blocks[-1] = replace(blocks[-1], comments=(*blocks[-1].comments, *tail))
    header = PoBlock(msgid=('msgid ""',), msgstr=('msgstr ""',))
    if blocks and blocks[0].context is None and not blocks[0].source and not blocks[0].obsolete:
        header, blocks = blocks[0], blocks[1:]
    return PoFile(header, tuple(blocks), newline, bom)


def _without_obsolete_prefix(line: str) -> tuple[str, bool]:
    if not line.startswith(OBSOLETE):
        return line, False
    rest = line.removeprefix(OBSOLETE)
    return (f"#{rest}" if rest.startswith("|") else rest.strip()), True


def _part(line: str, last: str) -> str | None:
    if not line.strip():
        return None
    if line.startswith("#"):
        return _COMMENTS.get(line[:2], "comments")
    if line.startswith("msgctxt"):
        return "msgctxt"
    if line.startswith("msgid"):
        return "msgid"
    if line.startswith("msgstr"):
        return "msgstr"
    return last or None

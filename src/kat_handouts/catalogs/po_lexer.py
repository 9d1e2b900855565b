"""The tokens of a PO file, as GNU gettext cuts them.

White space, line ends included, means nothing between tokens; only ``#~`` and ``#|`` hold to the
end of their line. A backslash at the end of a line joins it with the next. Source: GNU gettext
manual, “The Format of PO Files”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<newline>\r?\n)
    | (?P<space>(?:[ \t\f\v]|\r(?!\n)|\\\r?\n)++)
    | (?P<obsolete>\#~\|?)
    | (?P<previous>\#\|)
    | (?P<comment>\#(?:[^\\\r\n]++|\\(?:\r?\n)?|\r(?!\n))*+)
    | (?P<string>"(?:[^"\\\r\n]++|\\(?:\r?\n|[^\r\n]|\r(?!\n))|\r(?!\n))*+")
    | (?P<word>[A-Za-z_$][A-Za-z0-9_$]*(?:[ \t\f\v\r\n]*\[[ \t\f\v\r\n]*[0-9]+[ \t\f\v\r\n]*\])?)
    | (?P<junk>[^\r\n]+)
    """,
    re.VERBOSE,
)
_CONTINUED = re.compile(r"\\\r?\n")


class Token(NamedTuple):
    """One token: a ``comment``, a ``string``, a keyword (``word``), or what is none (``junk``).

    `start` and `end` are its place in the file, `line` counts from 1. `obsolete` and `previous` say
    what its line began with.
    """

    kind: str
    text: str
    start: int
    end: int
    line: int
    obsolete: bool
    previous: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a PO file."""
    line = 1
    obsolete = previous = False
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup or "junk", match[0]
        if kind == "newline":
            line += 1
            obsolete = previous = False
            continue
        if kind == "obsolete":
            obsolete, previous = True, found == "#~|"
        elif kind == "previous":
            previous = True
        elif kind != "space":
            yield Token(kind, found, match.start(), match.end(), line, obsolete, previous)
        if "\n" in found:
            line += found.count("\n")


_LONE_RETURN = re.compile(r"\r(?!\n)")


def swallowing_comments(text: str) -> Iterator[Token]:
    """Yield the comments that go on after a carriage return, which ends no line to gettext.

    Entries that another program, or a person, sees after it are part of the comment.
    """
    if _LONE_RETURN.search(text):
        for token in tokens(text):
            if token.kind == "comment" and _LONE_RETURN.search(token.text.rstrip("\r")):
                yield token


def comment_value(text: str) -> str:
    """Return a comment with the lines joined that end in a backslash."""
    return _CONTINUED.sub("", text) if "\\" in text else text


_KEYWORD = re.compile(r"(\w+)(?:\s*\[\s*([0-9]+)\s*\])?", re.ASCII)


@cache
def keyword_of(text: str) -> tuple[str, str | None]:
    """Return a keyword and, of a plural form, its number."""
    match = _KEYWORD.fullmatch(text)
    return (match[1], match[2]) if match else (text, None)

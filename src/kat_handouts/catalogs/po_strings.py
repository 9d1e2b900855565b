"""The strings of a PO file: texts in quotes, with the escapes of C."""

from __future__ import annotations

import re
import textwrap

_CONTINUED = re.compile(r"\\\r?\n")
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))", re.DOTALL)
_CHARACTERS = {
    "n": "\n",
    "t": "\t",
    "b": "\b",
    "r": "\r",
    "f": "\f",
    "v": "\v",
    "a": "\a",
    "\\": "\\",
    '"': '"',
}


def string_value(text: str) -> str:
    """Return what a string in quotes says.

    An octal or hexadecimal escape is a byte of UTF-8; one that is not yet a whole character comes
    back as a surrogate, to be joined by `joined`. Raises `ValueError` with an escape that is none.
    """
    inside = text[1:-1]
    if "\\" not in inside:
        return inside
    return _ESCAPE.sub(_character, _CONTINUED.sub("", inside))


def _character(match: re.Match[str]) -> str:
    if match[3]:
        if match[3] not in _CHARACTERS:
            raise ValueError(match[0])
        return _CHARACTERS[match[3]]
    byte = int(match[1], 8) if match[1] else int(match[2], 16)
    return bytes([byte & 0xFF]).decode("utf-8", "surrogateescape")


def joined(values: list[str]) -> str:
    """Return the texts of several strings as one; raises `ValueError` where that is not UTF-8."""
    text = "".join(values)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    return text


def quoted(keyword: str, text: str) -> tuple[str, ...]:
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
        return (f'{keyword} "{escape(text)}"',)
    return (f'{keyword} ""', *(f'"{escape(piece)}"' for piece in pieces))


_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\v": "\\v",
        "\f": "\\f",
        "\b": "\\b",
        "\a": "\\a",
    }
)


def escape(text: str) -> str:
    """Return a text with PO's escapes."""
    return text.translate(_ESCAPES)

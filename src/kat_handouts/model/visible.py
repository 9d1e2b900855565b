"""Words of others as they may be shown: on one line, and no character that a program obeys.

Every message that reaches a terminal, a log or a CI service goes through here.
"""

from __future__ import annotations

import re
import unicodedata

# What turns the direction of the text around it (UAX #9), and what ends a line.
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ENDS = "\u2028\u2029"
# How a workflow command begins. Source: GitHub, "Workflow commands for GitHub Actions"; the older
# form is that of Azure Pipelines, which GitHub's runner reads too.
_COMMAND = re.compile(r"^(\s*)(:|#)(?=:|#\[)", re.MULTILINE)


def visible(text: str) -> str:
    r"""Return a text on one line, with what nobody sees and a terminal obeys as ``\x1b``."""
    return _harmless("".join(map(_shown, text)))


def visible_lines(text: str) -> str:
    """Return a text that may have several lines, each of them harmless."""
    return _harmless("".join(char if char == "\n" else _shown(char) for char in text))


def _shown(char: str) -> str:
    is_hidden = (
        unicodedata.category(char) in {"Cc", "Cs"}
        or char in _TURNS
        or char in _ENDS
        or ord(char) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(char) <= 0xFDEF
    )
    return escaped(char) if is_hidden else char


def escaped(char: str) -> str:
    r"""Return a character as ``\x1b`` or ``\u202e``, as in source text."""
    code = ord(char)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else (f"\\U{code:08x}")
    )


def _harmless(text: str) -> str:
    return _COMMAND.sub(lambda match: match[1] + escaped(match[2]), text)

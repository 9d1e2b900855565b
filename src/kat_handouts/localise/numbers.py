"""Keep numbers whole and in order: phones, doses, ranges, times, percentages.

In right-to-left text an unguarded ``500 mg`` prints as ``mg 500`` and a phone number comes out
back to front. Every number run is put between U+2066 and U+2069 there; in every language it is
kept on one line.
"""

from __future__ import annotations

import re

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"

INVISIBLE = dict.fromkeys(
    map(ord, (LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE, WORD_JOINER, "\u200b"))
)

_SPACE = "[ \u00a0]"
_UNIT = r"(?:mg|mcg|g|kg|mL|ml|mmHg|cm|mm|h|min)\b"
_SIGN = rf"(?:{_SPACE}|[-‐‑–.,:/]\u2060?)"
_AREA = rf"\(\d+\)(?={_SIGN}?\d)"  # (555), as part of a phone number only
NUMBER_RUN = re.compile(
    rf"\+?(?:{_AREA}{_SIGN}?)?\d+(?:{_SIGN}{_AREA}{_SIGN}?\d+|{_SIGN}\d+)*"
    rf"(?:{_SPACE}?[%٪])?(?:{_SPACE}{_UNIT})?"
)


def number_runs(text: str) -> list[str]:
    """Return the number runs of a text in order, as they are to be read from left to right."""
    return [match[0] for match in NUMBER_RUN.finditer(text.translate(INVISIBLE))]


def protect_numbers(text: str, *, right_to_left: bool) -> str:
    """Return a text whose number runs cannot be broken or, right to left, reordered.

    A text that is already protected comes back unchanged.
    """
    bare = _unprotect(text)

    def guard(match: re.Match[str]) -> str:
        run = match[0].replace(" ", NO_BREAK_SPACE)
        run = re.sub(r"([-‐–/])(?=\d)", rf"\1{WORD_JOINER}", run)
        return f"{LEFT_TO_RIGHT_ISOLATE}{run}{POP_ISOLATE}" if right_to_left else run

    return NUMBER_RUN.sub(guard, bare)


def protect_phone(number: str, *, right_to_left: bool) -> str:
    """Return a phone number, whatever signs it has, whole and as it is dialled."""
    whole = re.sub(r"([-‐–/])", rf"\1{WORD_JOINER}", number.replace(" ", NO_BREAK_SPACE))
    return f"{LEFT_TO_RIGHT_ISOLATE}{whole}{POP_ISOLATE}" if number and right_to_left else whole


def isolate(text: str, *, right_to_left: bool) -> str:
    """Return a name or a title, in whatever direction, so that it does not disturb its line."""
    if not text or not right_to_left:
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def _unprotect(text: str) -> str:
    pattern = rf"{LEFT_TO_RIGHT_ISOLATE}({NUMBER_RUN.pattern}){POP_ISOLATE}"
    text, before = text.replace(WORD_JOINER, ""), None
    while text != before:
        before, text = text, re.sub(pattern, r"\1", text)
    return text

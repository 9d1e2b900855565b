"""Keep numbers whole and in order: phones, doses, ranges, times, percentages.

In right-to-left text an unguarded ``500 mg`` prints as ``mg 500`` and a phone number comes out
back to front. Every number run is put between U+2066 and U+2069 there; in every language it is
kept on one line, together with the word that it counts.
"""

from __future__ import annotations

import re

from kat_handouts.model.invisible import (
    FIRST_STRONG_ISOLATE,
    INVISIBLE,
    LEFT_TO_RIGHT_ISOLATE,
    POP_ISOLATE,
    WORD_JOINER,
)
from kat_handouts.model.languages import Digits
from kat_handouts.model.phone import without_extension

NO_BREAK_SPACE = "\u00a0"


_ZERO: dict[Digits, str] = {"latn": "0", "arabext": "\u06f0", "beng": "\u09e6", "mymr": "\u1040"}
_DIGITS: dict[Digits, dict[int, int]] = {
    name: {ord("0") + value: ord(zero) + value for value in range(10)}
    for name, zero in _ZERO.items()
}

_SPACE = "[ \u00a0]"
_UNIT = r"(?:mg|mcg|g|kg|mL|ml|mmHg|cm|mm|h|min)\b"
_SIGN = rf"(?:{_SPACE}|[-‐‑–.,:/٬٫]\u2060?)"
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


def keep_with_next_word(text: str) -> str:
    """Return a text whose numbers stay on the line of what they count: ``2 hours``, ``2小时``."""
    text = re.sub(rf"(\d{POP_ISOLATE}?) (?=[^\W\d_])", rf"\1{NO_BREAK_SPACE}", text)
    # Where words stand without spaces; Latin letters never part from a number.
    return re.sub(rf"(\d{POP_ISOLATE}?)(?=[^\W\d_])(?=[^\u0000-\u024f])", rf"\1{WORD_JOINER}", text)


def in_own_digits(text: str, digits: Digits) -> str:
    """Return a text with its numbers in a numbering system of CLDR, thousands sign included."""
    if digits == "arabext":
        text = re.sub(r"(?<=\d),(?=\d)", "\u066c", text)
    return text.translate(_DIGITS[digits])


def protect_phone(written: str, *, right_to_left: bool) -> str:
    """Return a phone number, whatever signs it has, in order and each part whole.

    Before an extension that stands apart the line may end.
    """
    number, extension = without_extension(written)
    between = written[len(number) : len(written) - len(extension)]
    parts = (_whole(part) for part in (number, extension) if part)
    whole = between.join(parts)
    return f"{LEFT_TO_RIGHT_ISOLATE}{whole}{POP_ISOLATE}" if written and right_to_left else whole


def _whole(part: str) -> str:
    return re.sub(r"([-‐–/])", rf"\1{WORD_JOINER}", part.replace(" ", NO_BREAK_SPACE))


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

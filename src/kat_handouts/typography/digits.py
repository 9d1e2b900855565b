"""What a reader takes for a number: digits of every script, and signs and letters that look so."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Letters that are read as 0 or 1 beside a digit, in any script that is printed here.
# Source: Unicode, "confusables.txt" of UTS #39, the entries that stand for 0 and 1.
LOOKALIKES = "OolI|ОоІіӀΟοΙιՕօഠ"
# A Burmese letter that many keyboards give for the digit zero; with a sign after it, it is a word.
BURMESE_WA = "\u101d"

# The digits zero that readers of a script (ISO 15924) know besides the European one.
_ZEROS = {
    "Arab": "\u0660\u06f0",
    "Aran": "\u0660\u06f0",
    "Deva": "\u0966",
    "Beng": "\u09e6",
    "Guru": "\u0a66",
    "Gujr": "\u0ae6",
    "Taml": "\u0be6",
    "Telu": "\u0c66",
    "Thai": "\u0e50",
    "Laoo": "\u0ed0",
    "Khmr": "\u17e0",
    "Mymr": "\u1040",
    "Hans": "\uff10",
    "Hant": "\uff10",
    "Jpan": "\uff10",
    "Kore": "\uff10",
}


def zero_of(char: str) -> str:
    """Return the digit zero of the numbering system of a decimal digit."""
    return chr(ord(char) - unicodedata.decimal(char))


def known_zeros(script: str) -> str:
    """Return the digits zero of the numbering systems that readers of a script know."""
    return "0" + _ZEROS.get(script, "")


_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def in_european_digits(text: str) -> str:
    """Return a text with the decimal digits of any script as 0 to 9."""
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


@cache
def is_odd_number(char: str) -> bool:
    """Say whether a character has a numeric value and is no decimal digit: ⁵ ½ ④ Ⅻ.

    Han characters are not counted here: 一 and 十 are parts of words.
    """
    if char.isdecimal() or is_han_number(char):
        return False
    return char in "\u2044\u2215" or unicodedata.numeric(char, None) is not None


@cache
def is_han_number(char: str) -> bool:
    """Say whether a Han character has a numeric value: 十 千 万 〇."""
    is_han = unicodedata.name(char, "").startswith("CJK ") or char == "\u3007"
    return is_han and unicodedata.numeric(char, None) is not None

"""What a clinic may write in a field: in the usual forms, and kept as it will be printed.

Each function returns the value, or raises `ValueError` with what is wrong in plain words.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

import phonenumbers

from kat_handouts.model.clinic import SHORTEST_NO_DRIVING
from kat_handouts.model.phone import Phone, without_extension

# Names of hospitals with their department; a line of an address is no longer.
LONGEST_LINE = 90

_NUMBER = re.compile(r"\+?(?:\(\+?\d+\)|\d)(?:(?: ?[-./] ?| )?(?:\(\d+\)|\d))*")
# What stands before a stroke is an area code (0711/4711); more is a number of its own.
_AREA_CODE = re.compile(r"(?:\+\d{1,3} ?)?(?:\(0\) ?)?\(?0?\d{1,5}\)? ?/[^/]*")
_LEAST_AFTER_AREA = 4
# Fifteen digits with signs between them, and a word and seven digits of an extension.
LONGEST_PHONE = 40
LONGEST_PHONE_NAME = 24
MOST_PHONES = 3
_WITH_LETTERS = re.compile(r"[\d+(][\d() .-]*(?=(?:-?[A-Za-z]){3})[A-Za-z\d-]*")
# ITU-T E.164: a number has fifteen digits at most. Fewer than five is a service or an extension.
_LEAST_DIGITS, _MOST_DIGITS = 5, 15

# May stand in a name: joiners of Indian and Arabic letters, and marks of direction.
_ALLOWED_FORMAT = "\u200c\u200d\u200e\u200f"


def line(value: str) -> str:
    """Return a line of text without spaces at its ends; nothing in it is hidden."""
    value = unicodedata.normalize("NFC", value.strip())
    if not value:
        raise ValueError("is empty; write the text, or take the line out")
    if len(value) > LONGEST_LINE:
        raise ValueError(f"has {len(value)} characters; {LONGEST_LINE} are the most")
    for char in value:
        is_hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        if is_hidden and char not in _ALLOWED_FORMAT:
            raise ValueError(f"holds a character that nobody sees (U+{ord(char):04X}); delete it")
    return value


def phone(value: str) -> str:
    """Return a number as it is written, with its extension, in the signs of every keyboard."""
    value = " ".join(value.translate(_DASHES).split())
    if not value:
        return ""
    if len(value) > LONGEST_PHONE:
        raise ValueError(f"has {len(value)} characters; {LONGEST_PHONE} are the most")
    number, _ = without_extension(value)
    digits = sum(char.isdigit() for char in number)
    if as_digits := _spelled_out(value, number):
        raise ValueError(f"“{value}” has letters; in digits it is {as_digits}")
    if not number.isascii() or not _NUMBER.fullmatch(number) or not _is_one(number):
        several = digits > _MOST_DIGITS or re.search(r"\d\s*[/,;]\s*[+(\d]|\d or [+(\d]", number)
        raise ValueError(
            f"“{value}” is more than one number; write each in quotes"
            if several
            else f"“{value}” is not a phone number"
        )
    if not _LEAST_DIGITS <= digits <= _MOST_DIGITS:
        raise ValueError(
            f"“{value}” has {digits} digits; a phone number has {_LEAST_DIGITS} to {_MOST_DIGITS}"
        )
    return value


def _is_one(number: str) -> bool:
    if "/" not in number:
        return True
    after = number.rpartition("/")[2]
    is_long = sum(char.isdigit() for char in after) >= _LEAST_AFTER_AREA
    return is_long and _AREA_CODE.fullmatch(number) is not None


def phones(value: object) -> tuple[Phone, ...]:
    """Return the numbers for one purpose: one, a list of them, or each by its short name."""
    if isinstance(value, str):
        found = [Phone(number)] if (number := phone(value)) else []
    elif isinstance(value, list):
        found = [Phone(_number(one)) for one in value]
    elif isinstance(value, dict):
        found = [Phone(_number(one), _short_name(name)) for name, one in value.items()]
    else:
        raise ValueError("must be a number in quotes, or several")
    if len(found) > MOST_PHONES:
        raise ValueError(f"has {len(found)} numbers; {MOST_PHONES} are the most to choose from")
    return tuple(found)


def _number(value: object) -> str:
    number = phone(value) if isinstance(value, str) else ""
    if not number:
        raise ValueError("one of the numbers is none; write each in quotes")
    return number


def _short_name(value: str) -> str:
    name = line(value)
    if len(name) > LONGEST_PHONE_NAME:
        raise ValueError(
            f"“{name}” has {len(name)} characters; {LONGEST_PHONE_NAME} are the most by a number"
        )
    return name


def _spelled_out(value: str, number: str) -> str:
    """Return in digits what has letters for them (ITU-T E.161), or nothing; `number` is the value
    without its extension.
    """
    if not re.search("[A-Za-z]", number):
        return ""
    # The X of 1-800-GOFEDEX1 begins no extension.
    spelled = value if _WITH_LETTERS.fullmatch(value) else number
    as_digits = phonenumbers.convert_alpha_characters_in_number(spelled)
    if not (_WITH_LETTERS.fullmatch(spelled) and _NUMBER.fullmatch(as_digits)):
        return ""
    return as_digits + value[len(spelled) :]


def website(value: str) -> str:
    """Return an address of the web; one without ``https://`` gets it."""
    value = value.strip()
    if not value:
        return ""
    address = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError(f"“{value}” is not an address of the web") from None
    labels = (parts.hostname or "").split(".")
    is_right = (
        parts.scheme in {"http", "https"}
        and len(labels) > 1
        and all(re.fullmatch(r"[^\W_](?:[\w-]*[^\W_])?", label) for label in labels)
        and not labels[-1].isdigit()
        and parts.netloc.lower().removesuffix(f":{port}") == parts.hostname
        and not re.search(r"[\s<>\"\x00-\x1f\x7f]", address)
    )
    if not is_right:
        raise ValueError(f"“{value}” is not an address of the web")
    if len(address) > 120:
        raise ValueError(f"has {len(address)} characters; 120 are the most")
    return address


def colour(value: str) -> str:
    """Return a colour as ``#rrggbb``; ``#06c`` is short for ``#0066cc``."""
    value = value.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        value = "#" + "".join(2 * char for char in value[1:])
    if value and not re.fullmatch(r"#[0-9a-f]{6}", value, re.ASCII):
        raise ValueError(f"“{value}” is not a colour: # and six of 0–9 and a–f")
    return value


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | {ord("\u00a0"): " "}


def quarter_hours(value: object) -> int:
    """Return minutes from hours, which are whole quarters from ¼ to 24."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is not a number of hours")
    if not 0.25 <= value <= 24 or value * 4 % 1:
        raise ValueError(f"is {str(value)[:20]}; it takes quarters of an hour, from 0.25 to 24")
    return round(value * 60)


def minutes(value: object) -> int:
    """Return whole minutes, from 15 to 720."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("is not a whole number of minutes")
    if not 15 <= value <= 720:
        raise ValueError(f"is {str(value)[:20]}; it takes 15 to 720 minutes")
    return value


# Longer than anybody asks for; more is a slip.
_LONGEST_NO_DRIVING = 72 * 60


def hours_without_driving(value: object) -> int:
    """Return minutes from whole hours, from 24 to 72."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("is not a whole number of hours")
    shown = str(value)[:20]
    if value * 60 < SHORTEST_NO_DRIVING:
        raise ValueError(
            f"is {shown}; 24 hours are the least after ketamine, and a clinic may only set more"
        )
    if value * 60 > _LONGEST_NO_DRIVING:
        raise ValueError(f"is {shown}; it takes 24 to 72 hours")
    return value * 60

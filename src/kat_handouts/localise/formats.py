"""Dates as CLDR writes them in a language and a region, with the digits that are dialled.

Handouts keep one digit system, the European one that stands on phones, syringes and monitors.
"""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal


def cldr_locale(tag: str, region: str) -> Locale:
    """Return the CLDR locale of a language in a region, or of the language where CLDR has none."""
    for candidate in (f"{tag}-{region.upper()}" if region else tag, tag):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(tag.split("-")[0])


def number(value: int, tag: str, region: str) -> str:
    """Return a whole number with the language's separators: 1,500 or 1.500."""
    return decimal(value, tag, region)


def decimal(value: float, tag: str, region: str) -> str:
    """Return a number as it is written in a region: 1,234.5 or 1.234,5."""
    return format_decimal(value, locale=cldr_locale(tag, region), numbering_system="latn")


def long_date(value: date, tag: str, region: str) -> str:
    """Return a date in words, such as “November 22, 2026” or “22 de noviembre de 2026”."""
    return format_date(value, format="long", locale=cldr_locale(tag, region))

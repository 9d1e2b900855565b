"""Dates and numbers as CLDR writes them in a language and a region, in European digits."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

# CLDR 48 has no months of its own for these, and answers with another language's.
_MONTHS = {
    "ht": (
        *("janvye", "fevriye", "mas", "avril", "me", "jen"),
        *("jiyè", "out", "septanm", "oktòb", "novanm", "desanm"),
    )
}


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
    if tag in _MONTHS:
        return f"{value.day} {_MONTHS[tag][value.month - 1]} {value.year}"
    return format_date(value, format="long", locale=cldr_locale(tag, region))

"""Dates and numbers as CLDR writes them in a language and a region, in European digits."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache, lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from babel.units import format_unit

from kat_handouts.model.clinic import Opening

# CLDR 48 says “24 mga oras” in Filipino, with two plurals; its short form has whole words.
_LONG_IS_WRONG = {"tl"}
# CLDR 48 has no months of its own for these, and answers with another language's.
_MONTHS = {
    "ht": (
        *("janvye", "fevriye", "mas", "avril", "me", "jen"),
        *("jiyè", "out", "septanm", "oktòb", "novanm", "desanm"),
    )
}
_DAYS = {"ht": ("len", "mad", "mèk", "jed", "van", "sam", "dim")}
_UNITS = {"ht": {"hour": "èdtan", "minute": "minit"}}
# What a compact form has besides its word: digits, quotes, marks of direction.
_SCALE = re.compile(r"[0'\s\u200e\u200f]+")
# The digits of each of the numbering systems that CLDR's times may come in.
_LATIN_DIGITS = {
    ord(zero) + value: str(value)
    for zero in "\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0be6\u0c66\u0ed0\u1040\u17e0"
    for value in range(10)
}
# Of other scripts, where a list has one: some lists have a word or a dash, which times cannot have.
_COMMAS = ("، ", "፣ ", "、", "，")


@cache
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


@cache
def multipliers(tag: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a language writes after a number for thousands and more: words, and letters.

    Words stand apart or not (``2 mil``, ``2万``); single letters only without a space (``2K``).
    """
    formats = cldr_locale(tag, "").compact_decimal_formats
    words, letters = set(), set()
    for length in ("long", "short"):
        for forms in formats[length].values() if length in formats else ():
            for form in forms.values():
                word = _SCALE.sub(" ", str(form.pattern)).strip()
                if len(word) > 1 or word > "\u2e7f":
                    words.add(word)
                elif word.isalpha() and word.isascii():
                    letters.add(word)
    return frozenset(words), frozenset(letters)


def short_date(value: date, tag: str, region: str) -> str:
    """Return a date that cannot be misread, such as “Nov 22, 2026” or “2026/11/22”."""
    if tag in _MONTHS:
        return f"{value.day} {_MONTHS[tag][value.month - 1]} {value.year}"
    locale = cldr_locale(tag, region)
    words = format_date(value, format="medium", locale=locale)
    year_first = words.startswith(str(value.year))
    if not year_first and not any(char.isalpha() for char in words):
        words = format_date(value, format="long", locale=locale)
    return _without_narrow_spaces(words)


@lru_cache(4096)
def day_of_week(value: date, tag: str, region: str) -> str:
    """Return a date with its day of the week, such as “Thu, Dec 3, 2026”."""
    if tag in _DAYS:
        return f"{_DAYS[tag][value.weekday()]} {short_date(value, tag, region)}"
    words = format_skeleton("yMMMEd", value, locale=cldr_locale(tag, region))
    return _without_narrow_spaces(words.translate(_LATIN_DIGITS))


@lru_cache(4096)
def clock_time(value: time, tag: str, region: str) -> str:
    """Return a time of day, such as “9:30 AM” or “09:30”."""
    words = format_time(value, "short", locale=cldr_locale(tag, region))
    return _without_narrow_spaces(words.translate(_LATIN_DIGITS))


@cache
def after_day(tag: str, region: str) -> str:
    """Return what stands between a day and its time: a comma, so that a year ends before an hour.

    An ideographic comma would make two things of them.
    """
    found = _comma(cldr_locale(tag, region))
    return " " if found == "、" else found


def duration(minutes: int, tag: str, region: str) -> str:
    """Return a length of time in whole hours or in minutes: “4 hours”, “90 minutes”."""
    value, unit = (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
    if tag in _UNITS:
        return f"{value} {_UNITS[tag][unit]}"
    locale = cldr_locale(tag, region)
    name = f"duration-{unit}"
    # CLDR leaves the long form out where it is the short one; Babel then prints the unit's id.
    lengths: list[Literal["long", "short"]] = ["long", "short"]
    if tag in _LONG_IS_WRONG:
        lengths.reverse()
    forms = (
        format_unit(value, name, length, locale=locale, numbering_system="latn")
        for length in lengths
    )
    return _without_narrow_spaces(next(words for words in forms if name not in words))


def opening_hours(hours: tuple[Opening, ...], tag: str, region: str) -> list[str]:
    """Return each line of days and times as CLDR writes them: “Mon–Fri 8:00 AM–5:00 PM”."""
    locale = cldr_locale(tag, region)
    names = _DAYS.get(tag) or [locale.days["format"]["abbreviated"][day] for day in range(7)]
    comma = _comma(locale)

    def at(moment: time) -> str:
        return format_time(moment, "short", locale=locale).translate(_LATIN_DIGITS)

    lines = []
    for one in hours:
        days = (
            names[first] + (f"–{names[last]}" if last != first else "") for first, last in one.days
        )
        times = (f"{at(opens)}–{at(closes)}" for opens, closes in one.times)
        lines.append(_without_narrow_spaces(f"{comma.join(days)} {comma.join(times)}"))
    return lines


def _comma(locale: Locale) -> str:
    """Return what a language writes between the parts of a list, with its space."""
    patterns = "".join(forms.get("start", "") for forms in locale.list_patterns.values())
    return next((comma for comma in _COMMAS if comma.strip() in patterns), ", ")


def _without_narrow_spaces(words: str) -> str:
    # Not every font has U+202F, and the wider one looks no worse.
    return words.replace("\u202f", "\u00a0")

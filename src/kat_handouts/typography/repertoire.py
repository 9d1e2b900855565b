"""The letters that names of people are written with, so that a sheet brings them along.

A text in which each letter of a script stands in the forms that it takes: shaped once, it names
the glyphs that a font must keep to be written with. What is not among them, such as ideographs,
costs the copy that has it, and is never lost.
"""

from __future__ import annotations

import unicodedata
from datetime import date, time
from functools import cache

from kat_handouts.typography.cldr import clock_time, day_of_week
from kat_handouts.typography.numbers import protect_numbers

# ISO 15924 code: ranges of the characters that languages of the registry are written with.
_RANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "Latn": ((0x21, 0x7E), (0xA1, 0x17F), (0x1A0, 0x1B0), (0x218, 0x21B), (0x1E80, 0x1EF9)),
    "Grek": ((0x386, 0x3CE), (0x1F00, 0x1FFC)),
    "Cyrl": ((0x400, 0x45F), (0x490, 0x491)),
    "Armn": ((0x531, 0x556), (0x561, 0x587)),
    "Geor": ((0x10D0, 0x10F0), (0x1C90, 0x1CB0)),
    "Hebr": ((0x5D0, 0x5EA), (0x5B0, 0x5BC), (0x5F3, 0x5F4)),
    "Arab": (
        *((0x621, 0x63A), (0x641, 0x64A), (0x64B, 0x652), (0x660, 0x669), (0x670, 0x671)),
        *((0x679, 0x67E), (0x686, 0x688), (0x691, 0x691), (0x698, 0x698), (0x6A9, 0x6AF)),
        *((0x6BA, 0x6BE), (0x6C0, 0x6C3), (0x6CC, 0x6CC), (0x6D2, 0x6D3), (0x6F0, 0x6F9)),
    ),
    "Ethi": ((0x1200, 0x135A), (0x1361, 0x1368)),
    "Deva": ((0x900, 0x97F),),
    "Beng": ((0x980, 0x9FE),),
    "Guru": ((0xA00, 0xA76),),
    "Gujr": ((0xA80, 0xAF1),),
    "Taml": ((0xB80, 0xBFA),),
    "Telu": ((0xC00, 0xC7F),),
    "Thai": ((0xE01, 0xE5B),),
    "Laoo": ((0xE80, 0xEDF),),
    "Mymr": ((0x1000, 0x104F),),
    "Khmr": ((0x1780, 0x17F9),),
    "Jpan": ((0x3041, 0x3096), (0x30A1, 0x30FC)),
}
# Arabic is one script, whichever of its styles it is set in.
_SAME = {"Aran": "Arab"}
# What fonts draw as one.
_LIGATURES = "ff fi fl ffi ffl"
_PUNCTUATION = " .,-’'()/:+"
_VIRAMA = {
    chr(code)
    for code in (0x94D, 0x9CD, 0xA4D, 0xACD, 0xB4D, 0xBCD, 0xC4D, 0xCCD, 0xD4D, 0x1039, 0x17D2)
}


@cache
def repertoire(script: str) -> str:
    """Return a text with the letters of a script (ISO 15924 code) and of Latin, in their forms."""
    code = _SAME.get(script, script)
    codes = dict.fromkeys(("Latn", code))
    shaped = [_shaped(one) for one in codes if one in _RANGES]
    return " ".join([*shaped, _LIGATURES, _PUNCTUATION])


@cache
def words_of_dates(tag: str) -> str:
    """Return a text with every day of the week, every month and every hour."""
    days = [date(2026, month, month + 1) for month in range(1, 13)]
    days += [date(2026, 1, day) for day in range(1, 8)]
    words = [day_of_week(day, tag, "") for day in days]
    words += [clock_time(time(hour), tag, "") for hour in range(24)]
    return " ".join(protect_numbers(one, right_to_left=False) for one in words)


def _shaped(code: str) -> str:
    letters = [
        chr(number)
        for first, last in _RANGES[code]
        for number in range(first, last + 1)
        if unicodedata.category(chr(number)) != "Cn"
    ]
    bases = [one for one in letters if unicodedata.category(one)[0] != "M"]
    marks = [one for one in letters if unicodedata.category(one)[0] == "M"]
    if code == "Arab":
        # By itself, and where words begin, go on and end.
        forms = [f"{one} {one}{one}{one}" for one in bases]
        return " ".join([*forms, *(f"ب{mark}" for mark in marks), "لا لأ لإ لآ بلا"])
    if not marks:
        return " ".join(bases)
    consonants = [one for one in bases if unicodedata.category(one) == "Lo"]
    joined = [
        form
        for virama in _VIRAMA.intersection(marks)
        for one in consonants
        for form in (one + virama + one, one + virama + consonants[-9])
    ]
    with_marks = [one + mark for one in consonants for mark in marks]
    return " ".join([*bases, *with_marks, *joined])

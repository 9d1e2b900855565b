"""When a phone is answered, in the forms in which clinics write it."""

from __future__ import annotations

import re
from datetime import time

from kat_handouts.model.clinic import Days, Opening, Times

# Each day as English writes it, in full and short; T and S alone may be two days.
_DAYS = (
    ("monday", "mon", "mo", "m"),
    ("tuesday", "tues", "tue", "tu"),
    ("wednesday", "weds", "wed", "we", "w"),
    ("thursday", "thurs", "thur", "thu", "th"),
    ("friday", "fri", "fr", "f"),
    ("saturday", "sat", "sa"),
    ("sunday", "sun", "su"),
)
_DAY_OF = {name: number for number, names in enumerate(_DAYS) for name in names}
_SPANS: dict[str, Days] = {
    **dict.fromkeys(("daily", "every day"), (0, 6)),
    "weekdays": (0, 4),
    "weekends": (5, 6),
}
# A line for each day of the week, and two breaks in it.
_MOST_LINES, _MOST_TIMES = 7, 3

_SIGNS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | {ord("\u00a0"): " ", ord("\u202f"): " "}
_OF_THE_CLOCK = re.compile(r"\s*\b(?:uhr|hrs?|hours)\b")
_BETWEEN = re.compile(r"\s*(?:[,;/&·]|\band\b)\s*")
_DAY = rf"(?:{'|'.join(sorted(_DAY_OF, key=len, reverse=True))})s?\.?"
_HALF = r"[ap]\.?\s?m\.?"
_TIME = rf"(?:noon|midnight|\d{{1,2}}(?:[:.h]\d\d|h)?\s*(?:{_HALF})?)"
_TO = r"\s*(?:-|\bto\b)\s*"
_ITEM = re.compile(
    rf"(?:(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY}))?|(?P<span>{'|'.join(_SPANS)}))?"
    rf"(?:\s*:?\s*(?:(?P<opens>{_TIME}){_TO}(?P<closes>{_TIME})|(?P<closed>closed)))?"
)
_NAMED = {"noon": time(12), "midnight": time(0)}
_PARTS = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:(?:[:.h])(?P<minute>\d\d)|(?P<sign>h))?\s*(?P<half>{_HALF})?"
)


def hours(value: str, *, overnight: bool = False) -> tuple[Opening, ...]:
    """Return the lines of ``mon-thu 08:00-17:00, fri 8am-12pm``.

    Days before the first time share it, and times without days are of the same days. `overnight`
    allows times that end on the next day. Raises `ValueError` with what is wrong.
    """
    value = " ".join(_OF_THE_CLOCK.sub("", value.translate(_SIGNS).lower()).split())
    items = [_item(words) for words in _BETWEEN.split(value) if words]
    is_24_hours = any(_is_of_24_hours(one) for item in items for one in _times_in(item))
    lines: list[tuple[list[Days], list[Times]]] = []
    for item in items:
        days = _days(item)
        if days and not item["closed"]:
            if not lines or lines[-1][1]:
                lines.append(([], []))
            lines[-1][0].append(days)
        if item["opens"]:
            if not lines:
                raise ValueError(f"“{item[0]}” is not days and times; write its days before it")
            lines[-1][1].append(_times(item, is_24_hours, overnight))
    return _openings(lines)


def _item(words: str) -> re.Match[str]:
    match = _ITEM.fullmatch(words)
    if not match:
        raise ValueError(f"“{words}” is not days and times")
    return match


def _days(item: re.Match[str]) -> Days | None:
    if item["span"]:
        return _SPANS[item["span"]]
    if not item["first"]:
        return None
    first = _day(item["first"])
    return first, _day(item["last"]) if item["last"] else first


def _day(name: str) -> int:
    name = name.removesuffix(".")
    return _DAY_OF[name if name in _DAY_OF else name.removesuffix("s")]


def _times_in(item: re.Match[str]) -> list[str]:
    return [item["opens"], item["closes"]] if item["opens"] else []


def _is_of_24_hours(written: str) -> bool:
    """Say whether a time can only be one of the 24-hour clock: 17, 08, 8h."""
    parts = _PARTS.fullmatch(written)
    if not parts or parts["half"]:
        return False
    hour = parts["hour"]
    return int(hour) > 12 or hour.startswith("0") or "h" in written


def _times(item: re.Match[str], is_24_hours: bool, overnight: bool) -> Times:
    """Return when it opens and closes; midnight, as an end, is the end of the day."""
    written = item["opens"], item["closes"]
    halves = [_half(one) for one in written]
    # In “8-5pm” and “8am-5”, the half that is written says which the other is.
    guesses = [
        _either(halves) if any(halves) and not half and not _is_clear(one) else [half]
        for one, half in zip(written, halves, strict=True)
    ]
    if overnight and len(guesses[1]) > 1:
        raise ValueError(f"“{item['closes']}” may be morning or evening; write am or pm")
    for opens_half in guesses[0]:
        for closes_half in guesses[1]:
            opens = _time(written[0], opens_half, is_24_hours)
            closes = _time(written[1], closes_half, is_24_hours)
            if opens < closes or closes == time(0) != opens or (overnight and opens != closes):
                return opens, closes
    raise ValueError("must open before it closes; leave the hours out for day and night")


def _is_clear(written: str) -> bool:
    return written in _NAMED or _is_of_24_hours(written)


def _half(written: str) -> str:
    """Return “a” or “p” of a time on the 12-hour clock, or nothing."""
    found = re.search(_HALF, written)
    return found[0][0] if found else ""


def _either(halves: list[str]) -> list[str]:
    """Return both halves, the one that is written first."""
    return sorted("ap", key=lambda half: half not in halves)


def _time(written: str, half: str, is_24_hours: bool) -> time:
    if written in _NAMED:
        return _NAMED[written]
    parts = _PARTS.fullmatch(written)
    assert parts
    hour, minute = int(parts["hour"]), parts["minute"]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"“{written}” is no time of a day")
        hour = hour % 12 + (12 if half == "p" else 0)
    elif minute is None and not is_24_hours:
        raise ValueError(f"“{written}” may be morning or evening; write {hour}:00 or {hour}pm")
    try:
        return time(0 if (hour, int(minute or 0)) == (24, 0) else hour, int(minute or 0))
    except ValueError:
        raise ValueError(f"“{written}” is no time of a day") from None


def _openings(lines: list[tuple[list[Days], list[Times]]]) -> tuple[Opening, ...]:
    found: list[Opening] = []
    for days, times in lines:
        if not times:
            raise ValueError("days without times are not days and times; write mon-fri 8am-5pm")
        if found and found[-1].days == tuple(days):
            times = [*found.pop().times, *times]
        if len(times) > _MOST_TIMES:
            raise ValueError(f"has {len(times)} times on one day; {_MOST_TIMES} are the most")
        found.append(Opening(tuple(days), tuple(times)))
    if len(found) > _MOST_LINES:
        raise ValueError(f"has {len(found)} lines of days and times; {_MOST_LINES} are the most")
    return tuple(found)

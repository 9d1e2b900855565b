"""Values of fields: what may be written for each kind, and how a sheet prints it.

What is wrong is told without the value itself, which may say who somebody is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kat_handouts.clinic.fields import line, phone
from kat_handouts.model.clinic import SHORTEST_NO_DRIVING, Clinic
from kat_handouts.model.fields import Field
from kat_handouts.model.languages import Language
from kat_handouts.typography.cldr import after_day, clock_time, day_of_week
from kat_handouts.typography.numbers import (
    in_own_digits,
    isolate,
    protect_numbers,
    protect_phone,
)

Value = str | date | datetime | time

# No patient was born before, and no visit is later.
_YEARS = range(1900, 2200)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?")
_FORMS = {
    "date": "YYYY-MM-DD, from 1900 to 2199",
    "time": "HH:MM, of 24 hours",
    "date-time": "YYYY-MM-DD HH:MM, from 1900 to 2199",
    "phone": "digits with signs between them",
}


def parsed(field: Field, raw: object) -> Value:
    """Return what is meant by a cell of a file: a text, or what a spreadsheet takes it for.

    Raises `ValueError` with what is wrong, in words that hold nothing of it.
    """
    try:
        return _PARSERS.get(field.kind, _text)(raw)
    except ValueError:
        form = _FORMS.get(field.kind, "up to 90 letters, on one line, with nothing unseen in it")
        raise ValueError(f"is no {field.kind}: {form}, such as {field.example}") from None


def _text(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise ValueError
    return line(unicodedata.normalize("NFC", str(raw)))


def _phone(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError
    return phone(raw)


def _date(raw: object) -> date:
    if isinstance(raw, datetime):
        if raw.time() != time():
            raise ValueError
        found = raw.date()
    elif isinstance(raw, date):
        found = raw
    elif isinstance(raw, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", raw.strip()):
        found = date.fromisoformat(raw.strip())
    else:
        raise ValueError
    if found.year not in _YEARS:
        raise ValueError
    return found


def _time(raw: object) -> time:
    if isinstance(raw, time):
        return raw
    found = _TIME.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if not found:
        raise ValueError
    return time(int(found[1]), int(found[2]))


def _date_time(raw: object) -> Value:
    """A day with its time; a day alone is one whose time is not known yet."""
    if not isinstance(raw, str):
        # A spreadsheet has midnight where no time was written.
        if isinstance(raw, datetime) and raw.time() != time():
            return datetime.combine(_date(raw.date()), raw.time())
        return _date(raw)
    day, _, rest = raw.strip().replace("T", " ").partition(" ")
    return datetime.combine(_date(day), _time(rest)) if rest.strip() else _date(day)


_PARSERS: dict[str, Callable[[object], Value]] = {
    "date": _date,
    "time": _time,
    "date-time": _date_time,
    "phone": _phone,
}


def drive_from(dose: datetime, route: str | None, clinic: Clinic) -> Value:
    """Return when a patient may drive again at the earliest, if they have slept well.

    24 hours after ketamine, or what the clinic has set, if longer; on the day after the nasal spray
    (``drive-again`` of content/advice.yaml).
    """
    if route == "nasal-spray" and clinic.no_driving is None:
        return dose.date() + timedelta(days=1)
    return dose + timedelta(minutes=clinic.no_driving or SHORTEST_NO_DRIVING)


@dataclass(frozen=True)
class Printed:
    """How values are printed on a sheet: in its language, as its region writes them."""

    language: Language
    region: str

    def value(self, field: Field, value: Value) -> str:
        """Return a value as it stands in its box, with its numbers and names kept in order."""
        tag, region = self.language.tag, self.region
        if field.kind == "phone":
            return protect_phone(str(value), right_to_left=self._right_to_left)
        if isinstance(value, datetime):
            # Each by itself: a year and an hour side by side would be one number.
            parts = day_of_week(value, tag, region), clock_time(value.time(), tag, region)
            return after_day(tag, region).join(map(self._ordered, parts))
        if isinstance(value, date):
            return self._ordered(day_of_week(value, tag, region))
        if isinstance(value, time):
            return self._ordered(clock_time(value, tag, region))
        if field.kind != "name":
            value = protect_numbers(value, right_to_left=self._right_to_left)
        return isolate(value, right_to_left=self._right_to_left)

    @property
    def _right_to_left(self) -> bool:
        return self.language.direction == "rtl"

    def _ordered(self, words: str) -> str:
        own = in_own_digits(words, self.language.digits)
        return protect_numbers(own, right_to_left=self._right_to_left)

"""``clinic.toml``: read, validated with file, line and hint, and turned into a `Clinic`."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from kat_handouts.clinic.accent import LEAST_CONTRAST, is_readable, nearest_readable
from kat_handouts.clinic.logo import LogoError, load_logo
from kat_handouts.files.toml_data import read_toml
from kat_handouts.files.validation import Reviewed, Strict, validate
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.clinic import Clinic, Hours, Picture, Purpose
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.sheet import Paper, Route

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_HOURS = re.compile(
    rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))? (\d\d:\d\d)-(\d\d:\d\d)", re.IGNORECASE
)
Phone = Annotated[str, Field(pattern=r"^\+?[0-9(][0-9 ().-]*[0-9](?: ?x ?[0-9]+)?$", max_length=24)]
Line = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]*$")]


class Phones(Strict):
    """Numbers, written as they are dialled."""

    daytime: Phone = ""
    after_hours: Phone = ""
    interpreter: Phone = ""


class PhoneHours(Strict):
    """When a phone is answered: ``mon-fri 08:00-17:00``."""

    daytime: str = ""
    after_hours: str = ""
    interpreter: str = ""

    @field_validator("*")
    @classmethod
    def _days_and_times(cls, value: str) -> str:
        if value:
            _hours(value)
        return value


class Times(Strict):
    """What the clinic has set: hours without food and drink before a dose, minutes after it."""

    no_food_hours: Annotated[float, Field(gt=0, le=24)] | None = None
    no_drink_hours: Annotated[float, Field(gt=0, le=24)] | None = None
    stay_minutes: Annotated[int, Field(ge=15, le=720)] | None = None


class Review(Reviewed):
    """When the clinic last reviewed the sheets, when it will again, and who did."""

    by: Line


class ClinicFile(Strict):
    """The whole file. Everything may be left out; the sheets then have lines to write on."""

    name: Line = ""
    address: Annotated[list[Line], Field(max_length=4)] = Field(default_factory=list)
    website: Annotated[str, Field(pattern=r"^(https?://[^\s<>\"]+)?$", max_length=120)] = ""
    logo: str = ""
    accent: Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$")] = ""
    paper: Paper | None = None
    region: str | None = None
    routes: list[Route] = Field(default_factory=list)
    phones: Phones = Phones()
    hours: PhoneHours = PhoneHours()
    times: Times = Times()
    review: Review | None = None


def load_clinic(path: Path, shown: str, regions: list[str]) -> Clinic:
    """Return the clinic of a file; `shown` is its path in messages, `regions` the known codes.

    Raises `InputError` with every problem at once.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "the file is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise InputError(
            Finding(
                "clinic-file",
                f"cannot be read: {reason}",
                hint="write one with: kat-handouts init DIR",
                file=shown,
            )
        ) from None
    file = read_toml(text, shown)
    data = validate(file, ClinicFile) if file.data is not None else None
    if data is None:
        raise InputError(file.findings)
    logo = _checked(file, data, path.parent, regions)
    if file.findings:
        raise InputError(file.findings)
    return _clinic(data, logo)


def _checked(
    file: SourceFile, data: ClinicFile, folder: Path, regions: list[str]
) -> Picture | None:
    def wrong(rule: str, field: str, message: str, hint: str) -> None:
        line = file.line((field,))
        file.findings.append(Finding(rule, f"{field}: {message}", hint, file=file.name, line=line))

    if data.region is not None and data.region not in regions:
        wrong(
            "unknown-region",
            "region",
            f"there is no region “{data.region}”",
            f"known: {', '.join(regions)}",
        )
    if data.accent and not is_readable(data.accent):
        wrong(
            "clinic-accent",
            "accent",
            f"{data.accent} cannot be read on white paper: its contrast is below "
            f"{LEAST_CONTRAST:g} to 1",
            f"the nearest that can is {nearest_readable(data.accent)}",
        )
    if not data.logo:
        return None
    if not data.name:
        wrong(
            "clinic-logo", "logo", "needs the clinic's name", "whoever cannot see it hears the name"
        )
    path = folder / data.logo
    if not path.resolve().is_relative_to(folder.resolve()):
        wrong("clinic-logo", "logo", "lies outside the clinic's folder", "copy it beside this file")
        return None
    try:
        return load_logo(path)
    except LogoError as error:
        wrong("clinic-logo", "logo", f"{data.logo}: {error}", error.hint)
        return None


def _clinic(data: ClinicFile, logo: Picture | None) -> Clinic:
    hours: dict[Purpose, Hours] = {}
    purposes: tuple[tuple[Purpose, str], ...] = (
        ("daytime", data.hours.daytime),
        ("after-hours", data.hours.after_hours),
        ("interpreter", data.hours.interpreter),
    )
    for purpose, value in purposes:
        if value:
            hours[purpose] = _hours(value)
    return Clinic(
        name=data.name,
        phone=data.phones.daytime,
        after_hours_phone=data.phones.after_hours,
        interpreter_phone=data.phones.interpreter,
        hours=hours,
        address=tuple(data.address),
        website=data.website,
        logo=logo,
        accent=data.accent.lower(),
        paper=data.paper,
        region=data.region,
        routes=tuple(data.routes),
        no_food=_minutes(data.times.no_food_hours),
        no_drink=_minutes(data.times.no_drink_hours),
        stay=data.times.stay_minutes,
        reviewed=data.review.reviewed if data.review else None,
        next_review=data.review.next_review if data.review else None,
        reviewed_by=data.review.by if data.review else "",
    )


def _minutes(hours: float | None) -> int | None:
    return None if hours is None else round(hours * 60)


def _hours(value: str) -> Hours:
    """Return hours from ``mon-fri 08:00-17:00``; raises `ValueError`."""
    match = _HOURS.fullmatch(value.strip())
    if not match:
        raise ValueError("must be days and times, such as mon-fri 08:00-17:00")
    first = DAYS.index(match[1].lower())
    last = DAYS.index(match[2].lower()) if match[2] else first
    try:
        opens, closes = time.fromisoformat(match[3]), time.fromisoformat(match[4])
    except ValueError:
        raise ValueError(f"“{match[3]}-{match[4]}” are no times of a day") from None
    if opens >= closes:
        raise ValueError("must open before it closes; leave the hours out for day and night")
    return Hours(first, last, opens, closes)

"""``clinic.toml``: read, validated with file, line and hint, and turned into a `Clinic`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, ValidationError

from kat_handouts.clinic import fields
from kat_handouts.clinic.accent import LEAST_CONTRAST, is_readable, nearest_readable
from kat_handouts.clinic.errors import PictureError
from kat_handouts.clinic.logo import load_logo
from kat_handouts.files.toml_data import read_toml
from kat_handouts.files.validation import Reviewed, Strict, validate
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.clinic import Clinic, Hours, Picture, Purpose
from kat_handouts.model.editions import get_edition
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import get_language
from kat_handouts.model.sheet import Paper, Route
from kat_handouts.model.tags import suggested_region


def _text(check: Any) -> BeforeValidator:
    def checked(value: object) -> object:
        if not isinstance(value, str):
            raise ValueError("must be a text, in quotes")
        return check(value)

    return BeforeValidator(checked)


def _in_small_letters(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Line = Annotated[str, _text(fields.line)]
Phone = Annotated[str, _text(fields.phone)]
Opening = Annotated[Hours | None, _text(fields.hours)]
_PHONES = '"555-0100", or "+44 20 7946 0958", or "555-0100 ext. 12"'
_OPENING = '"mon-fri 08:00-17:00", or "mon-thu 8am-5pm, fri 8am-12pm"'


class Phones(Strict):
    """Numbers, written as they are dialled."""

    examples: ClassVar = {
        name: f"{name} = {_PHONES}" for name in ("daytime", "after_hours", "interpreter")
    }
    daytime: Phone = ""
    after_hours: Phone = ""
    interpreter: Phone = ""


class PhoneHours(Strict):
    """When a phone is answered: ``mon-fri 08:00-17:00``."""

    examples: ClassVar = {
        name: f"{name} = {_OPENING}" for name in ("daytime", "after_hours", "interpreter")
    }
    daytime: Opening = None
    after_hours: Opening = None
    interpreter: Opening = None


QuarterHours = Annotated[int, BeforeValidator(fields.quarter_hours)]


class Times(Strict):
    """What the clinic has set: hours without food and drink before a dose, minutes after it.

    All of them are kept in minutes.
    """

    examples: ClassVar = {
        "no_food_hours": "no_food_hours = 4",
        "no_drink_hours": "no_drink_hours = 2",
        "stay_minutes": "stay_minutes = 120",
    }
    no_food_hours: QuarterHours | None = None
    no_drink_hours: QuarterHours | None = None
    stay_minutes: Annotated[int, BeforeValidator(fields.minutes)] | None = None


class Review(Reviewed):
    """When the clinic last reviewed the sheets, when it will again, and who did."""

    examples: ClassVar = {
        "reviewed": "reviewed = 2026-11-22, without quotes",
        "next_review": "next_review = 2027-11-22, without quotes",
        "by": 'by = "Medical director"',
    }
    by: Line


class ClinicFile(Strict):
    """The whole file. Everything may be left out; the sheets then have lines to write on."""

    examples: ClassVar = {
        "name": 'name = "Riverside Clinic"',
        "address": 'address = ["12 River Street", "Springfield"], up to four lines',
        "website": 'website = "https://www.example.org/kat"',
        "logo": 'logo = "logo.svg"',
        "accent": 'accent = "#0b3c49"',
        "paper": 'paper = "a4", or "letter"',
        "region": 'region = "us"',
        "routes": 'routes = ["infusion", "nasal-spray"]',
        "languages": 'languages = ["en", "es", "so"]',
        "editions": 'editions = ["standard", "large-print"]',
        "phones": f"[phones] on a line, and below it daytime = {_PHONES}",
        "hours": f"[hours] on a line, and below it daytime = {_OPENING}",
        "times": "[times] on a line, and below it no_food_hours = 4",
        "review": "[review] on a line, and below it reviewed = 2026-11-22",
    }
    name: Line = ""
    address: Annotated[list[Line], Field(max_length=4)] = Field(default_factory=list)
    website: Annotated[str, _text(fields.website)] = ""
    logo: Line = ""
    accent: Annotated[str, _text(fields.colour)] = ""
    paper: Annotated[Paper, BeforeValidator(_in_small_letters)] | None = None
    region: Annotated[str, BeforeValidator(_in_small_letters)] | None = None
    routes: list[Annotated[Route, BeforeValidator(_in_small_letters)]] = Field(default_factory=list)
    languages: list[Line] = Field(default_factory=list)
    editions: list[Annotated[str, BeforeValidator(_in_small_letters)]] = Field(default_factory=list)
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
    except UnicodeDecodeError:
        raise _unreadable(
            shown, "the file is not UTF-8", "save it again with the encoding UTF-8"
        ) from None
    except OSError as error:
        raise _unreadable(
            shown, error.strerror or "", "let the file be read by whoever builds"
        ) from None
    file = read_toml(text, shown)
    if file.data is None:
        raise InputError(file.findings)
    data = validate(file, ClinicFile)
    logo = _checked(file, data or _right_part(file.data), path.parent, regions)
    if data is None or file.findings:
        raise InputError(sorted(file.findings, key=lambda found: found.line or 0))
    return _clinic(data, logo)


def _unreadable(shown: str, reason: str, hint: str) -> InputError:
    return InputError(Finding("clinic-file", f"cannot be read: {reason}", hint, file=shown))


def _right_part(data: dict[str, Any]) -> ClinicFile:
    """Return what is right of a file, so that the rest of it is looked at in the same run."""
    try:
        return ClinicFile.model_validate(data)
    except ValidationError as error:
        wrong = {problem["loc"][0] for problem in error.errors(include_url=False)}
        return ClinicFile.model_validate(
            {name: value for name, value in data.items() if name not in wrong}
        )


def _checked(
    file: SourceFile, data: ClinicFile, folder: Path, regions: list[str]
) -> Picture | None:
    def wrong(rule: str, field: str, message: str, hint: str) -> None:
        line = file.line((field,))
        file.findings.append(Finding(rule, f"{field}: {message}", hint, file=file.name, line=line))

    if data.region is not None and data.region not in regions:
        close = suggested_region(data.region, regions)
        wrong(
            "unknown-region",
            "region",
            f"there is no region “{data.region}”",
            (f'write it so: region = "{close}"; ' if close else "")
            + f"known: {', '.join(regions)}",
        )
    if data.accent and not is_readable(data.accent):
        wrong(
            "clinic-accent",
            "accent",
            f"{data.accent} cannot be read on white paper: its contrast is below "
            f"{LEAST_CONTRAST:g} to 1",
            f"the nearest that can is {nearest_readable(data.accent)}",
        )
    for field, names, lookup in (
        ("languages", data.languages, get_language),
        ("editions", data.editions, get_edition),
    ):
        for name in names:
            try:
                lookup(name)
            except InputError as error:
                file.findings += [
                    replace(found, message=f"{field}: {found.message}").at(
                        file=file.name, line=file.line((field,))
                    )
                    for found in error.findings
                ]
    if not data.logo:
        return None
    if not data.name and "name" not in file.data:
        wrong(
            "clinic-logo", "logo", "needs the clinic's name", "whoever cannot see it hears the name"
        )
    path = folder / data.logo
    if not path.resolve().is_relative_to(folder.resolve()):
        wrong("clinic-logo", "logo", "lies outside the clinic's folder", "copy it beside this file")
        return None
    try:
        return load_logo(path)
    except PictureError as error:
        wrong("clinic-logo", "logo", f"{data.logo}: {error}", error.hint)
        return None


def _clinic(data: ClinicFile, logo: Picture | None) -> Clinic:
    hours: dict[Purpose, Hours | None] = {
        "daytime": data.hours.daytime,
        "after-hours": data.hours.after_hours,
        "interpreter": data.hours.interpreter,
    }
    return Clinic(
        name=data.name,
        phone=data.phones.daytime,
        after_hours_phone=data.phones.after_hours,
        interpreter_phone=data.phones.interpreter,
        hours={purpose: one for purpose, one in hours.items() if one},
        address=tuple(data.address),
        website=data.website,
        logo=logo,
        accent=data.accent,
        paper=data.paper,
        region=data.region,
        routes=tuple(data.routes),
        no_food=data.times.no_food_hours,
        no_drink=data.times.no_drink_hours,
        stay=data.times.stay_minutes,
        reviewed=data.review.reviewed if data.review else None,
        next_review=data.review.next_review if data.review else None,
        reviewed_by=data.review.by if data.review else "",
        languages=tuple(get_language(tag).tag for tag in data.languages),
        editions=tuple(data.editions),
    )

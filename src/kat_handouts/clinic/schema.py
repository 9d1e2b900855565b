"""The fields of ``clinic.toml``: what each takes, and how it is written."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from kat_handouts.clinic import fields as taken
from kat_handouts.clinic.hours import hours
from kat_handouts.files.validation import Reviewed, Strict
from kat_handouts.model.clinic import Opening
from kat_handouts.model.phone import Phone
from kat_handouts.model.sheet import Paper, Route


def _text(check: Any) -> BeforeValidator:
    def checked(value: object) -> object:
        if not isinstance(value, str):
            raise ValueError("must be a text, in quotes")
        return check(value)

    return BeforeValidator(checked)


def _in_small_letters(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Line = Annotated[str, _text(taken.line)]
Numbers = Annotated[tuple[Phone, ...], BeforeValidator(taken.phones)]
Hours = Annotated[tuple[Opening, ...], _text(hours)]
NightHours = Annotated[tuple[Opening, ...], _text(partial(hours, overnight=True))]
_PHONES = (
    '"555-0100", or "+44 20 7946 0958 ext. 12"; several as ["555-0100", "555-0142"], or with a '
    'name each as {"Front desk" = "555-0100", Nurse = "555-0142"}'
)
_OPENING = '"mon-fri 08:00-17:00", or "mon-thu 8am-12pm, 1pm-5pm, fri 8am-12pm"'


class Phones(Strict):
    """Numbers for each purpose, as they are printed: one, a list, or each by its name."""

    examples: ClassVar = {
        name: f"{name} = {_PHONES}" for name in ("daytime", "after_hours", "interpreter")
    }
    daytime: Numbers = ()
    after_hours: Numbers = ()
    interpreter: Numbers = ()


class PhoneHours(Strict):
    """When a phone is answered: ``mon-fri 08:00-17:00``."""

    examples: ClassVar = {
        name: f"{name} = {_OPENING}" for name in ("daytime", "after_hours", "interpreter")
    }
    daytime: Hours = ()
    after_hours: NightHours = ()
    interpreter: Hours = ()


# What no sheet has unless the clinic asks for it.
AskedField = Literal["birth-date", "chart-number"]
QuarterHours = Annotated[int, BeforeValidator(taken.quarter_hours)]


class Times(Strict):
    """What the clinic has set: hours without food and drink before a dose, minutes to stay after
    it, hours after it without driving.

    All of them are kept in minutes.
    """

    examples: ClassVar = {
        "no_food_hours": "no_food_hours = 4",
        "no_drink_hours": "no_drink_hours = 2",
        "stay_minutes": "stay_minutes = 120",
        "no_driving_hours": "no_driving_hours = 48, or no line for the 24 hours of the sheets",
    }
    no_food_hours: QuarterHours | None = None
    no_drink_hours: QuarterHours | None = None
    stay_minutes: Annotated[int, BeforeValidator(taken.minutes)] | None = None
    no_driving_hours: Annotated[int, BeforeValidator(taken.hours_without_driving)] | None = None


class Review(Reviewed):
    """When the clinic last reviewed the sheets, when it will again, and who did."""

    examples: ClassVar = {
        "reviewed": "reviewed = 2026-11-22, without quotes",
        "next_review": "next_review = 2027-11-22, without quotes",
        "by": 'by = "Medical director"',
    }
    by: Annotated[Line, Field(max_length=60)]


class ClinicFields(Strict):
    """What a clinic says, or a site. What is left out is a line to write on."""

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
        "fields": 'fields = ["birth-date"], ["chart-number"] or both',
        "phones": f"[phones] on a line, and below it daytime = {_PHONES}",
        "hours": f"[hours] on a line, and below it daytime = {_OPENING}",
        "times": "[times] on a line, and below it no_food_hours = 4",
        "review": "[review] on a line, and below it reviewed = 2026-11-22",
    }
    name: Line = ""
    address: Annotated[list[Line], Field(max_length=4)] = Field(default_factory=list)
    website: Annotated[str, _text(taken.website)] = ""
    logo: Line = ""
    accent: Annotated[str, _text(taken.colour)] = ""
    paper: Annotated[Paper, BeforeValidator(_in_small_letters)] | None = None
    region: Annotated[str, BeforeValidator(_in_small_letters)] | None = None
    routes: list[Annotated[Route, BeforeValidator(_in_small_letters)]] = Field(default_factory=list)
    languages: list[Line] = Field(default_factory=list)
    editions: list[Annotated[str, BeforeValidator(_in_small_letters)]] = Field(default_factory=list)
    fields: list[Annotated[AskedField, BeforeValidator(_in_small_letters)]] = Field(
        default_factory=list
    )
    phones: Phones = Phones()
    hours: PhoneHours = PhoneHours()
    times: Times = Times()
    review: Review | None = None


class ClinicFile(ClinicFields):
    """The whole file. Everything may be left out."""

    examples: ClassVar = {
        **ClinicFields.examples,
        "sites": "[sites.north] on a line, and below it what differs there: "
        'phones.daytime = "555-0142"',
    }
    sites: dict[str, dict[str, Any]] = Field(default_factory=dict)

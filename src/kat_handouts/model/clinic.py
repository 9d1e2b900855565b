"""The clinic as the other stages see it: checked values, nothing left to read or to validate."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from kat_handouts.model.phone import Phone

# Minutes after a dose until a patient may drive; a clinic may set more, and never less.
SHORTEST_NO_DRIVING = 24 * 60

SetTime = Literal["no-food", "no-drink", "stay"]
# Minutes that the label of the nasal spray gives (fda-label-spravato in content/sources.yaml).
# Those of a clinic, if none is shorter, are said in their place.
SPRAY_LABEL: dict[SetTime, int] = {"no-food": 120, "no-drink": 30, "stay": 120}

Purpose = Literal["daytime", "after-hours", "interpreter"]


# From one weekday to another (0 is Monday), and from one time to another: to midnight as 00:00.
Days = tuple[int, int]
Times = tuple[time, time]


@dataclass(frozen=True)
class Opening:
    """When a phone is answered on some days; between two `times` is a break."""

    days: tuple[Days, ...]
    times: tuple[Times, ...]


@dataclass(frozen=True)
class Picture:
    """A picture that is safe to print: `media_type` is image/svg+xml, image/png or image/jpeg."""

    media_type: str
    data: bytes


def bare_address(website: str) -> str:
    """Return an address of the web as it is printed, without what every browser adds."""
    return website.partition("://")[2].rstrip("/")


@dataclass(frozen=True)
class Clinic:
    """What a clinic brings; what is empty becomes a line to write on.

    `phones` are the numbers for each purpose, the first to call first. `routes` are those it offers
    (none named means all). `no_food` and `no_drink` are how long before a dose, in minutes, `stay`
    how long after it, at least, and `no_driving` how long after it not to drive. `accent` is
    ``#rrggbb``. `languages` are tags, `editions` names; none means all languages, and the standard
    edition.
    """

    name: str = ""
    phones: dict[Purpose, tuple[Phone, ...]] = field(default_factory=dict)
    hours: dict[Purpose, tuple[Opening, ...]] = field(default_factory=dict)
    address: tuple[str, ...] = ()
    website: str = ""
    logo: Picture | None = None
    accent: str = ""
    paper: str | None = None
    region: str | None = None
    routes: tuple[str, ...] = ()
    no_food: int | None = None
    no_drink: int | None = None
    stay: int | None = None
    no_driving: int | None = None
    reviewed: date | None = None
    next_review: date | None = None
    reviewed_by: str = ""
    # What else of the patient a sheet to fill in asks for: ``birth-date``, ``chart-number``.
    fields: tuple[str, ...] = ()
    # What is made for the clinic where nobody says otherwise; no sheet shows it.
    languages: tuple[str, ...] = field(default=(), repr=False)
    editions: tuple[str, ...] = field(default=(), repr=False)

    @property
    def times(self) -> dict[SetTime, int | None]:
        """What it has set in minutes, each by its name."""
        return {"no-food": self.no_food, "no-drink": self.no_drink, "stay": self.stay}

    def stands_for_label(self, names: Collection[SetTime]) -> bool:
        """Say whether it has set each of some times, and none shorter than the spray's label."""
        return all((self.times[name] or 0) >= SPRAY_LABEL[name] for name in names)

    def words(self) -> Iterator[str]:
        """Yield what it says in its own words, in whatever script."""
        yield from (self.name, self.reviewed_by, *self.address)
        for phones in self.phones.values():
            yield from (phone.name for phone in phones)

    def phone(self, purpose: Purpose) -> str:
        """Return the first number for a purpose, or nothing."""
        return next((phone.number for phone in self.phones.get(purpose, ())), "")

"""A sheet: one handout, for one locale, region, paper, edition and route, as one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Paper = Literal["a4", "letter"]
Format = Literal["pdf", "html"]
Form = Literal["sheet", "page", "card"]
Route = Literal["infusion", "injection", "lozenge", "nasal-spray"]

DEFAULT_REGION = "us"
DEFAULT_EDITION = "standard"
PAPERS: tuple[str, ...] = get_args(Paper)
FORMATS: tuple[str, ...] = get_args(Format)
ROUTES: tuple[str, ...] = get_args(Route)


def routes_of(route: str | None, offered: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the routes that a sheet is about: its own, or all that a clinic offers."""
    return (route,) if route else offered or ROUTES


@dataclass(frozen=True, order=True)
class Sheet:
    """What to print. `route` is None on a sheet for all routes; `regular_paper` is the region's.

    A web page has no paper. `second` is the other locale of a bilingual sheet. `staff` adds line
    numbers and English headings, for staff who do not read the language.
    """

    locale: str
    handout: str
    region: str
    paper: str
    regular_paper: str
    edition: str = DEFAULT_EDITION
    route: str | None = None
    second: str | None = None
    staff: bool = False
    format: Format = "pdf"

    @property
    def name(self) -> str:
        """The short name in messages: ``es/side-effects``, with what is not a default."""
        return self.path.removesuffix(f".{self.format}")

    @property
    def variant(self) -> tuple[str, ...]:
        """What is not a default, in the order of the file name.

        Edition (with its second locale), region, route, paper, and whether it is for staff.
        """
        edition = f"{self.edition}-{self.second}" if self.second else self.edition
        parts = (
            edition if self.edition != DEFAULT_EDITION else "",
            self.region if self.region != DEFAULT_REGION else "",
            self.route or "",
            self.paper if self.paper != self.regular_paper and self.format == "pdf" else "",
            "staff" if self.staff else "",
        )
        return tuple(part for part in parts if part)

    @property
    def path(self) -> str:
        """The file below the output folder: ``zh-Hans/side-effects.a4.pdf``."""
        return f"{self.locale}/{'.'.join((self.handout, *self.variant, self.format))}"

"""A sheet: one handout, for one locale and in one variant, as one file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from kat_handouts.model.fields import Fill
from kat_handouts.model.path_names import path_of

Paper = Literal["a4", "letter"]
Format = Literal["pdf", "html"]
Route = Literal["infusion", "injection", "lozenge", "nasal-spray"]

DEFAULT_REGION = "us"
DEFAULT_EDITION = "standard"
PAPERS: tuple[str, ...] = get_args(Paper)
FORMATS: tuple[str, ...] = get_args(Format)
ROUTES: tuple[str, ...] = get_args(Route)


def routes_of(route: str | None, offered: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the routes that a sheet is about: its own, or all that a clinic offers."""
    return (route,) if route else offered or ROUTES


@dataclass(frozen=True, kw_only=True)
class Variant:
    """How a handout is printed, whatever its language.

    `paper` is None for the region's regular one, and on a web page, which has none. `route` is None
    for all routes. `second` is the other locale of a bilingual sheet. `staff` adds line numbers and
    English headings, for staff who do not read the language. `fill` is how its fields are filled
    in: ``form`` in any PDF reader, ``master`` by the program, copy after copy.
    """

    region: str = DEFAULT_REGION
    paper: str | None = None
    edition: str = DEFAULT_EDITION
    route: str | None = None
    second: str | None = None
    staff: bool = False
    format: Format = "pdf"
    fill: Fill = "by-hand"

    @property
    def name_parts(self) -> tuple[str, ...]:
        """What is not a default, in the order of the file name.

        Edition (with its second locale), region, route, paper, whether it is for staff, and how it
        is filled in.
        """
        edition = f"{self.edition}-{self.second}" if self.second else self.edition
        parts = (
            edition if self.edition != DEFAULT_EDITION else "",
            self.region if self.region != DEFAULT_REGION else "",
            self.route or "",
            self.paper if self.paper and self.format == "pdf" else "",
            "staff" if self.staff else "",
            self.fill if self.fill != "by-hand" else "",
        )
        return tuple(part for part in parts if part)


def variant_of(source: object) -> dict[str, Any]:
    """Return the fields of the variant that an object is of, to make another one of them."""
    return {field.name: getattr(source, field.name) for field in fields(Variant)}


@dataclass(frozen=True)
class Sheet(Variant):
    """What to print: a handout, in a locale, in a variant."""

    locale: str
    handout: str

    @property
    def name(self) -> str:
        """The short name in messages: ``es/side-effects``, with what is not a default."""
        return self.path.removesuffix(f".{self.format}")

    @property
    def path(self) -> str:
        """The file below the output folder: ``zh-Hans/side-effects.a4.pdf``.

        Raises `InputError` where a part of it cannot be the name of a file.
        """
        return path_of(self.locale, ".".join((self.handout, *self.name_parts, self.format)))

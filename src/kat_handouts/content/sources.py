"""Sources: the references that the content rests on, and what could not be confirmed in one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kat_handouts.content.text import Key
from kat_handouts.files.validation import Strict

Confirmed = Literal["read", "tool", "quoted", "no", "decision"]

Line = Annotated[str, Field(min_length=1)]


class Source(Strict):
    """One reference of ``content/sources.yaml``.

    `published` is when it came out or was last revised (``2022``, ``2026-03``, ``2026-03-13`` or
    ``unknown``). `checked` is the day somebody last looked, `review_months` after how many
    months to look again. `confirmed` says what that look was worth:

    - ``read``: the passage was read in the source or in a full excerpt of it
    - ``tool``: a program's data was asked, such as a numbering plan
    - ``quoted``: only another page that quotes the source was read
    - ``no``: the source could not be reached; what it is cited for stands to be confirmed
    - ``decision``: no reference; a caution of this project, for the medical director to confirm
    """

    title: Line
    publisher: Line
    published: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$")]
    where: Line
    checked: date
    confirmed: Confirmed
    how: Line
    review_months: Annotated[int, Field(ge=1, le=60)]

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has seen that the source says what it is cited for."""
        return self.confirmed in {"read", "tool"}

    @property
    def review_due(self) -> date:
        """The day by which somebody has to look again."""
        months = self.checked.month - 1 + self.review_months
        year, month = self.checked.year + months // 12, months % 12 + 1
        return date(year, month, min(self.checked.day, monthrange(year, month)[1]))


class Unconfirmed(Strict):
    """A statement that could not be confirmed, and what the handouts do about it."""

    statement: Line
    why: Line
    handling: Line


class Sources(Strict):
    """``content/sources.yaml``: the references, and what none of them could confirm."""

    sources: dict[Key, Source]
    unconfirmed: dict[Key, Unconfirmed] = Field(default_factory=dict)

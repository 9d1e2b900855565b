"""Advice that recurs, such as when to drive again: said once, and cited wherever it stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kat_handouts.content.blocks import Conditional
from kat_handouts.content.text import Key, TextField
from kat_handouts.files.validation import Strict
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.sheet import ROUTES


class Phrasing(Conditional):
    """One phrasing of an advice, for the routes and regions of its `when`.

    `patient` speaks to the patient, `companion` to the adult who takes the patient home, and
    `promise` is said by the patient: “I will not drive …”, for a checklist.

    `clinic` names what a clinic may have set in its file, how long not to drive (``no-driving``):
    the phrasing then holds for every route of such a clinic.
    """

    clinic: Literal["no-driving"] | None = None
    patient: TextField | None = None
    companion: TextField | None = None
    promise: TextField | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Phrasing:
        if not (self.patient or self.companion or self.promise):
            raise ValueError("needs “patient”, “companion” or “promise”")
        return self

    def holds(self, routes: Collection[str], region: str, clinic: Clinic) -> bool:
        """Say whether it is said on a clinic's sheets for these routes in this region."""
        is_set = self.clinic == "no-driving" and clinic.no_driving is not None
        return self.when.holds(ROUTES if is_set else routes, region)


class Advice(Conditional):
    """One advice in each phrasing, the strictest first.

    A sheet prints the first phrasing that holds for it: one for several routes has the rule of the
    strictest of them.
    """

    phrasings: Annotated[dict[Key, Phrasing], Field(min_length=1)]

    def phrasing_for(self, routes: Collection[str], region: str, clinic: Clinic) -> str | None:
        """Return the key of the phrasing that a sheet prints, or None where none holds."""
        phrasings = self.phrasings.items()
        holding = (key for key, one in phrasings if one.holds(routes, region, clinic))
        return next(holding, None)


class AllAdvice(Strict):
    """``content/advice.yaml``: each advice by its key."""

    revision: Annotated[int, Field(ge=1)]
    advice: Annotated[dict[Key, Advice], Field(min_length=1)]

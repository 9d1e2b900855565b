"""Advice that recurs, such as when to drive again: said once, and cited wherever it stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from kat_handouts.content.blocks import Conditional, Voice
from kat_handouts.content.text import Key, Text, TextField
from kat_handouts.files.validation import Strict
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.sheet import ROUTES


class Phrasing(Conditional):
    """One phrasing of an advice, for the routes and regions of its `when`.

    `patient` speaks to the patient, `companion` to the adult who takes the patient home, and
    `promise` is said by the patient: “I will not drive …”, for a checklist. `easy` and
    `easy_companion` are in the short sentences of the easy-read edition, `short` is a few words
    beside a picture, on a wallet card.

    `clinic` names what a clinic may have set in its file, how long not to drive (``no-driving``):
    the phrasing then holds for every route of such a clinic.
    """

    clinic: Literal["no-driving"] | None = None
    patient: TextField | None = None
    companion: TextField | None = None
    promise: TextField | None = None
    easy: TextField | None = None
    easy_companion: TextField | None = None
    short: TextField | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Phrasing:
        if not any(self.said(voice) for voice in get_args(Voice)):
            raise ValueError("needs “patient”, “companion” or “promise”")
        return self

    def said(self, voice: Voice) -> Text | None:
        """Return the words in a voice, or None where there are none."""
        words: Text | None = getattr(self, voice.replace("-", "_"))
        return words

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

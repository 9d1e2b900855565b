"""Signs: what a body or a mind may show, said once for all handouts, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from kat_handouts.content.blocks import Conditional, Onset, Urgency
from kat_handouts.content.text import Key, TextField
from kat_handouts.files.validation import Strict

# What translators are told of the texts of the easy-read edition.
EASY_NOTE = "For people who read little: everyday words, and sentences as short as here."


class SignFrame(Strict):
    """A sign in one or two short sentences that say what to do, beside a large picture.

    `text` is for all; where the patient and the companion need words of their own, they are
    `patient` and `companion`. `picture` is a pictogram.
    """

    # For translators, on each of its texts.
    note: ClassVar = EASY_NOTE
    picture: Key
    text: TextField | None = None
    patient: TextField | None = None
    companion: TextField | None = None

    def words_for(self, audience: str) -> str | None:
        """Return the field that holds the words for an audience, or None where there are none."""
        return next((name for name in ("text", audience) if getattr(self, name)), None)


class ShortSign(Strict):
    """A sign, or a part of it, in a few words beside a picture: on a card for the wallet."""

    # For translators, on each of its texts.
    note: ClassVar = "A few words beside a picture, on a card for the wallet. No verb is needed."
    picture: Key
    text: TextField


class Sign(Conditional):
    """One sign, such as chest pain.

    `after_leaving` says what to do about it outside the clinic: nothing, since it ``passes``;
    ``tell-team``, call the clinic; ``get-help``, call the emergency number. `in_clinic` is
    ``tell-staff`` where staff must know at once. `onset` says when it may show: on the
    ``first-day``, or ``later``, in the days and weeks after. `text` is the sign in the words of any
    list; where the patient and the companion need words of their own, they are `patient` and
    `companion`, and whoever has none is not told of it. `picture` is a pictogram.
    `frames` are the sign in the easy-read edition, `short` is the sign on a wallet card.
    """

    picture: Key | None = None
    in_clinic: Literal["tell-staff"] | None = None
    after_leaving: Urgency | None = None
    onset: Onset = "first-day"
    text: TextField | None = None
    patient: TextField | None = None
    companion: TextField | None = None
    frames: dict[Key, SignFrame] = Field(default_factory=dict)
    short: dict[Key, ShortSign] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _is_safety_text(cls, data: Any) -> Any:
        if isinstance(data, dict) and "safety" not in data:
            acted_on = data.get("in_clinic") or data.get("after_leaving") in {
                "tell-team",
                "get-help",
            }
            return {**data, "safety": bool(acted_on)}
        return data

    @model_validator(mode="after")
    def _has_words_and_a_level(self) -> Sign:
        if bool(self.text) == bool(self.patient or self.companion):
            raise ValueError("needs words: “text” for all, or “patient” and “companion”")
        if not (self.in_clinic or self.after_leaving):
            raise ValueError("needs “after_leaving” (passes, tell-team or get-help) or “in_clinic”")
        return self

    @property
    def levels(self) -> set[str]:
        """What it calls for: in the clinic, and after leaving."""
        return {level for level in (self.in_clinic, self.after_leaving) if level}

    def words_for(self, audience: str) -> str | None:
        """Return the field that holds the words for an audience, or None where it is not told."""
        return next((name for name in ("text", audience) if getattr(self, name)), None)


class Signs(Strict):
    """``content/signs.yaml``: every sign by its key, in the order in which sheets print them."""

    revision: Annotated[int, Field(ge=1)]
    signs: Annotated[dict[Key, Sign], Field(min_length=1)]

    def at(self, level: str, audience: str, onset: Onset = "first-day") -> Iterator[str]:
        """Yield the keys of the signs of a level that an audience is told of, in order."""
        for key, sign in self.signs.items():
            is_meant = level in (sign.in_clinic, sign.after_leaving) and sign.onset == onset
            if is_meant and sign.words_for(audience):
                yield key

"""Questions that a patient must be able to answer from the sheets, and what answers them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from kat_handouts.content.blocks import When
from kat_handouts.content.text import Key
from kat_handouts.files.validation import Strict

_SegmentId = Annotated[str, Field(min_length=1)]


def _as_choice(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


# One of these segments. An id may hold ``{region}``, and one of a sign or of advice stands for all
# of its texts: ``advice.drive-again``, ``sign.chest-pain``.
OneOf = Annotated[list[_SegmentId], BeforeValidator(_as_choice), Field(min_length=1)]
Answer = Annotated[list[OneOf], Field(min_length=1)]

_SHARED = ("advice.", "sign.")


def is_text_of(segment: str, named: str) -> bool:
    """Say whether a segment is the one that is named, or a text of the sign or advice that is."""
    return segment == named or (named.startswith(_SHARED) and segment.startswith(f"{named}."))


def texts_of(named: str, segments: Collection[str]) -> list[str]:
    """Return those of some segments that a name stands for."""
    if not named.startswith(_SHARED):
        return [named] if named in segments else []
    return [id_ for id_ in segments if is_text_of(id_, named)]


class Question(Strict):
    """One question in a patient's words.

    `answer` is what a right answer holds; no sheet prints it. `answered_by` names, for each handout
    that answers it, what is printed for that: every entry of the list, of an entry in brackets one.
    `topic` is one of ``content/wording.yaml``: what else is said on it would be a second answer.
    `handout_at_hand` is what the patient holds when the question comes up; a safety question has
    one.
    """

    question: Annotated[str, Field(min_length=1)]
    answer: Annotated[str, Field(min_length=1)]
    safety: bool = False
    when: When = When()
    topic: Key | None = None
    handout_at_hand: Key | None = None
    answered_by: Annotated[dict[Key, Answer], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_at_hand(self) -> Question:
        if self.safety and not self.handout_at_hand:
            raise ValueError("needs “handout_at_hand”: what a patient holds when it comes up")
        if self.handout_at_hand and self.handout_at_hand not in self.answered_by:
            raise ValueError(f"needs “{self.handout_at_hand}” under “answered_by”: it is at hand")
        return self


class Questions(Strict):
    """``content/questions.yaml``: each question by its key, in the order in which they come up."""

    questions: Annotated[dict[Key, Question], Field(min_length=1)]

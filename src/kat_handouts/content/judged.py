"""What was read of each handout by a person, item by item of two instruments.

PEMAT-P and the Clear Communication Index have items that no program can judge: whether the order is
logical, whether a picture helps. `kat_handouts.checks.instruments` has the items.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kat_handouts.content.text import Key
from kat_handouts.files.validation import Strict

Verdict = Literal["1", "0", "does-not-apply"]


class Judgement(Strict):
    """One item: whether it is met (``1`` or ``0``) or does not apply, and why, in a sentence."""

    score: Verdict
    reason: Annotated[str, Field(min_length=10)]


class Reading(Strict):
    """One handout as it was read. `revision` is the one that was read, `date` the day.

    `items` has a judgement by the name of each item, such as ``pemat-2`` or ``cci-10``.
    """

    revision: Annotated[int, Field(ge=1)]
    date: date
    items: dict[Key, Judgement]


class Judged(Strict):
    """``content/judged.yaml``: the reading of each handout, by the handout's id."""

    handouts: dict[Key, Reading] = Field(default_factory=dict)

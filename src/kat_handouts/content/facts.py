"""Required facts: what a set of handouts must say, and the segments that say it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kat_handouts.content.blocks import When
from kat_handouts.content.text import Key
from kat_handouts.files.validation import Strict

# Stands in a segment id for the code of the region whose file holds the segment.
ANY_REGION = "{region}"
# Stands in the id of an advice for the phrasing that the sheet prints.
ANY_PHRASING = "{phrasing}"

SegmentIds = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


class Fact(Strict):
    """One fact. `carried_by` names, for each handout that owns it, the segments that carry it.

    Every one of them must be printed by that handout for each route and region of `when`, and be
    marked as safety text where the fact is.
    """

    fact: Annotated[str, Field(min_length=1)]
    safety: bool = False
    when: When = When()
    carried_by: Annotated[dict[Key, SegmentIds], Field(min_length=1)]


class RequiredFacts(Strict):
    """``content/required-facts.yaml``: of the handouts, and of their frames (`easy_read`)."""

    facts: Annotated[dict[Key, Fact], Field(min_length=1)]
    easy_read: dict[Key, Fact] = Field(default_factory=dict)

"""The kinds of content file: a handout, a region, shared labels, words to avoid."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from kat_handouts.content.blocks import Block, Conditional
from kat_handouts.content.text import Key, Strict, TextField
from kat_handouts.sheet import Paper


def _later_than_reviewed(value: date, info: ValidationInfo) -> date:
    if "reviewed" in info.data and value <= info.data["reviewed"]:
        raise ValueError("must be later than reviewed")
    return value


class Section(Conditional):
    """A heading and the blocks under it."""

    heading: TextField
    blocks: Annotated[dict[Key, Block], Field(min_length=1)]


class Handout(Strict):
    """One handout: ``content/<id>.yaml``.

    `code` and `revision` identify the version on paper; the dates say when the text was last
    reviewed and when it must be reviewed again.
    """

    code: Annotated[str, Field(pattern=r"^KAT-\d{2}$")]
    revision: Annotated[int, Field(ge=1)]
    reviewed: date
    next_review: date
    title: TextField
    main_message: TextField
    sections: Annotated[dict[Key, Section], Field(min_length=1)]

    _dates_in_order = field_validator("next_review")(_later_than_reviewed)


class CrisisLine(Strict):
    """A line to call in a crisis: `number` is printed exactly as it is dialled."""

    number: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 -]*$")]
    name: TextField
    about: TextField


class Region(Strict):
    """One country or state: ``content/regions/<code>.yaml``. Paper, numbers to call, the law."""

    paper: Paper
    emergency_number: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    reviewed: date
    next_review: date
    statements: dict[Key, TextField]
    crisis_lines: Annotated[dict[Key, CrisisLine], Field(min_length=1)]

    _dates_in_order = field_validator("next_review")(_later_than_reviewed)


class Labels(Strict):
    """``content/labels.yaml``: the texts that every sheet shares, such as its footer."""

    labels: dict[Key, TextField]


class WordRule(Strict):
    """Words that a handout does not use, what it says instead, and why."""

    kind: Literal["hype", "promise", "stigma"]
    words: Annotated[list[str], Field(min_length=1)]
    instead: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]


class Wording(Strict):
    """``content/wording.yaml``: the words that a handout does not use."""

    rules: dict[Key, WordRule]

"""The kinds of content file that are printed: a handout, a region, shared labels."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, model_validator
from pydantic_core import PydanticKnownError

from kat_handouts.content.blocks import Block, Conditional
from kat_handouts.content.text import Exceptions, Key, TextField
from kat_handouts.files.validation import Reviewed, Strict
from kat_handouts.model.editions import FORMS, SHEET, Form
from kat_handouts.model.sheet import Paper


def _form_of_name(name: object) -> Form:
    if isinstance(name, str) and name in FORMS:
        return FORMS[name]
    raise PydanticKnownError("literal_error", {"expected": ", ".join(map(repr, FORMS))})


class Section(Conditional):
    """A heading and the blocks under it."""

    heading: TextField
    blocks: Annotated[dict[Key, Block], Field(min_length=1)]


class Handout(Reviewed):
    """One handout: ``content/<id>.yaml``.

    `code` and `revision` identify the version on paper; the dates say when the text was last
    reviewed and when it must be reviewed again. `form` is ``sheet`` (as many pages as it takes),
    ``page`` (one page) or ``card`` (half a page, both sides, to take home, with no main message).
    `picture` is the pictogram beside the main message.
    """

    code: Annotated[str, Field(pattern=r"^KAT-\d{2}$")]
    form: Annotated[Form, PlainValidator(_form_of_name)] = SHEET
    revision: Annotated[int, Field(ge=1)]
    title: TextField
    main_message: TextField | None = None
    picture: Key | None = None
    allow: Exceptions = Field(default_factory=dict)
    sections: Annotated[dict[Key, Section], Field(min_length=1)]

    @model_validator(mode="after")
    def _opens_with_its_message(self) -> Handout:
        if self.main_message is None and self.form.needs_main_message:
            raise ValueError("needs “main_message”; only a card does without")
        return self


class PhoneLine(Strict):
    """A line to call: `number` is printed exactly as it is dialled.

    `serves` is the nation or state whose people it serves, which `name` names too. `hours` and
    `languages` (BCP 47 tags) are for staff; what a caller must know of them stands in `about`.
    """

    number: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 -]*$")]
    name: TextField
    about: TextField | None = None
    serves: Annotated[str, Field(min_length=1)]
    hours: Annotated[str, Field(min_length=1)]
    languages: Annotated[list[str], Field(min_length=1)]
    sources: list[Key] = Field(default_factory=list)


class Region(Reviewed):
    """One country: ``content/regions/<code>.yaml``. Paper, numbers to call, the law.

    `english` is the English of the region, `number_format` how it writes 1234.5, `revision` and
    the dates are those of this file. `emergency_sources` are the references for the number.
    """

    english: Literal["en", "en-GB"] = "en"
    paper: Paper
    number_format: str
    emergency_number: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    emergency_sources: Annotated[list[Key], Field(min_length=1)]
    revision: Annotated[int, Field(ge=1)]
    statements: dict[Key, TextField]
    crisis_lines: Annotated[dict[Key, PhoneLine], Field(min_length=1)]
    poison_line: PhoneLine | None = None
    allow: Exceptions = Field(default_factory=dict)


class Labels(Strict):
    """``content/labels.yaml``: the texts that every sheet shares, such as its footer."""

    revision: Annotated[int, Field(ge=1)]
    labels: dict[Key, TextField]

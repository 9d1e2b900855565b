"""The kinds of content file that are printed: a handout, a region, shared labels."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, model_validator
from pydantic_core import PydanticKnownError

from kat_handouts.content.blocks import (
    CLINICAL_BLOCKS,
    Block,
    Conditional,
    Effects,
    Shortened,
)
from kat_handouts.content.text import Exceptions, FieldName, Key, Text, TextField, text_from_scalar
from kat_handouts.files.validation import Reviewed, Strict
from kat_handouts.model.forms import FORMS, SHEET, Form
from kat_handouts.model.sheet import Paper
from kat_handouts.model.sheet_id import LONGEST_CODE, is_code


def _form_of_name(name: object) -> Form:
    if isinstance(name, str) and name in FORMS:
        return FORMS[name]
    raise PydanticKnownError("literal_error", {"expected": ", ".join(map(repr, FORMS))})


def _code(words: str) -> str:
    if not is_code(words):
        raise ValueError(
            f"“{words[:30]}” cannot be a code; use capitals A to Z, digits and hyphens, up to "
            f"{LONGEST_CODE} of them"
        )
    return words


class Section(Conditional):
    """A heading and the blocks under it. What has its own, as the numbers to call do, needs none.

    `columns` is 2 for what there is more to know: sections with it that follow each other stand in
    two columns, where the edition has them.
    """

    heading: TextField | None = None
    columns: Annotated[int, Field(ge=1, le=2)] = 1
    blocks: Annotated[dict[Key, Block], Field(min_length=1)]


class Handout(Reviewed):
    """One handout: ``content/<id>.yaml``.

    `code` and `revision` identify the version on paper; the dates say when the text was last
    reviewed and when it must be reviewed again. `form` is ``sheet`` (as many pages as it takes),
    ``page`` (one page) or ``card`` (half a page, both sides, to take home, with no main message).
    `picture` is the pictogram beside the main message, or with `drawing`, a large drawing is.

    `numbers_first` says that people take it up when they need help: the emergency number and both
    of the clinic's phones, or room to write them, stand on its first page.

    `fields` are what stands under its title where it is made for one patient (see
    `kat_handouts.model.fields`), unless it has a box for that elsewhere.

    `kind` is ``clinical``, or ``practical`` for what says nothing of health, such as where to
    park: what a medical text must have and must prove does not apply to it.
    """

    examples: ClassVar = {"code": "code: PARK-1", "kind": "kind: practical"}

    code: Annotated[str, AfterValidator(_code)]
    kind: Literal["clinical", "practical"] = "clinical"
    form: Annotated[Form, PlainValidator(_form_of_name)] = SHEET
    numbers_first: bool = False
    revision: Annotated[int, Field(ge=1)]
    title: TextField
    main_message: TextField | None = None
    picture: Key | None = None
    drawing: Key | None = None
    fields: list[FieldName] = Field(default_factory=lambda: ["name"])
    allow: Exceptions = Field(default_factory=dict)
    sections: Annotated[dict[Key, Section], Field(min_length=1)]

    @model_validator(mode="after")
    def _opens_with_its_message(self) -> Handout:
        if self.main_message is None and self.needs_main_message:
            raise ValueError("needs “main_message”; only a card does without")
        return self

    @model_validator(mode="after")
    def _practical_says_nothing_clinical(self) -> Handout:
        types = {block.type for part in self.sections.values() for block in part.blocks.values()}
        if self.is_practical and (clinical := types & CLINICAL_BLOCKS):
            raise ValueError(
                f"a handout with a block “{min(clinical)}” is not practical; take the line "
                "“kind: practical” out"
            )
        return self

    @property
    def card_boxes(self) -> dict[str, Shortened]:
        """What a wallet card has of it, by the ids of the boxes below that of the handout."""
        found: dict[str, Shortened] = {}
        for section_key, section in self.sections.items():
            for key, block in section.blocks.items():
                id_ = f"{section_key}.{key}"
                if isinstance(block, Effects):
                    found |= {f"{id_}.{name}": group for name, group in block.groups.items()}
                elif isinstance(block, Shortened):
                    found[id_] = block
        return {id_: one for id_, one in found.items() if one.on_card}

    @property
    def has_card(self) -> bool:
        """Whether it has a wallet card."""
        return bool(self.card_boxes)

    @property
    def is_practical(self) -> bool:
        """Whether it says nothing of health."""
        return self.kind == "practical"

    @property
    def needs(self) -> tuple[str, ...]:
        """The types of block that it must have."""
        return () if self.is_practical else self.form.needs

    @property
    def needs_main_message(self) -> bool:
        """Whether it must open with its main message."""
        return self.form.needs_main_message and not self.is_practical


PhoneNumber = Annotated[str, Field(pattern=r"^\+?[0-9][0-9 -]*$")]


class PhoneLine(Strict):
    """A line to call or to text: `number` is printed exactly as it is dialled.

    `text_number` takes text messages, and may be a short code that cannot be called. `serves` is
    the nation or state whose people it serves, which `name` names too. `hours` and `languages` (BCP
    47 tags) are for staff; what a caller must know of them stands in `about`.

    `cards` is false for a line that pages and cards have no room for: whom it serves can call
    another line of the region.
    """

    examples: ClassVar = {"number": 'number: "1-800-222-1222"', "text_number": 'text_number: "988"'}

    number: PhoneNumber | None = None
    text_number: PhoneNumber | None = None
    name: TextField
    about: TextField | None = None
    serves: Annotated[str, Field(min_length=1)]
    hours: Annotated[str, Field(min_length=1)]
    languages: Annotated[list[str], Field(min_length=1)]
    sources: list[Key] = Field(default_factory=list)
    cards: bool = True

    @model_validator(mode="after")
    def _can_be_reached(self) -> PhoneLine:
        if not (self.number or self.text_number):
            raise ValueError("needs “number” to call or “text_number” to text")
        return self


class Statement(Text):
    """What a region says of law or custom; `number` is one to call, printed after the text."""

    number: PhoneNumber | None = None


StatementField = Annotated[Statement, BeforeValidator(text_from_scalar)]


class Region(Reviewed):
    """One country: ``content/regions/<code>.yaml``. Paper, numbers to call, the law.

    `english` is the English of the region, `number_format` how it writes 1234.5, `revision` and
    the dates are those of this file. `emergency_sources` are the references for the number, and
    `emergency_note` says where it does not work, beside room for the number that does.

    `crisis_lines` are for thoughts of suicide, `poison_lines` for too much of a medicine,
    `nurse_lines` for advice when nobody at the clinic answers. `nobody_answers` says what to do
    then; without it, the label of that name does.
    """

    examples: ClassVar = {
        "poison_line": "poison_lines: {poison: {number: …, name: …}}, a line under each key"
    }

    english: Literal["en", "en-GB"] = "en"
    paper: Paper
    number_format: str
    emergency_number: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    emergency_sources: Annotated[list[Key], Field(min_length=1)]
    revision: Annotated[int, Field(ge=1)]
    emergency_note: TextField | None = None
    nobody_answers: TextField | None = None
    statements: dict[Key, StatementField]
    crisis_lines: Annotated[dict[Key, PhoneLine], Field(min_length=1)]
    poison_lines: dict[Key, PhoneLine] = Field(default_factory=dict)
    nurse_lines: dict[Key, PhoneLine] = Field(default_factory=dict)
    allow: Exceptions = Field(default_factory=dict)


class Labels(Strict):
    """``content/labels.yaml``: the texts that every sheet shares, such as its footer."""

    revision: Annotated[int, Field(ge=1)]
    labels: dict[Key, TextField]

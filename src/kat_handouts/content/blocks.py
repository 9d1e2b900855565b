"""The typed blocks that a handout is made of.

A block says what its words are for, never how they look. Whatever varies by route or region
carries ``when``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kat_handouts.content.text import FieldName, Key, TextField, text_from_scalar
from kat_handouts.files.validation import Strict
from kat_handouts.model.clinic import SetTime
from kat_handouts.model.path_names import is_path_name
from kat_handouts.model.sheet import Route

PICTURE_ENDINGS = ("svg", "png", "jpg", "jpeg")


class When(Strict):
    """When something is said: for these routes, in these regions; empty means always."""

    route: list[Route] = Field(default_factory=list)
    region: list[str] = Field(default_factory=list)

    def holds(self, routes: Collection[str], region: str) -> bool:
        """Say whether it applies to a sheet for these routes in this region."""
        by_route = not self.route or not {*self.route}.isdisjoint(routes)
        return by_route and (not self.region or region in self.region)


class Conditional(Strict):
    """Something that may depend on the route or the region.

    `unless_set` names times of the nasal spray's label: where a clinic has set its own, and none
    shorter, it is left out. `note`, `safety` and `sources` hold for every text inside it.
    """

    when: When = When()
    unless_set: list[SetTime] = Field(default_factory=list)
    note: str = ""
    safety: bool = False
    sources: list[Key] = Field(default_factory=list)


class Shortened(Conditional):
    """Something that the wallet card has too, where `on_card` says so: a box in its short words."""

    on_card: bool = False


# To whom a sheet speaks.
Audience = Literal["patient", "companion"]
# Who speaks to whom: `promise` is said by the patient, `easy` is the patient's in short sentences,
# `short` a few words beside a picture.
Voice = Literal["patient", "companion", "promise", "easy", "easy-companion", "short"]


class Said(Conditional):
    """A text of its own, or one of ``content/advice.yaml``, by its key, in the voice it needs."""

    text: TextField | None = None
    advice: Key | None = None
    voice: Voice = "patient"

    @model_validator(mode="after")
    def _has_one_text(self) -> Said:
        if (self.text is None) == (self.advice is None):
            raise ValueError("needs “text”, or “advice” with the key of one in advice.yaml")
        return self


class Item(Said):
    """One line of a list, a checklist, a group of effects or a set of questions.

    `picture` is a pictogram, ``templates/pictograms/<picture>.svg``, that stands before it.
    """

    picture: Key | None = None


ItemField = Annotated[Item, BeforeValidator(text_from_scalar)]
Items = Annotated[dict[Key, ItemField], Field(min_length=1)]


class Paragraph(Said):
    """One to three sentences."""

    type: Literal["paragraph"]


class BulletList(Conditional):
    """A list whose order does not matter, with a line that leads into it."""

    type: Literal["list"]
    lead: TextField | None = None
    items: Items


class Step(Said):
    """One numbered step: a short title and what happens, with a pictogram of it."""

    title: TextField
    picture: Key | None = None


class Steps(Conditional):
    """Numbered steps in the order in which they happen.

    Steps of one day have room for the `hours` at which they happen, to be written by hand.
    """

    type: Literal["steps"]
    hours: bool = False
    items: Annotated[dict[Key, Step], Field(min_length=2)]


Urgency = Literal["passes", "tell-team", "get-help"]
# When a sign may show: before the next day, or in the days and weeks after.
Onset = Literal["first-day", "later"]


class EffectGroup(Shortened):
    """Effects that call for the same thing to be done.

    `signs` prints every sign of ``content/signs.yaml`` at the group's level and of its `onset` that
    this audience is told of, after the `items` of the handout's own.
    """

    heading: TextField
    items: dict[Key, ItemField] = Field(default_factory=dict)
    signs: Audience | None = None
    onset: Onset = "first-day"

    @model_validator(mode="after")
    def _lists_something(self) -> EffectGroup:
        if not (self.items or self.signs):
            raise ValueError("needs “signs: patient”, “signs: companion” or items")
        return self


class Effects(Conditional):
    """Side effects grouped by what to do, from what passes to what needs help at once."""

    type: Literal["effects"]
    groups: Annotated[dict[Urgency, EffectGroup], Field(min_length=1)]


class Callout(Shortened):
    """A box: `danger` for what can harm, `care` for what to mind, `tip` for what helps.

    `signs` prints every sign of ``content/signs.yaml`` that staff must be told of at once.
    `picture` is a pictogram in the place of that of its kind.
    """

    type: Literal["callout"]
    kind: Literal["danger", "care", "tip"]
    picture: Key | None = None
    heading: TextField
    text: TextField | None = None
    advice: Key | None = None
    voice: Voice = "patient"
    items: dict[Key, ItemField] = Field(default_factory=dict)
    signs: Audience | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Callout:
        if not (self.text or self.advice or self.items or self.signs):
            raise ValueError("a callout needs a text, advice, items or signs")
        if self.text and self.advice:
            raise ValueError("has a text and advice; take one of them out")
        return self


class Checklist(Conditional):
    """Things to do, with boxes that the patient can tick."""

    type: Literal["checklist"]
    lead: TextField | None = None
    items: Items


class Summary(Conditional):
    """What to remember: the most important lines of the handout, once more, near its end."""

    type: Literal["summary"]
    items: Annotated[dict[Key, ItemField], Field(min_length=2, max_length=5)]


class TeachBack(Conditional):
    """Questions that the patient answers in their own words, with room to write."""

    type: Literal["teach-back"]
    items: Items
    lines: int = Field(default=1, ge=1, le=6)


def _when_poison_lines(value: Any) -> Any:
    if isinstance(value, dict | When) or value is None:
        return value
    if str(value).lower() in ("true", "false"):
        return {} if str(value).lower() == "true" else None
    raise ValueError("must be true, false, or for which routes it holds: {route: [lozenge]}")


class ContactPanel(Conditional):
    """Whom to call: the clinic, the region's emergency number and its lines, an interpreter.

    `next_visit` adds a line for the date. `poison` adds the region's poison lines: ``true``, or
    for which routes and regions, ``{route: [lozenge]}``.
    """

    type: Literal["contacts"]
    next_visit: bool = True
    poison: Annotated[When | None, BeforeValidator(_when_poison_lines)] = None


class WritingRoom(Shortened):
    """Room to write by hand: `lines` ruled lines under a label.

    `clinic` names what a clinic may have set in its file, and what is then printed instead: how
    long without food (``no-food``), drink (``no-drink``) or both (``fasting``) before the medicine,
    or how long to stay (``stay``). `field` is its name among the fields of
    `kat_handouts.model.fields`.
    """

    type: Literal["writing"]
    label: TextField
    clinic: Literal["fasting", "no-food", "no-drink", "stay"] | None = None
    lines: int = Field(default=3, ge=1, le=12)
    field: FieldName | None = None


class FillInTable(Conditional):
    """A ruled table to fill in by hand, under a `label` where its section's heading does not do.

    `counted` is what is numbered from 1 to `count`, such as “Session” or “Day”: each has a row
    below the headings in `columns`, or a column beside those in `rows`, which saves room. Without
    it, the `count` rows have no number. With `field: session`, its cells are the fields of a plan:
    ``session-1-date`` in the row or column `date` of the first.
    """

    type: Literal["table"]
    label: TextField | None = None
    counted: TextField | None = None
    count: int = Field(ge=1, le=14)
    columns: dict[Key, TextField] = Field(default_factory=dict, max_length=5)
    rows: dict[Key, TextField] = Field(default_factory=dict, max_length=4)
    field: Literal["session"] | None = None

    @model_validator(mode="after")
    def _has_columns_or_rows(self) -> FillInTable:
        if bool(self.columns) == bool(self.rows):
            raise ValueError("needs “columns”, with numbers down the side, or “rows” below numbers")
        if self.rows and not self.counted:
            raise ValueError("needs “counted”: what the numbers over the columns count")
        return self


class RegionStatement(Conditional):
    """A statement that the region owns, such as whether ketamine is approved there."""

    type: Literal["region-statement"]
    statement: str


def _picture_file(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    if not is_path_name(name) or ending not in PICTURE_ENDINGS:
        raise ValueError(
            f"“{name[:60]}” cannot be the file of a picture; use letters a to z, digits and "
            f"hyphens, with an ending of {', '.join(PICTURE_ENDINGS)}, such as map.svg"
        )
    return name


class PictureBlock(Conditional):
    """A picture of the clinic's own, such as a map: `file` lies beside the handout's.

    `alt` says what it shows to whoever cannot see it; it is translated and not printed.
    """

    type: Literal["picture"]
    file: Annotated[str, AfterValidator(_picture_file)]
    alt: TextField
    caption: TextField | None = None


Block = Annotated[
    Paragraph
    | BulletList
    | Steps
    | Effects
    | Callout
    | Checklist
    | Summary
    | TeachBack
    | ContactPanel
    | WritingRoom
    | FillInTable
    | RegionStatement
    | PictureBlock,
    Field(discriminator="type"),
]

# Types of block that only a text on health has.
CLINICAL_BLOCKS = frozenset({"effects", "region-statement"})

"""The resolved document tree: every text in its language, every value in its place.

It holds no markup. Numbers are guarded and line-break points put in, so that whatever prints it
has nothing left to decide about language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kat_handouts.model.clinic import Clinic, Picture
from kat_handouts.model.editions import Edition, get_edition
from kat_handouts.model.forms import Form
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.languages import Language
from kat_handouts.model.scripts import Script
from kat_handouts.model.sheet import Sheet

# Numbers to call at the end of a sheet that take half a page, as those of Canada do.
_MANY_LINES = 6


@dataclass(frozen=True)
class Slot:
    """A place that is filled on paper: ``page`` and ``pages`` by the layout, ``blank`` by hand.

    A ``line`` is where the next line begins.
    """

    name: str


@dataclass(frozen=True)
class LocalisedText:
    """One segment as it will be printed. `translated` is False where English stands in.

    `other` is the same segment in a second language, `line` its number on a sheet that numbers
    its texts, or 0.
    """

    segment: str
    pieces: tuple[str | Slot, ...]
    language: Language
    translated: bool = True
    other: LocalisedText | None = None
    line: int = 0

    @property
    def plain(self) -> str:
        """The words alone, for titles and checks; slots are left out."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def bare(self) -> str:
        """The words without isolates and break points, for the title of the file."""
        return self.plain.translate(INVISIBLE)


@dataclass(frozen=True)
class Node:
    """A section, block or item. `id` anchors it; `value` is a phone number, `lines` a count.

    A ``contact`` has a child of the kind ``number`` for each number to call, and the first of them
    as its own `value` too; without one it is room to write. `name` is what a clinic calls a number,
    in its own words; `field` where its file says it, such as ``phones.daytime``.
    `fill` is the field of `kat_handouts.model.fields` whose box it has, or the first part of the
    names of a table's. In a ``table`` to fill in, `lines` are its rows, or its columns where
    `style` is ``across``.
    `picture` is the name of a pictogram, or the file name of one of the document's `pictures`.
    """

    kind: str
    id: str
    texts: dict[str, LocalisedText] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    style: str = ""
    value: str = ""
    lines: int = 0
    picture: str = ""
    name: str = ""
    field: str = ""
    fill: str = ""

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


@dataclass(frozen=True)
class CatalogState:
    """How many segments of a sheet are in which state; `signed` ones are translated too."""

    segments: int
    translated: int
    fuzzy: int
    untranslated: int
    signed: int

    @property
    def is_complete(self) -> bool:
        """Whether no segment prints in English for want of a translation."""
        return not self.fuzzy and not self.untranslated

    @property
    def is_signed(self) -> bool:
        """Whether a qualified person has signed every segment."""
        return self.signed == self.segments


@dataclass(frozen=True)
class Document:
    """One sheet, ready to be laid out. `english_title` is empty on an English sheet.

    `code` is the handout's (``KAT-03``), `region_code` the region's with its revision (``US-2``),
    `paper` what it is printed on (``a4`` or ``letter``).
    """

    sheet: Sheet
    language: Language
    english: Language
    form: Form
    paper: str
    code: str
    region_code: str
    revision: int
    title: LocalisedText
    english_title: str
    main_message: LocalisedText | None
    labels: dict[str, LocalisedText]
    notices: tuple[LocalisedText, ...]
    draft: LocalisedText | None
    sections: tuple[Node, ...]
    clinic: Clinic
    state: CatalogState
    picture: str = ""
    drawing: str = ""
    # Pictures of the clinic's own, by file name.
    pictures: dict[str, Picture] = field(default_factory=dict)
    # What a page on a screen calls its contents list and its buttons; no part of what it says.
    controls: dict[str, LocalisedText] = field(default_factory=dict)
    emergency_number: str = ""
    # The numbers to call, on the first page.
    strip: Node | None = None
    # For whom it is: a row of fields under its title, where it is made for one patient.
    patient: Node | None = None
    # What is printed in the boxes of fields, as it is to be seen. A build never has any, since
    # what it makes is kept: they are laid out to compare a filled sheet with.
    filled: dict[str, str] = field(default_factory=dict, repr=False)
    # What the notices at its head mean, at length, on its last page.
    explanations: tuple[LocalisedText, ...] = ()
    # The section that begins a page, where a last page of a few lines would be left.
    apart: str = ""
    # The size of its text in pt, where that is not the largest it may have.
    fitted_pt: float | None = None
    second: Language | None = None
    sheet_id: str = ""

    @property
    def edition(self) -> Edition:
        """The edition that the sheet is."""
        return get_edition(self.sheet.edition)

    @property
    def body_pt(self) -> float:
        """The size of the text in pt, for a script as large as Latin."""
        return self.fitted_pt or self.largest_pt

    @property
    def largest_pt(self) -> float:
        """The largest size that its text may have, in pt."""
        return self.form.body_pt or self.edition.body_pt

    @property
    def least_pt(self) -> float:
        """The smallest size that its text may have, in pt, so that it takes fewer pages."""
        return (self.edition.steps_down and self.form.least_pt) or self.largest_pt

    @property
    def goals(self) -> tuple[int, ...]:
        """How many pages it is made for, the fewest first; empty where any number will do."""
        return self.form.goals if self.edition.steps_down else ()

    def line_height_of(self, script: Script) -> float:
        """Return the line height of a script's text, as a factor of its size."""
        if self.form.has_close_lines:
            return script.close_line_height
        return script.line_height if self.edition.has_wide_lines else script.sheet_line_height

    @property
    def side_by_side(self) -> bool:
        """Whether things may stand side by side; numbered lines have one margin for numbers."""
        return self.edition.side_by_side and not self.sheet.staff

    @property
    def has_contacts(self) -> bool:
        """Whether it ends with the numbers to call."""
        return any(node.kind == "contacts" for part in self.sections for node in part.walk())

    @property
    def has_many_lines(self) -> bool:
        """Whether so many numbers to call end it that they may go on overleaf."""
        lines = sum(node.kind == "crisis-line" for part in self.sections for node in part.walk())
        return lines >= _MANY_LINES

    @property
    def has_disclaimer(self) -> bool:
        """Whether a section has the disclaimer, which the numbers to call bring with them."""
        kinds = {node.kind for part in self.sections for node in part.walk()}
        return not kinds.isdisjoint(("contacts", "disclaimer"))

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language that may stand on the sheet, its own first."""
        second = (self.second,) if self.second else ()
        return tuple({one.tag: one for one in (self.language, *second, self.english)}.values())

    def texts(self) -> Iterator[LocalisedText]:
        """Yield every text that is printed or read aloud, in reading order, in each language."""
        yield from _each_language(self._texts())

    def seen_texts(self) -> Iterator[LocalisedText]:
        """Yield every text that stands on the page, in reading order, in each of its languages.

        What a picture shows is said to whoever cannot see it, and not printed.
        """
        yield from _each_language(self._texts(unseen=("alt",)))

    def _texts(self, unseen: tuple[str, ...] = ()) -> Iterator[LocalisedText]:
        yield from self.notices
        yield from self.explanations
        yield self.title
        if self.main_message:
            yield self.main_message
        for node in self.nodes():
            yield from (text for name, text in node.texts.items() if name not in unseen)
        yield from self.labels.values()
        if self.draft:
            yield self.draft

    def words(self) -> list[tuple[str, str]]:
        """Return the ids and words of the segments that are printed."""
        return [(text.segment, text.plain) for text in self.texts()]

    def values(self) -> Iterator[str]:
        """Yield every phone number that is printed."""
        for node in self.nodes():
            # A contact's own is its first number's.
            if node.value and not any(child.kind == "number" for child in node.children):
                yield node.value

    def nodes(self) -> Iterator[Node]:
        """Yield the strip of numbers, the fields and the sections with all below, in order."""
        for part in (self.strip, self.patient, *self.sections):
            if part:
                yield from part.walk()


def _each_language(texts: Iterable[LocalisedText]) -> Iterator[LocalisedText]:
    for text in texts:
        yield text
        if text.other:
            yield text.other

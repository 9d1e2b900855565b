"""Resolve a handout for one sheet: choose what holds, translate, fill in values, guard numbers."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from kat_handouts.catalogs.catalog import State
from kat_handouts.catalogs.translations import Translations
from kat_handouts.content.blocks import Callout, Conditional, ContactPanel, RegionStatement
from kat_handouts.content.library import Library
from kat_handouts.content.schema import Handout, PhoneLine, Region
from kat_handouts.content.segments import Segment, field_id
from kat_handouts.content.text import Text, split_placeholders
from kat_handouts.errors import Finding, InputError
from kat_handouts.languages import SOURCE_TAG, Language, get_language
from kat_handouts.localise.formats import long_date, number
from kat_handouts.localise.line_breaks import mark_line_breaks
from kat_handouts.localise.numbers import (
    in_own_digits,
    isolate,
    keep_with_next_word,
    protect_numbers,
    protect_phone,
)
from kat_handouts.localise.tree import CatalogState, Document, LocalisedText, Node, Slot
from kat_handouts.project import Clinic
from kat_handouts.sheet import Sheet

# These are counted on paper, page by page.
_PAGE_SLOTS = {"page", "pages"}

_FOOTER_LABELS = ("clinic", "reviewed", "next-review", "revision", "page-number")
# A page and a card have no room for titles over what can be seen to be what it is.
_BODY_LABELS = {
    "sheet": ("main-message", "own-words", "summary", "disclaimer"),
    "page": ("own-words", "summary", "disclaimer"),
    "card": ("disclaimer",),
}


def localise(
    sheet: Sheet, library: Library, translations: Translations, clinic: Clinic
) -> Document:
    """Return the document of a sheet. Where a segment has no translation, English stands in.

    Raises `InputError` for an unknown handout or region, and for every faulty translation that
    the sheet would print.
    """
    handout = library.handout(sheet.handout)
    region = library.region(sheet.region)
    return _Localiser(sheet, handout, region, library, translations, clinic).document()


@dataclass
class _Localiser:
    sheet: Sheet
    handout: Handout
    region: Region
    library: Library
    translations: Translations
    clinic: Clinic

    def __post_init__(self) -> None:
        self.catalog = self.translations.catalog
        self.language = self.catalog.language
        variant = self.translations.english.get(self.region.english)
        self.english_catalog = variant.catalog if variant and not variant.faults else None
        self.english = get_language(self.region.english if self.english_catalog else SOURCE_TAG)
        self.is_english = self.language.is_english
        self.used: dict[str, Segment] = {}
        self.faults: list[Finding] = []

    def document(self) -> Document:
        id_ = self.sheet.handout
        title = self.text(f"{id_}.title")
        main_message = self.text(f"{id_}.main-message") if self.handout.main_message else None
        sections = tuple(
            self.node(section, f"{id_}.{key}", "section")
            for key, section in self.handout.sections.items()
            if self.holds(section)
        )
        printed = (*_FOOTER_LABELS, *_BODY_LABELS[self.handout.form])
        labels = {key: self.text(f"label.{key}") for key in printed}
        if self.faults:
            raise InputError([fault.at(handout=id_) for fault in self.faults])
        state = self.state()
        return Document(
            sheet=self.sheet,
            language=self.language,
            english=self.english,
            form=self.handout.form,
            code=self.handout.code,
            region_code=f"{self.sheet.region.upper()}-{self.region.revision}",
            revision=self.handout.revision,
            title=title,
            english_title="" if self.is_english else self.english_text(f"{id_}.title").bare,
            main_message=main_message,
            labels=labels,
            notices=() if state.is_signed else self.notices(),
            draft=None if state.is_signed else self.text("label.draft"),
            sections=tuple(section for section in sections if section.children),
            clinic=isolate(self.clinic.name, right_to_left=self.language.direction == "rtl"),
            state=state,
        )

    def state(self) -> CatalogState:
        states = [self.catalog.state(segment) for segment in self.used.values()]
        return CatalogState(
            segments=len(states),
            translated=states.count(State.TRANSLATED),
            fuzzy=states.count(State.FUZZY),
            untranslated=states.count(State.UNTRANSLATED),
            signed=sum(map(self.translations.is_signed, self.used.values())),
        )

    def notices(self) -> tuple[LocalisedText, ...]:
        if self.is_english:
            return (self.text("label.not-signed-source"),)
        local = self.text("label.not-signed-translation")
        english = self.english_text("label.not-signed-translation")
        return (local, english) if local.translated else (english,)

    def holds(self, model: BaseModel) -> bool:
        if not isinstance(model, Conditional):
            return True
        return model.when.holds(self.sheet.route, self.sheet.region)

    def node(self, model: BaseModel, id_: str, kind: str, style: str = "") -> Node:
        if isinstance(model, RegionStatement):
            statement = self.text(f"region.{self.sheet.region}.statements.{model.statement}")
            return Node("paragraph", id_, {"text": statement})
        if isinstance(model, ContactPanel):
            titled = self.handout.form == "sheet"
            heading = {"heading": self.text("label.contacts")} if titled else {}
            return Node("contacts", id_, heading, self.contacts(model, id_))
        texts: dict[str, LocalisedText] = {}
        children: list[Node] = []
        for name in type(model).model_fields:
            value = getattr(model, name)
            below = field_id(id_, name)
            if isinstance(value, Text):
                texts[name] = self.text(below)
            elif isinstance(value, dict):
                children += self.children(value, below, style=name == "groups")
        return Node(
            kind,
            id_,
            texts,
            tuple(children),
            style=model.kind if isinstance(model, Callout) else style,
            lines=getattr(model, "lines", 0),
        )

    def children(self, models: dict[str, BaseModel], id_: str, *, style: bool) -> list[Node]:
        nodes = []
        for key, model in models.items():
            if not self.holds(model):
                continue
            kind = getattr(model, "type", None) or type(model).__name__.lower()
            node = self.node(model, f"{id_}.{key}", kind, key if style else "")
            if node.children or not _needs_children(model):
                nodes.append(node)
        return nodes

    def contacts(self, panel: ContactPanel, id_: str) -> tuple[Node, ...]:
        rows = [
            self.contact(id_, "emergency", self.region.emergency_number, "danger"),
            self.contact(id_, "clinic-phone", self.clinic.phone, "clinic"),
            self.contact(id_, "after-hours-phone", self.clinic.after_hours_phone, "clinic"),
        ]
        if panel.next_visit:
            rows.append(self.contact(id_, "next-visit", "", "visit"))
        root = f"region.{self.sheet.region}"
        lines = [
            self.phone_line(line, f"{id_}.{key}", f"{root}.crisis-lines.{key}")
            for key, line in self.region.crisis_lines.items()
        ]
        title = {"text": self.text("label.crisis-lines")}
        rows.append(Node("crisis", f"{id_}.crisis-lines", title, tuple(lines)))
        if panel.poison and (line := self.region.poison_line):
            poison = self.phone_line(line, f"{id_}.poison", f"{root}.poison-line")
            rows.append(Node("crisis", f"{id_}.poison-line", {}, (poison,)))
        if not self.is_english:
            local = self.text("label.interpreter")
            texts = {"english": self.english_text("label.interpreter")}
            if local.translated:
                texts = {"text": local, **texts}
            rows.append(Node("interpreter", f"{id_}.interpreter", texts))
        return tuple(rows)

    def contact(self, id_: str, label: str, value: str, style: str) -> Node:
        texts = {"text": self.text(f"label.{label}")}
        return Node("contact", f"{id_}.{label}", texts, style=style, value=self.phone(value))

    def phone_line(self, line: PhoneLine, id_: str, root: str) -> Node:
        texts = {"name": self.text(f"{root}.name")}
        if line.about:
            texts["about"] = self.text(f"{root}.about")
        return Node("crisis-line", id_, texts, value=self.phone(line.number))

    def phone(self, value: str) -> str:
        return protect_phone(value, right_to_left=self.language.direction == "rtl")

    def text(self, id_: str) -> LocalisedText:
        segment = self.library.segments[id_]
        if id_ not in self.used:
            self.faults += self.translations.faults.get(id_, [])
        self.used[id_] = segment
        translation = self.catalog.text(segment)
        if translation is None or id_ in self.translations.faults:
            return self.english_text(id_, translated=False)
        return LocalisedText(id_, self.pieces(id_, translation, self.language), self.language)

    def english_text(self, id_: str, *, translated: bool = True) -> LocalisedText:
        segment = self.library.segments[id_]
        source = (self.english_catalog and self.english_catalog.text(segment)) or segment.source
        return LocalisedText(id_, self.pieces(id_, source, self.english), self.english, translated)

    def pieces(self, id_: str, text: str, language: Language) -> tuple[str | Slot, ...]:
        right_to_left = language.direction == "rtl"
        # “988” in the name of a line and “press 1” are what a hand finds on the phone.
        dialled = ".crisis-lines." in id_ or ".poison-line." in id_
        pieces: list[str | Slot] = []
        words = ""

        def flush() -> None:
            nonlocal words
            if words:
                guarded = protect_numbers(words, right_to_left=right_to_left)
                pieces.append(mark_line_breaks(keep_with_next_word(guarded), language))
                words = ""

        for literal, name in split_placeholders(text):
            value = None if name is None else self.value(id_, name, language)
            if name is None:
                words += literal if dialled else in_own_digits(literal, language.digits)
            elif value is None:
                flush()
                pieces.append(Slot(name if name in _PAGE_SLOTS else "blank"))
            else:
                words += value
        flush()
        return tuple(pieces)

    def value(self, id_: str, name: str, language: Language) -> str | None:
        match name:
            case "emergency_number":
                return self.region.emergency_number
            case "clinic_name":
                right_to_left = language.direction == "rtl"
                return isolate(self.clinic.name, right_to_left=right_to_left) or None
            case "clinic_phone":
                return self.phone(self.clinic.phone) or None
            case "language":
                return self.language.interpreter_names[language.is_english]
            case "revision":
                revision = number(self.handout.revision, language.tag, self.sheet.region)
                return in_own_digits(revision, language.digits)
            case "date":
                next_one = id_ == "label.next-review"
                day = self.handout.next_review if next_one else self.handout.reviewed
                words = long_date(day, language.tag, self.sheet.region)
                return in_own_digits(words, language.digits)
        return None


def _needs_children(model: BaseModel) -> bool:
    fields = type(model).model_fields
    return any(name in fields and fields[name].is_required() for name in ("items", "groups"))

"""Resolve a handout for one sheet: choose what holds, translate, fill in values, guard numbers."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from kat_handouts.catalogs.catalog import State
from kat_handouts.catalogs.translations import Translations
from kat_handouts.content.blocks import Callout, Conditional, ContactPanel, RegionStatement
from kat_handouts.content.library import Library
from kat_handouts.content.schema import Handout, Region
from kat_handouts.content.segments import Segment, field_id
from kat_handouts.content.text import Text, split_placeholders
from kat_handouts.errors import Finding, InputError
from kat_handouts.languages import SOURCE_TAG, Language, get_language
from kat_handouts.localise.formats import long_date, number
from kat_handouts.localise.line_breaks import mark_line_breaks
from kat_handouts.localise.numbers import isolate, protect_numbers, protect_phone
from kat_handouts.localise.tree import CatalogState, Document, LocalisedText, Node, Slot
from kat_handouts.project import Clinic
from kat_handouts.sheet import Sheet

# These are counted on paper, page by page.
_PAGE_SLOTS = {"page", "pages"}

_FOOTER_LABELS = ("clinic", "reviewed", "next-review", "revision", "page-number")
_BODY_LABELS = ("main-message", "own-words")


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
        self.english = get_language(SOURCE_TAG)
        self.is_source = self.language.tag == SOURCE_TAG
        self.used: dict[str, Segment] = {}
        self.faults: list[Finding] = []

    def document(self) -> Document:
        id_ = self.sheet.handout
        title = self.text(f"{id_}.title")
        main_message = self.text(f"{id_}.main-message")
        sections = tuple(
            self.node(section, f"{id_}.{key}", "section")
            for key, section in self.handout.sections.items()
            if self.holds(section)
        )
        labels = {key: self.text(f"label.{key}") for key in (*_FOOTER_LABELS, *_BODY_LABELS)}
        if self.faults:
            raise InputError([fault.at(handout=id_) for fault in self.faults])
        state = self.state()
        return Document(
            sheet=self.sheet,
            language=self.language,
            english=self.english,
            code=self.handout.code,
            revision=self.handout.revision,
            title=title,
            english_title="" if self.is_source else self.handout.title.text,
            main_message=main_message,
            labels=labels,
            notices=() if state.is_signed else self.notices(),
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
        if self.is_source:
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
            heading = {"heading": self.text("label.contacts")}
            return Node("contacts", id_, heading, self.contacts(id_))
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

    def contacts(self, id_: str) -> tuple[Node, ...]:
        rows = [
            self.contact(id_, "emergency", self.region.emergency_number, "danger"),
            self.contact(id_, "clinic-phone", self.clinic.phone, "clinic"),
            self.contact(id_, "after-hours-phone", self.clinic.after_hours_phone, "clinic"),
            self.contact(id_, "next-visit", "", "clinic"),
        ]
        lines = []
        for key, line in self.region.crisis_lines.items():
            root = f"region.{self.sheet.region}.crisis-lines.{key}"
            lines.append(
                Node(
                    "crisis-line",
                    f"{id_}.{key}",
                    {"name": self.text(f"{root}.name"), "about": self.text(f"{root}.about")},
                    value=self.phone(line.number),
                )
            )
        title = {"text": self.text("label.crisis-lines")}
        rows.append(Node("crisis", f"{id_}.crisis-lines", title, tuple(lines)))
        if not self.is_source:
            local = self.text("label.interpreter")
            texts = {"english": self.english_text("label.interpreter")}
            if local.translated:
                texts = {"text": local, **texts}
            rows.append(Node("interpreter", f"{id_}.interpreter", texts))
        return tuple(rows)

    def contact(self, id_: str, label: str, value: str, style: str) -> Node:
        texts = {"text": self.text(f"label.{label}")}
        return Node("contact", f"{id_}.{label}", texts, style=style, value=self.phone(value))

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
        source = self.library.segments[id_].source
        return LocalisedText(id_, self.pieces(id_, source, self.english), self.english, translated)

    def pieces(self, id_: str, text: str, language: Language) -> tuple[str | Slot, ...]:
        right_to_left = language.direction == "rtl"
        pieces: list[str | Slot] = []
        words = ""

        def flush() -> None:
            nonlocal words
            if words:
                guarded = protect_numbers(words, right_to_left=right_to_left)
                pieces.append(mark_line_breaks(guarded, language))
                words = ""

        for literal, name in split_placeholders(text):
            value = None if name is None else self.value(id_, name, language)
            if name is None:
                words += literal
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
                return self.language.interpreter_names[language.tag == SOURCE_TAG]
            case "revision":
                return number(self.handout.revision, language.tag, self.sheet.region)
            case "date":
                next_one = id_ == "label.next-review"
                day = self.handout.next_review if next_one else self.handout.reviewed
                return long_date(day, language.tag, self.sheet.region)
        return None


def _needs_children(model: BaseModel) -> bool:
    fields = type(model).model_fields
    return any(name in fields and fields[name].is_required() for name in ("items", "groups"))

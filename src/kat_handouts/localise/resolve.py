"""Resolve a handout for one sheet: choose what holds, translate, fill in what the clinic says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel

from kat_handouts.content.blocks import (
    Callout,
    Conditional,
    ContactPanel,
    FillInTable,
    Onset,
    PictureBlock,
    RegionStatement,
    Steps,
    Voice,
    WritingRoom,
)
from kat_handouts.content.easy_read import Frame
from kat_handouts.content.library import Library
from kat_handouts.content.segments import field_id
from kat_handouts.content.text import Text
from kat_handouts.localise.bilingual import bilingual, numbered
from kat_handouts.localise.cards import card_sections
from kat_handouts.localise.contacts import contact_panel, contact_strip
from kat_handouts.localise.frames import frame_sections
from kat_handouts.localise.texts import Texts
from kat_handouts.localise.translations import Translations
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.document import Document, LocalisedText, Node
from kat_handouts.model.editions import get_edition
from kat_handouts.model.errors import InputError
from kat_handouts.model.fields import FIELDS
from kat_handouts.model.sheet import Sheet, routes_of
from kat_handouts.model.sheet_id import sheet_id_of
from kat_handouts.typography.cldr import duration

_FOOTER_LABELS = ("clinic", "reviewed", "next-review", "page-number", "disclaimer")
# What only a page on a screen has.
_CONTROLS = ("on-this-page", "read-aloud")
# The small title over each kind of block.
_BLOCK_LABELS = {"teach-back": "own-words"}


def localise(
    sheet: Sheet,
    library: Library,
    translations: Translations,
    clinic: Clinic,
    second: Translations | None = None,
) -> Document:
    """Return the document of a sheet. Where a segment has no translation, English stands in.

    `second` are the translations of the second language of a bilingual sheet. Raises `InputError`
    for an unknown handout or region, and for every faulty translation that the sheet would print.
    """
    handout = library.handout(sheet.handout)
    texts = Texts(sheet, handout, library, translations, clinic)
    document = _Resolver(texts, library).document()
    if second:
        texts = Texts(sheet, handout, library, second, clinic)
        other = _Resolver(texts, library).document()
        document = bilingual(document, other)
    if sheet.staff or document.second:
        document = numbered(document)
    return replace(document, sheet_id=sheet_id_of(document))


# What a clinic sets of fasting.
_FASTING = ("no-food", "no-drink")


class _Resolver:
    def __init__(self, texts: Texts, library: Library) -> None:
        self.texts, self.library = texts, library
        self.sheet, self.handout, self.clinic = texts.sheet, texts.handout, texts.clinic
        # A sheet for all routes leaves out what is only about those that the clinic has not.
        self.routes = routes_of(self.sheet.route, self.clinic.routes)

    def document(self) -> Document:
        id_ = self.sheet.handout
        texts = self.texts
        title = texts.large_text(f"{id_}.title")
        has_message = self.handout.main_message and not texts.frames
        main_message = texts.large_text(f"{id_}.main-message") if has_message else None
        sections = self.sections()
        strip = self.strip()
        kinds = {node.kind for section in sections for node in section.walk()}
        over = (label for kind, label in _BLOCK_LABELS.items() if kind in kinds)
        printed = [*_FOOTER_LABELS, *over]
        labels = {key: texts.text(f"label.{key}") for key in printed}
        on_screen = _CONTROLS if self.sheet.format == "html" else ()
        controls = {key: texts.text(f"label.{key}") for key in on_screen}
        if texts.faults:
            raise InputError([fault.at(handout=id_) for fault in texts.faults])
        state = texts.state()
        return Document(
            sheet=self.sheet,
            language=texts.language,
            english=texts.english,
            form=texts.form,
            paper=self.sheet.paper or texts.region.paper,
            code=self.handout.code,
            region_code=f"{self.sheet.region.upper()}-{texts.region.revision}",
            revision=(texts.frames or self.handout).revision,
            title=title,
            english_title="" if texts.is_english else texts.english_text(f"{id_}.title").bare,
            main_message=main_message,
            labels=labels,
            controls=controls,
            emergency_number=texts.region.emergency_number,
            notices=() if state.is_signed else self.notices("not-checked-translation"),
            explanations=() if state.is_signed else self.explanations(),
            draft=None if state.is_signed else texts.text("label.draft"),
            sections=tuple(section for section in sections if section.children),
            clinic=self.clinic,
            state=state,
            strip=strip,
            patient=self.patient(strip, sections),
            picture="" if texts.frames else self.handout.picture or "",
            drawing="" if texts.frames else self.handout.drawing or "",
            pictures={
                name: self.texts.pictures[name]
                for section in sections
                for node in section.walk()
                if node.kind == "picture"
                for name in (node.picture,)
            },
        )

    def sections(self) -> tuple[Node, ...]:
        """Return the sections of the handout; or its frames, and then its numbers to call."""
        if frames := self.texts.frames:
            return frame_sections(self, frames)
        if get_edition(self.sheet.edition).is_card:
            return card_sections(self)
        id_ = self.sheet.handout
        return tuple(
            self.node(section, f"{id_}.{key}", "section", "columns" if section.columns > 1 else "")
            for key, section in self.handout.sections.items()
            if self.holds(section)
        )

    def notices(self, label: str) -> tuple[LocalisedText, ...]:
        """Return what says that nobody has signed the text, in its language and in English."""
        if self.texts.is_english:
            return (self.texts.text("label.not-signed-source"),)
        local = self.texts.text(f"label.{label}")
        english = self.texts.english_text(f"label.{label}")
        return (local, english) if local.translated else (english,)

    def explanations(self) -> tuple[LocalisedText, ...]:
        """Return what the notices mean, at length; one page has no room for it."""
        if self.texts.is_english or not self.texts.form.repeats_numbers:
            return ()
        return self.notices("not-signed-translation")

    def strip(self) -> Node | None:
        """Return the numbers to call of a sheet that ends with them."""
        parts = self.handout.sections.values()
        blocks = (block for part in parts for block in part.blocks.values())
        panel = next((block for block in blocks if isinstance(block, ContactPanel)), None)
        if panel is None:
            return None
        id_ = f"{self.sheet.handout}.strip"
        return contact_strip(self.texts, id_, poison=self.has_poison_lines(panel))

    def patient(self, strip: Node | None, sections: tuple[Node, ...]) -> Node | None:
        """Return the fields under the title, where the sheet is made to be filled in by program.

        What has a box elsewhere on the sheet is not asked twice.
        """
        if self.sheet.fill == "by-hand" or self.texts.form.page_size != "paper":
            return None
        parts = (strip, *sections)
        elsewhere = {node.fill for part in parts if part for node in part.walk()}
        asked = [name for name in self.clinic.fields if name not in self.handout.fields]
        id_ = f"{self.sheet.handout}.patient"
        children = tuple(
            Node("field", f"{id_}.{name}", {"text": self.texts.text(FIELDS[name].label)}, fill=name)
            for name in (*self.handout.fields[:1], *asked, *self.handout.fields[1:])
            if name not in elsewhere
        )
        return Node("patient", id_, children=children) if children else None

    def has_poison_lines(self, panel: ContactPanel) -> bool:
        return panel.poison is not None and panel.poison.holds(self.routes, self.sheet.region)

    def holds(self, model: BaseModel) -> bool:
        if not isinstance(model, Conditional):
            return True
        if model.unless_set and self.clinic.stands_for_label(model.unless_set):
            return False
        return model.when.holds(self.routes, self.sheet.region)

    def node(self, model: BaseModel, id_: str, kind: str, style: str = "") -> Node:
        if isinstance(model, RegionStatement):
            return self.statement(model.statement, id_)
        if isinstance(model, ContactPanel):
            return contact_panel(self.texts, model, id_, poison=self.has_poison_lines(model))
        if isinstance(model, WritingRoom) and (rows := self.set_times(model, id_)):
            return Node("times", id_, {}, rows)
        texts: dict[str, LocalisedText] = {}
        children: list[Node] = []
        for name in type(model).model_fields:
            value = getattr(model, name)
            below = field_id(id_, name)
            if isinstance(value, Text):
                texts[name] = self.heading(below) if name == "heading" else self.texts.text(below)
            elif isinstance(value, dict):
                children += self.children(value, below, style=name == "groups")
        children += self.signs(model, id_, style)
        if advice := getattr(model, "advice", None):
            texts["text"] = self.advice(advice, getattr(model, "voice", "patient"))
        if isinstance(model, PictureBlock):
            return Node(kind, id_, texts, picture=model.file)
        if isinstance(model, FillInTable):
            style = "across" if model.rows else "down"
            return Node(
                *(kind, id_, texts, tuple(children)),
                style=style,
                lines=model.count,
                fill=model.field or "",
            )
        style = model.kind or "" if isinstance(model, Callout | Frame) else style
        if isinstance(model, Steps) and model.hours:
            style = "hours"
        return Node(
            kind,
            id_,
            texts,
            tuple(children),
            style=style,
            lines=getattr(model, "lines", 0),
            fill=getattr(model, "field", None) or "",
            picture=getattr(model, "picture", None) or "",
        )

    def statement(self, key: str, id_: str) -> Node:
        """Return what the region says, and the number to call about it."""
        text = self.texts.text(f"region.{self.sheet.region}.statements.{key}")
        number = self.texts.region.statements[key].number or ""
        return Node("paragraph", id_, {"text": text}, value=self.texts.phone(number))

    def heading(self, id_: str) -> LocalisedText:
        """Return a heading, with its English on a sheet that staff read too."""
        text = self.texts.large_text(id_)
        if not self.sheet.staff or self.texts.is_english or not text.translated:
            return text
        return replace(text, other=self.texts.english_text(id_))

    def children(self, models: dict[str, BaseModel], id_: str, *, style: bool) -> list[Node]:
        nodes = []
        for key, model in models.items():
            if not self.holds(model):
                continue
            if isinstance(model, Text):
                below = f"{id_}.{key}"
                nodes.append(Node("item", below, {"text": self.texts.text(below)}))
                continue
            kind = getattr(model, "type", None) or type(model).__name__.lower()
            node = self.node(model, f"{id_}.{key}", kind, key if style else "")
            if node.children or not _needs_children(model):
                nodes.append(node)
        return nodes

    def advice(self, key: str, voice: Voice) -> LocalisedText:
        """Return an advice in the phrasing of the sheet."""
        advice = self.library.advice.advice[key]
        phrasing = advice.phrasing_for(self.routes, self.sheet.region, self.clinic)
        return self.texts.text(f"advice.{key}.{phrasing}.{voice}")

    def signs(self, model: BaseModel, id_: str, level: str) -> Iterator[Node]:
        """Yield the signs that a list asks for: of its level, or those that staff are told of."""
        audience = getattr(model, "signs", None)
        if not audience:
            return
        level = "tell-staff" if isinstance(model, Callout) else level
        onset: Onset = getattr(model, "onset", "first-day")
        for key in self.library.signs.at(level, audience, onset):
            sign = self.library.signs.signs[key]
            if self.holds(sign):
                words = field_id(f"sign.{key}", sign.words_for(audience) or "text")
                text = self.texts.text(words)
                yield Node("item", f"{id_}.{key}", {"text": text}, picture=sign.picture or "")

    def set_times(self, model: WritingRoom, id_: str) -> tuple[Node, ...]:
        """Return what the clinic has set, in place of room to write it on."""
        asked = _FASTING if model.clinic == "fasting" else (model.clinic,)
        durations = {
            label: minutes for label, minutes in self.clinic.times.items() if label in asked
        }
        rows = []
        for label, minutes in durations.items():
            if minutes is not None:
                words = duration(minutes, self.texts.language.tag, self.sheet.region)
                segment = f"label.{label}"
                amount = self.texts.words(segment, words)
                texts = {"text": self.texts.text(segment), "amount": amount}
                rows.append(Node("time", f"{id_}.{label}", texts))
        return tuple(rows)


def _needs_children(model: BaseModel) -> bool:
    fields = type(model).model_fields
    if "signs" in fields:
        return not (getattr(model, "text", None) or getattr(model, "advice", None))
    return any(name in fields and fields[name].is_required() for name in ("items", "groups"))

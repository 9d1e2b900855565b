"""The panel of whom to call: the clinic, the region's lines, an interpreter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kat_handouts.content.blocks import ContactPanel
from kat_handouts.content.schema import PhoneLine
from kat_handouts.localise.texts import Texts
from kat_handouts.model.clinic import Purpose
from kat_handouts.model.document import LocalisedText, Node
from kat_handouts.typography.cldr import opening_hours


def contact_panel(texts: Texts, panel: ContactPanel, id_: str, *, poison: bool) -> Node:
    """Return the panel of a handout; what the clinic has not said is room to write on.

    `poison` adds the region's poison lines.
    """
    heading = {"heading": texts.text("label.contacts")} if texts.form.has_titles else {}
    rows = [*_rows(texts, panel, id_), *_groups(texts, id_, poison=poison)]
    if not texts.is_english:
        rows.append(_interpreter(texts, id_))
    return Node("contacts", id_, heading, tuple(rows))


def _rows(texts: Texts, panel: ContactPanel, id_: str) -> Iterator[Node]:
    """Yield what has one number each, or room for it."""
    clinic, region = texts.clinic, texts.region
    yield _contact(texts, id_, "emergency", region.emergency_number, "danger")
    if region.emergency_note:
        note = texts.text(f"region.{texts.sheet.region}.emergency-note")
        yield Node("contact", f"{id_}.emergency-note", {"text": note}, style="elsewhere")
    yield from clinic_numbers(texts, id_)
    if clinic.interpreter_phone and not texts.is_english and texts.form.has_clinic_details:
        number = clinic.interpreter_phone
        yield _contact(texts, id_, "interpreter-line", number, "clinic", "interpreter")
    if panel.next_visit:
        yield _contact(texts, id_, "next-visit", "", "visit")


def clinic_numbers(texts: Texts, id_: str) -> Iterator[Node]:
    """Yield the clinic's numbers by day, and at nights and weekends, or room for them."""
    clinic = texts.clinic
    yield _contact(texts, id_, "clinic-phone", clinic.phone, "clinic", "daytime")
    yield _contact(
        texts, id_, "after-hours-phone", clinic.after_hours_phone, "clinic", "after-hours"
    )


def _contact(
    texts: Texts, id_: str, label: str, value: str, style: str, purpose: Purpose | None = None
) -> Node:
    segment = f"label.{label}"
    words: dict[str, LocalisedText] = {"text": texts.text(segment)}
    hours = texts.clinic.hours.get(purpose) if purpose else None
    if hours and texts.form.has_clinic_details:
        words["hours"] = texts.words(
            segment, opening_hours(hours, texts.language.tag, texts.sheet.region)
        )
    return Node("contact", f"{id_}.{label}", words, style=style, value=texts.phone(value))


def _groups(texts: Texts, id_: str, *, poison: bool) -> Iterator[Node]:
    """Yield the region's lines by what they are for, each group with what it is for."""
    region = texts.region
    own = f"region.{texts.sheet.region}.nobody-answers"
    words = {"lead": texts.text(own if region.nobody_answers else "label.nobody-answers")}
    yield _group(texts, words, region.nurse_lines, id_, "nurse-lines")
    words = {"text": texts.text("label.crisis-lines")}
    yield _group(texts, words, region.crisis_lines, id_, "crisis-lines")
    if poison and region.poison_lines:
        words = {"text": texts.text("label.poison-lines")}
        group = _group(texts, words, region.poison_lines, id_, "poison-lines")
        if texts.form.has_line_details:
            words = {"text": texts.text("label.poison-emergency")}
            note = Node("crisis-note", f"{group.id}.note", words)
            group = replace(group, children=(*group.children, note))
        yield group


def _group(
    texts: Texts, words: dict[str, LocalisedText], lines: dict[str, PhoneLine], id_: str, field: str
) -> Node:
    children = tuple(
        _line(texts, line, f"{id_}.{field}.{key}", f"{field}.{key}")
        for key, line in lines.items()
        if line.cards or texts.form.has_line_details
    )
    return Node("crisis", f"{id_}.{field}", words, children)


def _line(texts: Texts, line: PhoneLine, id_: str, key: str) -> Node:
    segment = f"region.{texts.sheet.region}.{key}"
    words = {"name": texts.text(f"{segment}.name")}
    if line.about and texts.form.has_line_details:
        words["about"] = texts.text(f"{segment}.about")
    to_text: tuple[Node, ...] = ()
    if line.text_number:
        label = {"text": texts.text("label.text-line")}
        to_text = (Node("text-line", f"{id_}.text", label, value=texts.phone(line.text_number)),)
    return Node("crisis-line", id_, words, to_text, value=texts.phone(line.number or ""))


def _interpreter(texts: Texts, id_: str) -> Node:
    local = texts.text("label.interpreter")
    spoken = {"english": texts.english_text("label.interpreter")}
    if local.translated:
        spoken = {"text": local, **spoken}
    return Node("interpreter", f"{id_}.interpreter", spoken)

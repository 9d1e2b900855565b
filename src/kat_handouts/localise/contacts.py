"""The panel of whom to call: the clinic, the region's lines, an interpreter."""

from __future__ import annotations

from kat_handouts.content.blocks import ContactPanel
from kat_handouts.content.schema import PhoneLine
from kat_handouts.localise.texts import Texts
from kat_handouts.model.clinic import Purpose
from kat_handouts.model.document import LocalisedText, Node
from kat_handouts.typography.cldr import opening_hours


def contact_panel(texts: Texts, panel: ContactPanel, id_: str) -> Node:
    """Return the panel of a handout; what the clinic has not said is room to write on."""
    heading = {"heading": texts.text("label.contacts")} if texts.form.has_titles else {}
    return Node("contacts", id_, heading, tuple(_rows(texts, panel, id_)))


def _rows(texts: Texts, panel: ContactPanel, id_: str) -> list[Node]:
    clinic, region = texts.clinic, texts.region
    rows = [
        _contact(texts, id_, "emergency", region.emergency_number, "danger"),
        _contact(texts, id_, "clinic-phone", clinic.phone, "clinic", "daytime"),
        _contact(
            texts, id_, "after-hours-phone", clinic.after_hours_phone, "clinic", "after-hours"
        ),
    ]
    if clinic.interpreter_phone and not texts.is_english and texts.form.has_clinic_details:
        number = clinic.interpreter_phone
        rows.append(_contact(texts, id_, "interpreter-line", number, "clinic", "interpreter"))
    if panel.next_visit:
        rows.append(_contact(texts, id_, "next-visit", "", "visit"))
    root = f"region.{texts.sheet.region}"
    lines = [
        _phone_line(texts, line, f"{id_}.{key}", f"{root}.crisis-lines.{key}")
        for key, line in region.crisis_lines.items()
    ]
    title = {"text": texts.text("label.crisis-lines")}
    rows.append(Node("crisis", f"{id_}.crisis-lines", title, tuple(lines)))
    if panel.poison and (line := region.poison_line):
        poison = _phone_line(texts, line, f"{id_}.poison", f"{root}.poison-line")
        rows.append(Node("crisis", f"{id_}.poison-line", {}, (poison,)))
    if not texts.is_english:
        local = texts.text("label.interpreter")
        spoken = {"english": texts.english_text("label.interpreter")}
        if local.translated:
            spoken = {"text": local, **spoken}
        rows.append(Node("interpreter", f"{id_}.interpreter", spoken))
    return rows


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


def _phone_line(texts: Texts, line: PhoneLine, id_: str, root: str) -> Node:
    words = {"name": texts.text(f"{root}.name")}
    if line.about:
        words["about"] = texts.text(f"{root}.about")
    return Node("crisis-line", id_, words, value=texts.phone(line.number))

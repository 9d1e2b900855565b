"""Whom to call: the strip on the first page of a sheet, and the panel that ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kat_handouts.content.blocks import ContactPanel
from kat_handouts.content.schema import PhoneLine
from kat_handouts.localise.texts import Texts
from kat_handouts.model.clinic import Purpose
from kat_handouts.model.document import LocalisedText, Node
from kat_handouts.model.phone import Phone

# The fields that are written where there is no number, by label.
_FILLS = {
    "clinic-phone": "clinic-phone",
    "after-hours-phone": "after-hours-phone",
    "next-visit": "appointment",
}
# What the clinic's file calls each purpose.
_FIELDS: dict[Purpose, str] = {
    "daytime": "daytime",
    "after-hours": "after_hours",
    "interpreter": "interpreter",
}


def contact_panel(texts: Texts, panel: ContactPanel, id_: str, *, poison: bool) -> Node:
    """Return the panel of a handout; what the clinic has not said is room to write on.

    `poison` adds the region's poison lines. Where the form repeats nothing, only what the strip has
    no room for is left: what to do when nobody answers.
    """
    heading = {"heading": texts.text("label.contacts")} if texts.form.has_titles else {}
    rows = [*_rows(texts, panel, id_), *_groups(texts, id_, poison=poison)]
    if not texts.is_english and texts.form.repeats_numbers:
        rows.append(_interpreter(texts, id_))
    return Node("contacts", id_, heading, tuple(rows))


def contact_strip(texts: Texts, id_: str, *, poison: bool) -> Node:
    """Return the numbers that stand on the first page of every sheet: four, or room for them.

    Below them stand what has no room beside them, with `poison` the poison line, and what to say
    for an interpreter.
    """
    region = texts.region
    cells = [*_main_numbers(texts, id_)]
    if texts.form.has_one_number:
        cells = [_first_number(cell) if cell.style == "clinic" else cell for cell in cells]
    cells += _first_lines(texts, region.crisis_lines, id_, "crisis-lines")
    cells, more = cells[: texts.form.strip_numbers], cells[texts.form.strip_numbers :]
    if poison and region.poison_lines:
        more += _first_lines(texts, region.poison_lines, id_, "poison-lines")
    if not texts.is_english:
        more.append(_interpreter(texts, id_))
    below = (Node("strip-row", f"{id_}.more", children=tuple(more)),) if more else ()
    return Node("strip", id_, children=(Node("strip-row", id_, children=tuple(cells)), *below))


def _first_number(cell: Node) -> Node:
    """Return what a number is for with the first of the numbers: no name, and no hours."""
    first = tuple(replace(number, name="") for number in cell.children[:1])
    return replace(cell, texts={"text": cell.texts["text"]}, children=first)


def _main_numbers(texts: Texts, id_: str) -> Iterator[Node]:
    emergency = (Phone(texts.region.emergency_number),)
    yield _contact(texts, id_, "emergency", emergency, "danger")
    yield from clinic_numbers(texts, id_)


def _first_lines(texts: Texts, lines: dict[str, PhoneLine], id_: str, field: str) -> list[Node]:
    """Return the first of a region's lines that can be called, by what it is for.

    The first crisis line serves the whole region. Where the first of others serves less, each
    stands there, with its name: a line of another nation turns callers away.
    """
    called = [(key, line) for key, line in lines.items() if line.number]
    whole = next((line.serves for line in texts.region.crisis_lines.values() if line.number), "")
    if not called or called[0][1].serves == whole:
        numbers = tuple(Phone(line.number or "") for _, line in called[:1])
        return [_contact(texts, id_, field, numbers, "line")]
    cells: list[Node] = []
    for key, line in called:
        cell = _contact(texts, id_, field, (Phone(line.number or ""),), "line")
        name = texts.text(f"region.{texts.sheet.region}.{field}.{key}.name")
        # The first says what they are for, and its name where a clinic's number has its hours.
        words = {"text": name} if cells else {**cell.texts, "hours": name}
        cells.append(replace(cell, id=f"{cell.id}.{key}", texts=words))
    return cells


def _rows(texts: Texts, panel: ContactPanel, id_: str) -> Iterator[Node]:
    """Yield what has one number each, or room for it."""
    clinic, region = texts.clinic, texts.region
    emergency, *numbers = _main_numbers(texts, id_)
    if texts.form.repeats_numbers:
        yield emergency
    if region.emergency_note:
        note = texts.text(f"region.{texts.sheet.region}.emergency-note")
        yield Node("contact", f"{id_}.emergency-note", {"text": note}, style="elsewhere")
    if texts.form.repeats_numbers:
        yield from numbers
    if clinic.phone("interpreter") and not texts.is_english and texts.form.has_clinic_details:
        yield _of_clinic(texts, id_, "interpreter-line", "interpreter")
    if panel.next_visit:
        yield _contact(texts, id_, "next-visit", (), "visit")


def _of_clinic(texts: Texts, id_: str, label: str, purpose: Purpose) -> Node:
    """Return the row of a purpose of the clinic, with its numbers and its hours."""
    numbers = texts.clinic.phones.get(purpose, ())
    row = _contact(texts, id_, label, numbers, "clinic", field=f"phones.{_FIELDS[purpose]}")
    hours = texts.hours(f"label.{label}", purpose) if texts.form.has_clinic_details else None
    return replace(row, texts={**row.texts, "hours": hours}) if hours else row


def clinic_numbers(texts: Texts, id_: str) -> Iterator[Node]:
    """Yield the clinic's numbers by day, and at nights and weekends, or room for them."""
    yield _of_clinic(texts, id_, "clinic-phone", "daytime")
    yield _of_clinic(texts, id_, "after-hours-phone", "after-hours")


def _contact(
    texts: Texts, id_: str, label: str, phones: tuple[Phone, ...], style: str, *, field: str = ""
) -> Node:
    id_ = f"{id_}.{label}"
    numbers = tuple(
        Node(
            "number",
            f"{id_}.{count}",
            value=texts.phone(phone.number),
            name=texts.own_words(phone.name),
            field=field,
        )
        for count, phone in enumerate(phones, start=1)
    )
    first = numbers[0].value if numbers else ""
    words = {"text": texts.text(f"label.{label}")}
    fill = "" if numbers else _FILLS.get(label, "")
    return Node("contact", id_, words, numbers, style=style, value=first, field=field, fill=fill)


def _groups(texts: Texts, id_: str, *, poison: bool) -> Iterator[Node]:
    """Yield the region's lines by what they are for, each group with what it is for."""
    region = texts.region
    own = f"region.{texts.sheet.region}.nobody-answers"
    words = {"lead": texts.text(own if region.nobody_answers else "label.nobody-answers")}
    yield _group(texts, words, region.nurse_lines, id_, "nurse-lines")
    if not texts.form.repeats_numbers:
        return
    if poison and region.poison_lines:
        words = {"text": texts.text("label.poison-lines")}
        group = _group(texts, words, region.poison_lines, id_, "poison-lines")
        if texts.form.has_line_details:
            words = {"text": texts.text("label.poison-emergency")}
            note = Node("crisis-note", f"{group.id}.note", words)
            group = replace(group, children=(*group.children, note))
        yield group
    words = {"text": texts.text("label.crisis-lines")}
    yield _group(texts, words, region.crisis_lines, id_, "crisis-lines")


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

"""Whether the first page of a finished PDF has the numbers that somebody in need looks for.

A handout with `numbers_first` is held to it: page 1 has the emergency number and both of the
clinic's phones, printed or with room to write them. What stands in the margins does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from kat_handouts.checks.pdf import (
    Glyph,
    holds,
    lines_of_texts,
    page_glyphs,
    stands_alone,
    unbracketed,
)
from kat_handouts.checks.tagged import Box, tagged_texts
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding
from kat_handouts.model.invisible import INVISIBLE

PHONES = ("label.clinic-phone", "label.after-hours-phone")
_HINT = "let the numbers to call stand on the first page, in a strip or in the box of the signs"

_MM = 72 / 25.4
# Room for a phone number by hand: a line so long, with so much free above it, or an empty box.
LEAST_WIDTH = 25 * _MM
LEAST_HEIGHT = 4.5 * _MM
# Thicker is no line; wider or higher is the frame of something else.
_LINE = 4.0
_MOST_WIDTH, _MOST_HEIGHT = 110 * _MM, 18 * _MM
# How far below its label the room may be.
_BELOW = 14 * _MM


def check_first_page(data: bytes, document: Document, emergency: str) -> Iterator[Finding]:
    """Yield each number to call that page 1 of a sheet has neither in print nor room for.

    `emergency` is the emergency number of the sheet's region. Of what is no PDF nothing is said
    here: pdf-ua tells.
    """
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            yield from _check(pdf, document, emergency)
    except pypdfium2.PdfiumError:
        return


def _check(pdf: pypdfium2.PdfDocument, document: Document, emergency: str) -> Iterator[Finding]:
    texts = [text for text in tagged_texts(pdf) if text.page == 1]
    glyphs = page_glyphs(pdf, 0, whole=True)
    # Text by text: two numbers side by side are not one.
    lines = [unbracketed(line) for line in lines_of_texts(pdf, texts)]
    if not _is_printed(emergency, lines):
        message = f"the emergency number {emergency} does not stand on page 1"
        yield Finding("pdf-first-page", message, hint=_HINT)
    numbers = _numbers(document)
    rooms = _rooms(pdf[0], glyphs)
    for label in PHONES:
        places = [text.box for text in texts if any(tag.segment == label for tag in text.ancestors)]
        number = numbers.get(label, "")
        if not places:
            yield _missing(label, "does not stand on page 1")
        elif number and not _is_printed(number, lines):
            yield _missing(label, f"stands on page 1 without its number {number}")
        elif not number and not _take_room(places, rooms):
            yield _missing(label, "stands on page 1 without a line to write the number on")


def _missing(label: str, said: str) -> Finding:
    return Finding("pdf-first-page", f"“{label}” {said}", hint=_HINT, segment=label)


def _numbers(document: Document) -> dict[str, str]:
    """Return the clinic's phones by the segments of their labels; "" is room to write."""
    nodes = [node for section in document.sections for node in section.walk()]
    return {
        text.segment: node.value.translate(INVISIBLE)
        for node in nodes
        for text in node.texts.values()
        if text.segment in PHONES
    }


def _is_printed(number: str, lines: list[str]) -> bool:
    glyphs = unbracketed("".join(number.translate(INVISIBLE).split()))
    return any(stands_alone(glyphs, line, has_line_numbers=False) for line in lines)


def _rooms(page: Any, glyphs: list[Glyph]) -> list[Box]:
    """Return the boxes of a page that are free to write a number in."""
    rooms = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = item.get_bounds()
        is_line = top - bottom <= _LINE
        room = (left, bottom, right, bottom + LEAST_HEIGHT if is_line else top)
        is_large = right - left >= LEAST_WIDTH and (is_line or top - bottom >= LEAST_HEIGHT)
        is_frame = right - left > _MOST_WIDTH or top - bottom > _MOST_HEIGHT
        if is_large and not is_frame and not any(holds(room, glyph) for glyph in glyphs):
            rooms.append(room)
    return rooms


def _take_room(places: list[Box], rooms: list[Box]) -> bool:
    """Say whether there is room beside a label or below it, and take it from the list.

    The room of a label in two languages may lie between the two.
    """
    near = [
        (_distance(place, room), room)
        for room in rooms
        for place in places
        if _is_beside(place, room) or _is_below(place, room)
    ]
    if not near:
        return False
    _, taken = min(near)
    # A box may be drawn as four lines, or line and ground: it is one room all the same.
    rooms[:] = [room for room in rooms if not _meet(room, taken)]
    return True


def _is_beside(label: Box, room: Box) -> bool:
    is_apart = room[0] >= label[2] - 1 or room[2] <= label[0] + 1
    return is_apart and room[1] < label[3] and label[1] < room[3]


def _is_below(label: Box, room: Box) -> bool:
    overlaps = room[0] < label[2] and label[0] < room[2]
    return overlaps and label[1] - _BELOW <= room[1] < label[1]


def _meet(one: Box, other: Box) -> bool:
    """Whether two rooms are one: boxes side by side share no more than an edge."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > LEAST_WIDTH / 2 and one[1] < other[3] and other[1] < one[3]


def _distance(one: Box, other: Box) -> float:
    across = max(one[0] - other[2], other[0] - one[2], 0)
    up = max(one[1] - other[3], other[1] - one[3], 0)
    return across + up

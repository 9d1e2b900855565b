"""The pages of a finished PDF as their reader has them in hand: cut apart, or folded.

A PDF for the printer may show several on one of its pages. Of what is printed more than once, the
place with the tags is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pypdfium2

from kat_handouts.checks.tagged import Box, TaggedText
from kat_handouts.finishing.places import leaflet_halves
from kat_handouts.model.editions import Imposition


@dataclass(frozen=True)
class View:
    """A page in hand: the index of the page of the PDF, and its box there, in pt."""

    side: int
    box: Box

    def holds(self, box: Box) -> bool:
        """Say whether the middle of a box lies in it."""
        across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.box[0] <= across < self.box[2] and self.box[1] <= up < self.box[3]

    def within(self, box: Box) -> Box:
        """Return a box as it lies on the page in hand."""
        left, bottom = self.box[:2]
        return box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom


def views_of(
    pdf: pypdfium2.PdfDocument, imposition: Imposition | None, *, right_to_left: bool
) -> list[View]:
    """Return the pages in hand of a PDF, in the order in which they are read."""
    if imposition == "leaflet":
        halves = leaflet_halves(len(pdf), right_to_left=right_to_left)
        return [
            View(side, _part(pdf[side].get_mediabox(), 2, 1, on_right)) for side, on_right in halves
        ]
    rows = 2 if imposition == "four-up" else 1
    columns = 2 if imposition else 1
    return [
        View(number, _part(page.get_trimbox(), columns, rows)) for number, page in enumerate(pdf)
    ]


def _part(whole: Box, columns: int, rows: int, on_right: bool = False) -> Box:
    """Return the part of a box at its upper left, or beside that."""
    left, bottom, right, top = whole
    width, height = (right - left) / columns, (top - bottom) / rows
    start = left + width * on_right
    return start, top - height, start + width, top


def as_read(texts: Iterable[TaggedText], views: Sequence[View]) -> list[TaggedText]:
    """Return texts with the pages that they have in hand and their boxes there, page by page."""
    found = []
    for text in texts:
        for number, view in enumerate(views, start=1):
            if view.side == text.page - 1 and view.holds(text.box):
                found.append(replace(text, page=number, box=view.within(text.box)))
                break
        else:
            found.append(text)
    return sorted(found, key=lambda text: text.page)

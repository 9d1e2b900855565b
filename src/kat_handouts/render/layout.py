"""Find text that leaves its page, in the laid-out boxes, by the segment that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

TOLERANCE_PX = 1.0


@dataclass(frozen=True)
class Overflow:
    """A piece of text outside the area it belongs to. `beyond` is how far, in mm.

    `field` is the clinic's own, in its file, of which it is a part: ``phones.daytime``, or nothing.
    """

    segment: str
    page: int
    text: str
    beyond: float
    field: str = ""


def overflows(pages: list[Any]) -> Iterator[Overflow]:
    """Yield each segment whose text passes the content area of its page or its margin box."""
    for number, page in enumerate(pages, start=1):
        seen: set[tuple[str, str]] = set()
        page_box = page._page_box
        area = (
            page_box.content_box_x(),
            page_box.content_box_y(),
            page_box.content_box_x() + page_box.width,
            page_box.content_box_y() + page_box.height,
        )
        for found in _search(page_box, area, "", number):
            if (found.segment, found.field) not in seen:
                seen.add((found.segment, found.field))
                yield found


def _search(
    box: Any,
    area: tuple[float, float, float, float],
    segment: str,
    page: int,
    line: Any = None,
    field: str = "",
) -> Iterator[Overflow]:
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox):
        # Footers may use the whole margin, but not the outer edge that printers cannot reach.
        area = _printable(box)
    elif isinstance(box, boxes.TableCellBox | boxes.InlineBlockBox) or box.is_column:
        # A word that runs out of its cell or its column would print over its neighbour.
        left = box.border_box_x()
        area = (left, area[1], left + box.border_width(), area[3])
    if box.element is not None:
        if box.element.get("class") == "line-number":
            area = (0.0, area[1], float("inf"), area[3])  # It stands in the margin.
        segment = box.element.get("data-segment") or box.element.get("id") or segment
        field = box.element.get("data-field") or field
    if isinstance(box, boxes.LineBox):
        line = box
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            left, top, right, bottom = area
            # The height of a text box is that of its font, which may be far over that of its ink.
            high = line or box
            beyond = max(left - box.position_x, box.position_x + box.width - right)
            # The line of a marker is that of its item, whose own text is looked at.
            if "marker" not in (box.element_tag or ""):
                below = high.position_y + high.height - bottom
                beyond = max(beyond, top - high.position_y, below)
            if beyond > TOLERANCE_PX:
                yield Overflow(segment, page, box.text.strip()[:40], beyond / 96 * 25.4, field)
        return
    for child in getattr(box, "children", ()):
        yield from _search(child, area, segment, page, line, field)


def _printable(box: Any) -> tuple[float, float, float, float]:
    left, top = box.position_x, box.position_y
    return (left, top, left + box.margin_width(), top + box.margin_height())

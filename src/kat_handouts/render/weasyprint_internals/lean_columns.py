"""Columns that take as much height as they need, in few layouts.

WeasyPrint raises the height of columns by what the next box needs, again and again, and lays all
that follows out each time: a page of two columns took ten times as long as one of one. Here they
are laid out at the height of the page; where all fits, they are balanced to within `_STEP` px.
Columns here hold blocks alone: no footnotes, and nothing that spans them. Others go to WeasyPrint.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.layout import block, column
from weasyprint.layout.block import block_box_layout, block_level_width, collapse_margin
from weasyprint.layout.percent import percentage, resolve_percentages

_columns_layout = column.columns_layout
# About half a line of text: how much higher than the least the columns may be.
_STEP = 8.0
_NO_BREAK = {"break": "any", "page": None}


class _Columns(NamedTuple):
    boxes: list[Any]
    resume_at: Any
    next_page: Any


def _lean_columns_layout(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: Any,
    fixed_boxes: Any,
    adjoining_margins: Any,
    *line_styles: Any,
) -> Any:
    style = box.style
    is_plain = (
        style["column_count"] != "auto"
        and style["column_width"] == style["height"] == "auto"
        and style["position"] == "static"
        and all(child.style["column_span"] == "none" for child in box.children)
    )
    if not (is_plain and box.children):
        return _columns_layout(
            *(context, box, bottom_space, skip_stack, containing_block, page_is_empty),
            *(absolute_boxes, fixed_boxes, adjoining_margins, *line_styles),
        )
    context.in_column = True
    box = box.copy_with_children(box.children)
    box.position_y += collapse_margin(adjoining_margins)
    block_level_width(box, containing_block)
    count = style["column_count"]
    has_gap = style["column_gap"] != "normal"
    gap = percentage(style["column_gap"], style, box.width) if has_gap else style["font_size"]
    width = max(0, box.width - (count - 1) * gap) / count
    top = box.content_box_y()
    room = context.page_bottom - top - bottom_space

    def laid_out(height: float, *, at_any_height: bool) -> _Columns | None:
        """Return columns of a height, or None where one of them can hold nothing."""
        boxes: list[Any] = []
        resume_at, next_page = skip_stack, _NO_BREAK
        for index in range(count):
            one = box.anonymous_from(box, children=[child.copy() for child in box.children])
            resolve_percentages(one, containing_block)
            one.is_column = True
            one.width = width
            place = count - 1 - index if style["direction"] == "rtl" else index
            one.position_x = box.content_box_x() + place * (width + gap)
            one.position_y = top
            new, resume_at, next_page, *_ = block_box_layout(
                *(context, one, context.page_bottom - top - height, resume_at),
                *(containing_block, at_any_height, absolute_boxes, fixed_boxes, None),
                *line_styles,
                discard=False,
                max_lines=None,
            )
            if new is None:
                return None
            boxes.append(new)
            if resume_at is None:
                break
        return _Columns(boxes, resume_at, next_page)

    found = laid_out(room, at_any_height=page_is_empty)
    if found is None:
        context.in_column = False
        return None, (0, None), _NO_BREAK, [], False
    if found.resume_at is None:
        found = _balanced(found, laid_out, room, count, top)
    height = max((_used(one, top) for one in found.boxes), default=0)
    if found.resume_at is not None:
        height = room
    for one in found.boxes:
        one.height = height
    box.children = found.boxes
    box.height = height
    context.in_column = False
    return box, found.resume_at, found.next_page, [], False


def _balanced(found: _Columns, laid_out: Any, room: float, count: int, top: float) -> _Columns:
    """Return columns of about the same height, given those of which the first is full."""
    if len(found.boxes) == 1:
        total = _used(found.boxes[0], top)
    else:
        total = (len(found.boxes) - 1) * room + _used(found.boxes[-1], top)
    height = total / count + _STEP
    while height < room:
        columns = laid_out(height, at_any_height=False)
        if columns is not None and columns.resume_at is None:
            return columns  # type: ignore[no-any-return]
        height += 2 * _STEP
    return found


def _used(one: Any, top: float) -> float:
    """Return how high a column is filled."""
    flow = [child for child in one.children if child.is_in_normal_flow()]
    if not flow:
        return 0.0
    used: float = flow[-1].position_y + flow[-1].margin_height() - flow[-1].margin_bottom - top
    return used


def install() -> None:
    """Lay columns out so."""
    column.columns_layout = block.columns_layout = _lean_columns_layout

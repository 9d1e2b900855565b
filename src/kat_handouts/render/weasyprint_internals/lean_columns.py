"""Columns that take as much height as they need, in few layouts.

WeasyPrint raises the height of columns by what the next box needs, again and again, and lays all
that follows out each time: a page of two columns took ten times as long as one of one. Here they
are laid out at the height of the page; where all fits, they are balanced to within `_STEP` px.
Columns here hold blocks alone: no footnotes, and nothing that spans them. Others go to WeasyPrint.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.layout import block, column
from weasyprint.layout.block import (
    block_box_layout,
    block_level_width,
    collapse_margin,
    remove_placeholders,
)
from weasyprint.layout.percent import percentage, resolve_percentages

_columns_layout = column.columns_layout
# About half a line of text: how much higher than the least the columns may be.
_STEP = 8.0
_NO_BREAK = {"break": "any", "page": None}


class _Columns(NamedTuple):
    """Columns laid out, where the next page goes on, and what is positioned in them."""

    boxes: list[Any]
    resume_at: Any
    next_page: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]


class _Room:
    """Where the columns of a box stand on a page: `top` and `height` are those of its content."""

    def __init__(self, context: Any, box: Any, containing_block: Any, bottom_space: float) -> None:
        self.context = context
        self.box = box
        self.containing_block = containing_block
        style = box.style
        self.count: int = style["column_count"]
        has_gap = style["column_gap"] != "normal"
        self.gap = (
            percentage(style["column_gap"], style, box.width) if has_gap else style["font_size"]
        )
        self.width = max(0, box.width - (self.count - 1) * self.gap) / self.count
        self.top: float = box.content_box_y()
        self.height: float = context.page_bottom - self.top - bottom_space

    def column(self, index: int) -> Any:
        """Return an empty column, in reading order."""
        box = self.box
        one = box.anonymous_from(box, children=[child.copy() for child in box.children])
        resolve_percentages(one, self.containing_block)
        one.is_column = True
        one.width = self.width
        place = self.count - 1 - index if box.style["direction"] == "rtl" else index
        one.position_x = box.content_box_x() + place * (self.width + self.gap)
        one.position_y = self.top
        return one


class _Filling:
    """What stands in the columns of a room, from a place in it on."""

    def __init__(self, room: _Room, skip_stack: Any, line_styles: list[Any]) -> None:
        self.room = room
        self.skip_stack = skip_stack
        self.line_styles = line_styles

    def filled(self, *, page_is_empty: bool) -> _Columns | None:
        """Return columns as high as what they hold, or None where nothing has room."""
        room = self.room
        found = self.at(room.height, at_any_height=page_is_empty)
        if found is None:
            return None
        height = room.height
        if found.resume_at is None:
            found = self.balanced(found)
            height = max((_used(one, room.top) for one in found.boxes), default=0)
        for one in found.boxes:
            one.height = height
        return found

    def balanced(self, found: _Columns) -> _Columns:
        """Return columns of about the same height, given those of which the first is full."""
        room = self.room
        total = (len(found.boxes) - 1) * room.height + _used(found.boxes[-1], room.top)
        height = total / room.count + _STEP
        while height < room.height:
            columns = self.at(height, at_any_height=False)
            if columns is not None:
                kept, left = (found, columns) if columns.resume_at else (columns, found)
                remove_placeholders(room.context, left.boxes, [], [])
                if kept is columns:
                    return columns
            height += 2 * _STEP
        return found

    def at(self, height: float, *, at_any_height: bool) -> _Columns | None:
        """Return columns of a height, or None where one of them can hold nothing."""
        room, resume_at, next_page = self.room, self.skip_stack, _NO_BREAK
        boxes: list[Any] = []
        absolute_boxes: list[Any] = []
        fixed_boxes: list[Any] = []
        for index in range(room.count):
            new, resume_at, next_page, *_ = block_box_layout(
                room.context,
                room.column(index),
                room.context.page_bottom - room.top - height,
                resume_at,
                *(room.containing_block, at_any_height, absolute_boxes, fixed_boxes, None),
                *self.line_styles,
                discard=False,
                max_lines=None,
            )
            if new is None:
                remove_placeholders(room.context, boxes, [], [])
                return None
            boxes.append(new)
            if resume_at is None:
                break
        return _Columns(boxes, resume_at, next_page, absolute_boxes, fixed_boxes)


def _lean_columns_layout(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    *others: Any,
) -> Any:
    if not _is_plain(box):
        return _columns_layout(
            *(context, box, bottom_space, skip_stack, containing_block, page_is_empty), *others
        )
    absolute_boxes, fixed_boxes, adjoining_margins, *line_styles = others
    box = box.copy_with_children(box.children)
    box.position_y += collapse_margin(adjoining_margins)
    block_level_width(box, containing_block)
    room = _Room(context, box, containing_block, bottom_space)
    context.in_column = True
    found = _Filling(room, skip_stack, line_styles).filled(page_is_empty=page_is_empty)
    context.in_column = False
    if found is None:
        return None, (0, None), _NO_BREAK, [], False
    absolute_boxes += found.absolute_boxes
    fixed_boxes += found.fixed_boxes
    box.children = found.boxes
    box.height = found.boxes[0].height
    return box, found.resume_at, found.next_page, [], False


def _is_plain(box: Any) -> bool:
    style = box.style
    return bool(
        box.children
        and style["column_count"] != "auto"
        and style["column_width"] == style["height"] == style["min_height"] == "auto"
        and style["column_fill"] == "balance"
        and style["position"] == "static"
        and all(child.style["column_span"] == "none" for child in box.children)
    )


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

"""Pictures and lines that are drawn once, or in one stroke.

- What an SVG picture draws in a size is kept, and drawn again without going through the picture.
- A dotted line to write on is one stroke of round dots, as WeasyPrint draws a dotted box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import pydyf
from weasyprint import draw
from weasyprint.draw.color import get_color
from weasyprint.svg import SVG

_draw_border = draw.draw_border
_draw_svg = SVG.draw

# The only thing outside itself that a kept drawing may name: how opaque it is.
_OPACITY = re.compile(rb"/([aA][\d.]+) gs")
_MOST_KEPT = 256


@dataclass(frozen=True)
class _Drawing:
    """What a picture draws; `opacities` are the graphics states that it names."""

    content: bytes
    opacities: tuple[tuple[str, dict[str, Any]], ...]


# By the fonts of a renderer, which keeps what it has read; then by source and size.
_kept: WeakKeyDictionary[Any, dict[tuple[str, float, float], _Drawing]] = WeakKeyDictionary()


def _draw_svg_once(
    svg: Any, stream: Any, width: float, height: float, base_url: str, context: Any
) -> None:
    drawings = _kept.setdefault(svg.font_config, {}) if svg.font_config else {}
    key = (svg.url, width, height)
    _forget_state(stream)
    if key in drawings:
        _replay(drawings[key], stream)
        return
    before = len(stream.stream)
    _draw_svg(svg, stream, width, height, base_url, context)
    drawn = b"\n".join(pydyf._to_bytes(item) for item in stream.stream[before:])
    if b"/" in _OPACITY.sub(b"", drawn) or not (drawn[:2] == b"q\n" and drawn[-2:] == b"\nQ"):
        return
    if len(drawings) >= _MOST_KEPT:
        del drawings[next(iter(drawings))]
    named = dict.fromkeys(name.decode() for name in _OPACITY.findall(drawn))
    drawings[key] = _Drawing(
        drawn,
        tuple((name, dict(stream._resources["ExtGState"][name])) for name in named),
    )


def _replay(drawing: _Drawing, stream: Any) -> None:
    states = stream._resources["ExtGState"]
    for name, state in drawing.opacities:
        if name not in states:
            states[name] = pydyf.Dictionary(state)
    stream.stream.append(drawing.content)
    _forget_state(stream)


def _forget_state(stream: Any) -> None:
    """Let what is drawn next set its own colours, as `pop_state` does."""
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None


def _draw_border_in_strokes(stream: Any, box: Any) -> None:
    if not _is_dotted_below(box):
        _draw_border(stream, box)
        return
    width = box.border_bottom_width
    left, top, across, down = box.rounded_border_box()[:4]
    steps = max(1, int(across // (2 * width)))
    y = top + down - width / 2
    with stream.artifact(), stream.stacked():
        stream.set_color(get_color(box.style, "border_bottom_color"), stroke=True)
        stream.set_line_width(width)
        stream.set_line_cap(1)
        stream.set_dash([0, (across - width) / steps], 0)
        stream.move_to(left + width / 2, y)
        stream.line_to(left + across - width / 2, y)
        stream.stroke()


def _is_dotted_below(box: Any) -> bool:
    """Say whether a box has a dotted border at its bottom and nothing else to draw."""
    style = box.style
    return bool(
        style["border_bottom_style"] == "dotted"
        and box.border_bottom_width
        and not (box.border_top_width or box.border_left_width or box.border_right_width)
        and style["visibility"] == "visible"
        and style["border_image_source"][0] == "none"
        and style["column_width"] == style["column_count"] == "auto"
        and get_color(style, "border_bottom_color").alpha
        and not any(any(corner) for corner in box.rounded_border_box()[4:])
    )


def install() -> None:
    """Put the replacements in place; safe to repeat."""
    draw.draw_border = _draw_border_in_strokes
    SVG.draw = _draw_svg_once

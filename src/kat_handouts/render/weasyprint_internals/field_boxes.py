"""The boxes of fields: where each stands on its page, and an empty form XObject to write into.

A template draws a box as an element with ``data-fill``, the name of its field. `find` says where
they are. In a sheet that is filled in copy after copy each box paints a form XObject of its own, in
its place among the tags: whoever writes a value replaces that object and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from unicodedata import bidirectional

import pydyf
from weasyprint import draw
from weasyprint.draw.text import draw_first_line
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import create_layout

from kat_handouts.model.languages import get_language
from kat_handouts.typography.repertoire import repertoire, words_of_dates

_draw_text = draw.draw_text

# The key of what a program keeps about an object of a PDF (ISO 32000-2, 14.5).
OWNER = "KatHandouts"
_WHEN = "D:20260101000000Z"


@dataclass(frozen=True)
class FieldBox:
    """Where a value goes: `page` counts from 0, lengths are in px from the top left of the page.

    `size` is that of the text, `height` what there is above the line that it stands on. `label`
    says what it is for, in the language of the sheet.
    """

    field: str
    label: str
    page: int
    left: float
    width: float
    baseline: float
    size: float
    height: float
    language: str
    direction: str


def find(pages: list[Any]) -> Iterator[tuple[FieldBox, Any]]:
    """Yield the boxes of laid-out pages in reading order, each with the text that stands in it."""
    for number, page in enumerate(pages):
        yield from _search(page._page_box, number, 0.0)


def to_write_into(found: Iterable[tuple[FieldBox, Any]]) -> None:
    """Let each box be drawn as a form XObject of its own."""
    for box, text in found:
        text.field_box = box


def _search(box: Any, page: int, top: float) -> Iterator[tuple[FieldBox, Any]]:
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        return
    field = box.element.get("data-fill") if box.element is not None else None
    if field and not isinstance(box, boxes.LineBox):
        text = next(_texts(box))
        baseline = text.position_y + text.baseline
        yield (
            FieldBox(
                field,
                box.element.get("aria-label", ""),
                page,
                left=box.content_box_x(),
                width=box.width,
                baseline=baseline,
                size=text.style["font_size"],
                height=baseline - top,
                language=text.style["lang"] or "",
                direction=text.style["direction"],
            ),
            text,
        )
        return
    own = getattr(box, "height", 0)
    if isinstance(own, int | float) and own:
        top = box.content_box_y()
    for child in getattr(box, "children", ()):
        yield from _search(child, page, top)


def _texts(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _draw_box(stream: Any, textbox: Any, *rest: Any) -> None:
    box: FieldBox | None = getattr(textbox, "field_box", None)
    if box is None or textbox.text.strip():
        _draw_text(stream, textbox, *rest)
        return
    _bring_letters(stream, textbox)
    objects = stream._resources["XObject"]
    name = f"f{sum(bool(re.fullmatch(r'f[0-9]+', key)) for key in objects)}"
    about = pydyf.Dictionary(
        {
            "Field": pydyf.String(box.field),
            "Place": pydyf.Array([box.left, box.baseline, box.width, box.height, box.size]),
            "Lang": pydyf.String(box.language),
            "Direction": f"/{box.direction}",
        }
    )
    owned = pydyf.Dictionary({"LastModified": pydyf.String(_WHEN), "Private": about})
    objects[name] = pydyf.Stream(
        extra={
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array(around(box)),
            "Matrix": pydyf.Array(stream.ctm.values),
            "Resources": pydyf.Dictionary({"Font": None}),
            "PieceInfo": pydyf.Dictionary({OWNER: owned}),
            "LastModified": pydyf.String(_WHEN),
        }
    )
    # What is drawn in it begins with the colour that is set.
    stream.set_color(textbox.style["color"])
    # PDFium places what is drawn in a form by the matrix of the form alone.
    with stream.stacked():
        stream.transform(*stream.ctm.invert.values)
        stream.stream.append(f"/{name} Do".encode())


def _bring_letters(stream: Any, textbox: Any) -> None:
    """Let the fonts of a box keep the letters of names and dates, as if these were printed."""
    language = textbox.style["lang"]
    brought: set[str] = vars(stream._resources).setdefault("_letters", set())
    if language in brought:
        return
    brought.add(language)
    text = f"{repertoire(get_language(language).script.code)} {words_of_dates(language)}"
    layout = create_layout(text, textbox.style, None, None, 0)
    if unknown := unknown_characters(layout):
        # Letters of Pali and the like, which not every font of a script has.
        text = text.translate(dict.fromkeys(unknown))
        layout = create_layout(text, textbox.style, None, None, 0)
    draw_line(Stream(stream._fonts, None, {}, {}, None, {}, None), layout, text)


def unknown_characters(layout: Any) -> set[int]:
    """Return the characters of a line that no font has; WeasyPrint would log them."""
    unknown = set()
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        glyphs = run.data.glyphs
        for info in glyphs.glyphs[0 : glyphs.num_glyphs]:
            is_empty = info.glyph == pango.PANGO_GLYPH_EMPTY
            if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG and not is_empty:
                unknown.add(info.glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG)
        run = run.next
    return unknown


def is_right_to_left(text: str) -> bool:
    """Say whether any of a text runs from right to left."""
    return any(bidirectional(char) in ("R", "AL") for char in text)


def draw_line(
    stream: Any, layout: Any, text: str, at: tuple[float, float] = (0, 0), *, plain: bool = True
) -> None:
    """Draw a line of text as the page draws its own, with `plain` letters beneath it."""
    style = layout.style
    textbox = SimpleNamespace(text=text, style=style, pango_layout=layout, baseline=0)
    if plain and is_right_to_left(text):
        stream._layout = layout
    layout.reactivate(style)
    stream.begin_text()
    draw_first_line(stream, textbox, "clip", "none", Matrix(d=-1, e=at[0], f=at[1]))
    stream.end_text()
    stream._layout = stream._line = None


def around(box: FieldBox) -> list[float]:
    """Return what may be drawn on: left, top, right and bottom, in px."""
    return [
        box.left - 2,
        box.baseline - 2.4 * box.size,
        box.left + box.width + 2,
        box.baseline + box.size,
    ]


def install() -> None:
    """Put the replacement in place; safe to repeat."""
    draw.draw_text = _draw_box

"""What a program reads aloud, copies or finds is what is printed.

- Each tagged element gets its own ``/Lang``, so that a sheet in two languages is read aloud in
  two. WeasyPrint sets the language of the document only.
- Each tagged element gets its segment's id as its title (``/T``), so that what is found wrong on a
  page can be named.
- A glyph that stands for no character of its own (part of a shaped Hindi or Khmer cluster) is
  mapped to a zero-width space. WeasyPrint maps it to nothing, which PDF/UA-1 does not allow.
- Kerning is written before the glyphs that it moves. PDFium, which Chrome shows PDFs with, loses
  what WeasyPrint writes after the last glyph of a piece, and puts stacked marks beside letters.
- In scripts whose letters are shaped beyond recognition, each piece of text carries its words as
  ``/ActualText``; from right to left, plain letters lie beneath it (`plain_letters`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream

from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.languages import get_language
from kat_handouts.model.scripts import Script
from kat_handouts.render.weasyprint_internals.plain_letters import LineWithPlainLetters

_build_box_tree = tags._build_box_tree
_marked = Stream.marked
_show_text = Stream.show_text
_set_text_matrix = Stream.set_text_matrix

# What the title of a field's element begins with.
FIELD_TITLE = "field "
_PIECE = re.compile(r"<([0-9a-f]*)>|(-?\d[\d.e-]*)")


def _build_with_language(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    attributes = {} if box.element is None else box.element
    language = attributes.get("lang")
    segment = attributes.get("id") or attributes.get("data-segment")
    for element in _build_box_tree(box, parent, *rest):
        # html and body have no tag of their own: theirs is the language of the document.
        if language and box.element_tag not in ("html", "body"):
            element["Lang"] = pydyf.String(language)
        if field := attributes.get("data-fill"):
            element["T"] = pydyf.String(FIELD_TITLE + field)
        elif segment:
            element["T"] = pydyf.String(segment)
        yield element


def map_every_glyph(fonts: dict[str, Any]) -> None:
    """Map each glyph that stands for no character to a zero-width space."""
    for font in fonts.values():
        for glyph, characters in font.to_unicode.items():
            if not characters:
                font.to_unicode[glyph] = "\u200b"


@contextmanager
def _marked_with_words(stream: Any, box: Any, tag: str) -> Iterator[None]:
    # What is written into a field brings its own words.
    is_plain = not isinstance(box, TextBox) or hasattr(box, "field_box") or not _needs_words(box)
    if stream._tags is None or is_plain:
        with _marked(stream, box, tag):
            yield
        return
    if _script_of(box.style["lang"]).direction == "rtl":
        stream._layout = box.pango_layout
        with _marked(stream, box, tag):
            yield
        stream._layout = stream._line = None
        return
    mcid = len(stream._tags)
    stream._tags[box] = {"tag": tag, "mcid": mcid}
    words = pydyf.String(box.text.translate(INVISIBLE))
    properties = pydyf.Dictionary({"MCID": mcid, "ActualText": words})
    pydyf.Stream.begin_marked_content(stream, tag, properties)
    try:
        yield
    finally:
        pydyf.Stream.end_marked_content(stream)


def _show_readably(stream: Any, text: str) -> None:
    line = getattr(stream, "_line", None)
    if line is None:
        _show_with_kerning_before(stream, text)
    else:
        line.show(text, _show_with_kerning_before)


def _show_with_kerning_before(stream: Any, text: str) -> None:
    """Show a piece of text with its kerning before the glyphs that it moves, never at the end."""
    kerning: float = getattr(stream, "_kerning", 0)
    parts: list[str] = []
    for glyphs, number in _PIECE.findall(text):
        if number:
            kerning += float(number)
        elif glyphs and not round(kerning, 2) and parts:
            parts[-1] += glyphs
            kerning = 0
        elif glyphs:
            shift = f"{round(kerning, 2):g}" if round(kerning, 2) else ""
            parts.append(f"{shift}<{glyphs}")
            kerning = 0
    stream._kerning = kerning
    if parts:
        _show_text(stream, "".join(f"{part}>" for part in parts))


def _start_line(stream: Any, *matrix: float) -> None:
    stream._kerning = 0
    layout = getattr(stream, "_layout", None)
    stream._line = layout and LineWithPlainLetters(stream, layout, matrix)
    _set_text_matrix(stream, *matrix)


def _needs_words(box: TextBox) -> bool:
    language = box.style["lang"]
    return bool(language) and _script_of(language).actual_text


@cache
def _script_of(language: str) -> Script:
    return get_language(language).script


def install() -> None:
    """Put the replacements in place; safe to repeat."""
    tags._build_box_tree = _build_with_language
    Stream.marked = _marked_with_words
    Stream.show_text = _show_readably
    Stream.set_text_matrix = _start_line

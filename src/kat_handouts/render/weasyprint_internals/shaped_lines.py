"""A line of text as Pango shapes it: its width, and the glyphs of its runs as plain numbers.

A layout with its fonts costs more than the text that is set in it, so layouts are kept and given
one text after another.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, create_layout

from kat_handouts.render.weasyprint_internals.lean_fonts import LeanFont

EMPTY: int = pango.PANGO_GLYPH_EMPTY
_UNKNOWN: int = pango.PANGO_GLYPH_UNKNOWN_FLAG
# PangoGlyphInfo: the glyph, its width and offsets, and marks of no interest here.
_GLYPH = struct.Struct("=Iiii4x")
_MOST_LAYOUTS = 256
_OF_GLIB = "gpointer g_object_ref (gpointer object);"

# A glyph's number, its width and its offsets to the right and up, in units of Pango.
Glyph = tuple[int, int, int, int]


def glyphs_of(item: Any) -> list[Glyph]:
    """Return the glyphs of one of Pango's runs from left to right."""
    packed = ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _GLYPH.size)
    return list(_GLYPH.iter_unpack(packed))


@dataclass(frozen=True)
class ShapedRun:
    """Glyphs of one font from left to right; `size` in px. `item` is Pango's."""

    font: Any
    size: float
    glyphs: list[Glyph]
    item: Any

    @property
    def is_drawn(self) -> bool:
        """Whether there is a glyph to be seen."""
        return any(glyph != EMPTY for glyph, *_ in self.glyphs)

    def characters(self, index: int, text: str) -> str:
        """Return what a glyph stands for in the text of its line: nothing within a cluster."""
        item, clusters = self.item.item, self.item.glyphs.log_clusters
        start, after = clusters[index], index - 1 if item.analysis.level % 2 else index + 1
        end = clusters[after] if 0 <= after < len(self.glyphs) else item.length
        return str(text.encode()[item.offset + start : item.offset + end].decode())


@dataclass(frozen=True)
class ShapedLine:
    """A line that was shaped, lengths in px: good until its layout is given another text.

    `above` and `below` are how far its ink reaches from the baseline.
    """

    text: str
    size: float
    width: float
    above: float
    below: float
    layout: Any
    runs: list[ShapedRun]

    @property
    def has_unknown(self) -> bool:
        """Whether there is a character that no font has."""
        return any(glyph & _UNKNOWN for run in self.runs for glyph, *_ in run.glyphs if glyph)


class Shaper:
    """Shapes lines, and keeps layouts and fonts for as long as it lives."""

    def __init__(self) -> None:
        if not hasattr(gobject, "g_object_ref"):
            ffi.cdef(_OF_GLIB)
        self._ink, self._logical = (ffi.new("PangoRectangle *") for _ in range(2))
        # With the style, so that no other style gets its address.
        self._layouts: dict[tuple[int, float], tuple[Any, Any]] = {}
        self._fonts: dict[Any, Any] = {}
        # By the address of Pango's font, which is held so that no other font gets it.
        self._known: dict[int, tuple[Any, float]] = {}

    def shaped(self, text: str, style: Any, size: float, *, again: bool = False) -> ShapedLine:
        """Shape a text in a style, and a size in px: with `again`, in one that comes often."""
        layout = self._layout(text, style, size, again)
        line = pango.pango_layout_get_line_readonly(layout.layout, 0)
        pango.pango_layout_line_get_extents(line, self._ink, self._logical)
        ink, width = self._ink, self._logical.width * FROM_UNITS
        above, below = -ink.y * FROM_UNITS, (ink.y + ink.height) * FROM_UNITS
        return ShapedLine(text, size, width, above, below, layout, self._runs(line, again))

    def add_font(self, font: Any) -> tuple[Any, float]:
        """Return WeasyPrint's font and the size in px for one of Pango's."""
        address = int(ffi.cast("uintptr_t", font))
        return self._known.get(address) or self._described(font)

    def _layout(self, text: str, style: Any, size: float, again: bool) -> Any:
        key = id(style), size
        if again and key in self._layouts:
            layout, _ = self._layouts[key]
        else:
            sized = style.copy()
            sized["font_size"] = size
            layout = create_layout("", sized, None, None, 0)
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
            if again and len(self._layouts) < _MOST_LAYOUTS:
                self._layouts[key] = layout, style
        # What is one line is not broken, and needs no marks of where it may be.
        Layout.set_text(layout, text, justify=True)
        return layout

    def _runs(self, line: Any, again: bool) -> list[ShapedRun]:
        runs = []
        run = line.runs[0]
        while run != ffi.NULL:
            item, run = run.data, run.next
            font, size = self._font(item.item.analysis.font, again)
            runs.append(ShapedRun(font, size, glyphs_of(item), item))
        return runs

    def _font(self, font: Any, again: bool) -> tuple[Any, float]:
        address = int(ffi.cast("uintptr_t", font))
        if address not in self._known:
            described = self._described(font)
            if not again:
                return described
            gobject.g_object_ref(font)
            self._known[address] = described
        return self._known[address]

    def _described(self, font: Any) -> tuple[Any, float]:
        key, description, size = get_pango_font_key(font)
        if key not in self._fonts:
            self._fonts[key] = LeanFont(font, description, size)
        return self._fonts[key], size

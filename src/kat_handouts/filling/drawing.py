"""What draws a value: operators that name the fonts of a master, or fonts drawn for the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf
from weasyprint.text.ffi import FROM_UNITS

from kat_handouts.filling.glyphs import DrawnFont, Outlines
from kat_handouts.filling.master import Master
from kat_handouts.render.weasyprint_internals.plain_letters import LineWithPlainLetters
from kat_handouts.render.weasyprint_internals.shaped_lines import EMPTY, ShapedLine, ShapedRun

# Each glyph of a master's font is written as four hexadecimal digits.
_DIGITS = 4
# What WeasyPrint divides a glyph's height by.
_RISE = 1000


class Drawing:
    """Draws the lines of one value as WeasyPrint draws those of the page.

    `fonts` names those of the master, `drawn` are the value's own.
    """

    def __init__(
        self,
        master: Master,
        add_font: Callable[[Any], tuple[Any, float]],
        outlines: Callable[[Any], Outlines],
    ) -> None:
        self.stream: list[bytes | str] = []
        self.fonts: dict[str, None] = {}
        self.drawn: dict[str, DrawnFont] = {}
        # Whether letters that are not to be seen are among the master's.
        self.has_plain = True
        self._master, self.add_font, self._outlines = master, add_font, outlines
        self._set: tuple[str, float] | None = None
        self._kerning = 0.0
        self._run: ShapedRun | None = None

    def draw(self, line: ShapedLine, x: float, y: float, *, plain: bool) -> None:
        """Draw a line from x on baseline y, in px; with `plain` letters beneath it."""
        matrix = (1, 0, 0, -1, x, y)
        self.stream.append(b"BT")
        pydyf.Stream.set_text_matrix(self, *matrix)
        beneath = plain and LineWithPlainLetters(self, line.layout, matrix, Drawing._show_plain)
        self._kerning = 0.0
        for run in line.runs:
            self._run = run
            if beneath and run.is_drawn:
                beneath.begin()
                self._draw_run(run, line.text)
                beneath.end()
            else:
                self._draw_run(run, line.text)
        self.stream.append(b"ET")

    @property
    def operators(self) -> bytes:
        """What was drawn."""
        return b"\n".join(map(pydyf._to_bytes, self.stream))

    def _draw_run(self, run: ShapedRun, text: str) -> None:
        """Draw a run: each glyph after what moves it, which PDFium loses at the end of a piece."""
        size = run.size
        own = self._widths(run.font)
        kerning, piece, was_own = self._kerning, "", True
        for index, (glyph, width, right, up) in enumerate(run.glyphs):
            if glyph == EMPTY:
                kerning -= width / size
                continue
            logical = own.get(glyph)
            is_own = logical is not None
            if piece and (up or is_own is not was_own):
                self._show(run, piece, is_own=was_own)
                piece = ""
            if logical is None:
                code, logical = self._drawn_glyph(run, index, text)
            else:
                code = f"{glyph:04x}"
            offset = right / size
            if shift := round(kerning - offset, 2):
                piece += f"{'>' if piece else ''}{shift:g}<{code}"
            else:
                piece += code if piece else f"<{code}"
            if up:
                pydyf.Stream.set_text_rise(self, -up / _RISE)
                self._show(run, piece, is_own=is_own)
                pydyf.Stream.set_text_rise(self, 0)
                piece = ""
            kerning = int(logical + offset - width * 1000 * FROM_UNITS / size)
            was_own = is_own
        if piece:
            self._show(run, piece, is_own=was_own)
        self._kerning = kerning

    def _widths(self, font: Any) -> dict[int, int]:
        found = self._master.fonts.get(font.hash)
        return found.widths if found else {}

    def _drawn_glyph(self, run: ShapedRun, index: int, text: str) -> tuple[str, int]:
        """Return the code of a glyph that the master lacks, and its width."""
        name = f"D{run.font.hash}"
        if name not in self.drawn:
            self.drawn[name] = DrawnFont(self._outlines(run.font))
        font, glyph = self.drawn[name], run.glyphs[index][0]
        code = font.code(glyph, run.characters(index, text))
        return f"{code:02x}", font.outlines.get(glyph).width

    def _show(self, run: ShapedRun, piece: str, *, is_own: bool) -> None:
        name = run.font.hash if is_own else f"D{run.font.hash}"
        if is_own:
            self.fonts[name] = None
        if self._set != (name, run.size):
            self._set = name, run.size
            self.stream.append(b"/%s %s Tf" % (name.encode(), pydyf._to_bytes(run.size)))
        self.stream.append(b"[%s>] TJ" % piece.encode())

    def _show_plain(self, operand: str) -> None:
        """Show letters that are not seen, all of the font of the run."""
        glyphs = operand[1:-1]
        assert self._run
        widths = self._widths(self._run.font)
        numbers = (int(glyphs[at : at + _DIGITS], 16) for at in range(0, len(glyphs), _DIGITS))
        self.has_plain = self.has_plain and all(number in widths for number in numbers)
        self._show(self._run, operand[:-1], is_own=True)

"""What a value looks like in its box: shaped, turned and set as the page sets its own text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint import HTML
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import create_layout, line_size

from kat_handouts.filling.glyphs import DrawnFont, Outlines
from kat_handouts.filling.master import Master, Place
from kat_handouts.model.fields import LEAST_PT
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.languages import get_language
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.weasyprint_internals.field_boxes import (
    draw_line,
    is_right_to_left,
    unknown_characters,
)

LEAST_PX = LEAST_PT / 0.75
_LINE = 1.15
_SHRUNK = 0.998
_MOST_KEPT = 8192
_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_GLYPHS = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")
_PAGE = (
    '<html lang="{tag}" dir="{direction}"><meta charset="utf-8"><style>html {{ font-family: '
    "{families}; }} p {{ font-weight: bold; white-space: nowrap; }}</style><p>x</p></html>"
)


class TooLong(ValueError):
    """A value that does not fit its box at the smallest size."""


@dataclass(frozen=True)
class Writing:
    """The operators of a value, the master's fonts that they name, and glyphs of its own."""

    operators: bytes
    fonts: tuple[str, ...] = ()
    drawn: dict[str, DrawnFont] = field(default_factory=dict)


class Writer:
    """Writes values into the boxes of masters, in one process.

    What was written once is kept while the process lives, in its memory alone.
    """

    def __init__(self, renderer: PdfRenderer) -> None:
        self._renderer = renderer
        self._styles: dict[str, Any] = {}
        self._fonts: dict[Any, Any] = {}
        self._outlines: dict[str, Outlines] = {}
        self._kept: dict[tuple[Any, ...], Writing] = {}

    def written(self, value: str, place: Place, master: Master, lines: int = 1) -> Writing:
        """Return a value as it stands in a place.

        Raises `TooLong` where it does not fit in so many lines, and `ValueError` for a character
        that no font has.
        """
        key = (value, place, id(master), lines)
        if key in self._kept:
            return self._kept[key]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = made = self._written(value, place, master, lines)
        return made

    def _written(self, value: str, place: Place, master: Master, lines: int) -> Writing:
        style = self._style(place.language)
        parts, size = self._fitted(value, place, style, lines)
        if any(unknown_characters(layout) for _, layout, _ in parts):
            raise ValueError("has a character that no font of a sheet has")
        made = self._with_fonts(self._drawn(parts, place, size), value, master)
        if made.drawn and is_right_to_left(value):
            # Letters that are not to be seen would be: a drawn font knows no such mode.
            operators = self._drawn(parts, place, size, plain=False)
            made = self._with_fonts(operators, value, master)
        return made

    def _drawn(
        self, parts: list[tuple[str, Any, float]], place: Place, size: float, *, plain: bool = True
    ) -> list[bytes]:
        stream = Stream(self._fonts, None, {}, {}, None, {}, None)
        for index, (part, layout, width) in enumerate(parts):
            x = place.left if place.direction == "ltr" else place.left + place.width - width
            y = place.baseline - (len(parts) - 1 - index) * _LINE * size
            draw_line(stream, layout, part, (x, y), plain=plain)
        return [*map(pydyf._to_bytes, stream.stream)]

    def _fitted(
        self, value: str, place: Place, style: Any, lines: int
    ) -> tuple[list[tuple[str, Any, float]], float]:
        size = place.size
        layout, width = self._laid_out(value, style, size)
        if width > place.width:
            size = max(LEAST_PX, size * place.width / width * _SHRUNK)
            layout, width = self._laid_out(value, style, size)
        if width <= place.width + 0.01:
            return [(value, layout, width)], size
        if lines > 1 and place.height >= lines * _LINE * LEAST_PX:
            words = value.split(" ")
            for cut in range(len(words) - 1, 0, -1):
                parts = [" ".join(words[:cut]), " ".join(words[cut:])]
                made = [(part, *self._laid_out(part, style, LEAST_PX)) for part in parts]
                if all(one[2] <= place.width for one in made):
                    return made, LEAST_PX
        raise TooLong(f"is too long for its box of {place.width * 0.75 / 72 * 25.4:.0f} mm")

    def _laid_out(self, text: str, style: Any, size: float) -> tuple[Any, float]:
        sized = style.copy()
        sized["font_size"] = size
        layout = create_layout(text, sized, None, None, 0)
        line, _ = layout.get_first_line()
        return layout, line_size(line, sized)[0]

    def _style(self, tag: str) -> Any:
        if tag not in self._styles:
            language = get_language(tag)
            fonts = self._renderer.templates.get_template("macros/fonts.html.j2").module
            page = HTML(
                string=_PAGE.format(
                    tag=tag,
                    direction=language.direction,
                    families=fonts.families(language),  # type: ignore[attr-defined]
                )
            )
            laid_out = page.render(font_config=self._renderer.fonts)
            self._styles[tag] = _text_style(laid_out.pages[0]._page_box)
        return self._styles[tag]

    def _with_fonts(self, operators: list[bytes], value: str, master: Master) -> Writing:
        """Return operators in which each glyph is one of the master's, or drawn."""
        fonts = {font.hash: font for font in self._fonts.values()}
        named: dict[str, None] = {}
        drawn: dict[str, DrawnFont] = {}
        written: list[bytes] = []
        name, size = "", b""
        for line in operators:
            if set_font := _FONT.fullmatch(line):
                name, size = set_font[1].decode(), set_font[2]
                continue
            if not (shown := _SHOWN.fullmatch(line)):
                written.append(line)
                continue
            has = master.fonts[name].glyphs if name in master.fonts else {}
            for is_own, part in _in_runs(shown[1], has):
                if is_own:
                    named[name] = None
                    written.append(b"/%s %s Tf [%s] TJ" % (name.encode(), size, part))
                    continue
                if name not in self._outlines:
                    self._outlines[name] = Outlines(fonts[name])
                font = drawn.setdefault(f"D{name}", DrawnFont(self._outlines[name]))
                coded = _coded(part, font, fonts[name].to_unicode)
                written.append(b"/D%s %s Tf [%s] TJ" % (name.encode(), size, coded))
        body = b"\n".join(written)
        if not is_right_to_left(value):
            words = value.translate(INVISIBLE).encode("utf-16-be").hex().encode()
            body = b"/Span <</ActualText <FEFF%s>>> BDC\n%s\nEMC" % (words, body)
        return Writing(b"0 g\n" + body, tuple(named), drawn)


def _in_runs(shown: bytes, has: dict[int, str]) -> list[tuple[bool, bytes]]:
    """Return the operand of TJ in runs of glyphs that a font has, and of those that it has not."""
    runs: list[tuple[bool, bytes]] = []
    for glyphs, moved in _GLYPHS.findall(shown):
        if moved:
            is_own = runs[-1][0] if runs else True
            runs.append((is_own, moved))
            continue
        for start in range(0, len(glyphs), 4):
            one = glyphs[start : start + 4]
            runs.append((int(one, 16) in has, b"<%s>" % one))
    joined: list[tuple[bool, bytes]] = []
    for is_own, part in runs:
        if joined and joined[-1][0] == is_own:
            joined[-1] = is_own, joined[-1][1] + part
        else:
            joined.append((is_own, part))
    return joined


def _coded(part: bytes, font: DrawnFont, read_as: dict[int, str]) -> bytes:
    coded = []
    for glyphs, moved in _GLYPHS.findall(part):
        if moved:
            coded.append(moved)
        else:
            glyph = int(glyphs, 16)
            coded.append(b"<%02x>" % font.code(glyph, read_as.get(glyph, "")))
    return b"".join(coded)


def _text_style(box: Any) -> Any:
    if isinstance(box, boxes.TextBox):
        return box.style
    for child in getattr(box, "children", ()):
        if (style := _text_style(child)) is not None:
            return style
    return None

"""Glyphs that a master's fonts lack, drawn as a font of a copy's own.

A Type 3 font (ISO 32000-2, 9.6.4) is as many drawings as it has glyphs: a name in a script of its
own brings these and no font file.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import get_hb_object_data

_EM = 1000
MOST_GLYPHS = 255


class _PathPen(BasePen):  # type: ignore[misc]
    """Writes an outline as the operators of a PDF, in thousandths of an em."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self._scale = scale
        self.written: list[bytes] = []

    def _point(self, point: tuple[float, float]) -> bytes:
        return b"%d %d" % (round(point[0] * self._scale), round(point[1] * self._scale))

    def _moveTo(self, point: Any) -> None:
        self.written.append(self._point(point) + b" m")

    def _lineTo(self, point: Any) -> None:
        self.written.append(self._point(point) + b" l")

    def _curveToOne(self, *points: Any) -> None:
        self.written.append(b" ".join(map(self._point, points)) + b" c")

    def _closePath(self) -> None:
        self.written.append(b"h")

    _endPath = _closePath


@dataclass(frozen=True)
class Outline:
    """A glyph: its width in thousandths of an em, and the stream that draws it."""

    width: int
    body: bytes


class Outlines:
    """The drawings of a font's glyphs, each made once. `font` is WeasyPrint's."""

    def __init__(self, font: Any) -> None:
        data = get_hb_object_data(font.hb_face)
        self._file = TTFont(io.BytesIO(data), fontNumber=font.index, lazy=True)
        self._glyphs = self._file.getGlyphSet()
        self._scale = _EM / self._file["head"].unitsPerEm
        self._known: dict[int, Outline] = {}

    def get(self, glyph: int) -> Outline:
        """Return the drawing of a glyph."""
        if glyph not in self._known:
            name = self._file.getGlyphName(glyph)
            pen = _PathPen(self._glyphs, self._scale)
            self._glyphs[name].draw(pen)
            width = round(self._glyphs[name].width * self._scale)
            drawn = b"%d 0 d0\n%s f" % (width, b"\n".join(pen.written))
            body = deflated(drawn) if pen.written else stream(b"%d 0 d0" % width)
            self._known[glyph] = Outline(width, body)
        return self._known[glyph]


@dataclass
class DrawnFont:
    """The glyphs of one font that one value needs: `codes` by number, `read_as` by code."""

    outlines: Outlines
    codes: dict[int, int] = field(default_factory=dict)
    read_as: dict[int, str] = field(default_factory=dict)

    def code(self, glyph: int, characters: str) -> int:
        """Return the code of a glyph, which stands for some characters."""
        code = self.codes.setdefault(glyph, len(self.codes) + 1)
        if code > MOST_GLYPHS:
            raise ValueError("has too many different letters")
        self.read_as.setdefault(code, characters or "\u200b")
        return code

    def objects(self, number: int) -> list[bytes]:
        """Return the objects of the font, the first of which has this number."""
        drawings = [self.outlines.get(glyph) for glyph in self.codes]
        first = number + 2
        names = b"".join(b"/g%d" % code for code in self.codes.values())
        procedures = b"".join(
            b"/g%d %d 0 R" % (code, first + index) for index, code in enumerate(self.codes.values())
        )
        widths = b" ".join(b"%d" % one.width for one in drawings)
        font = (
            b"<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[.001 0 0 .001 0 0]"
            b"/FirstChar 1/LastChar %d/Widths[%s]/Encoding<</Type/Encoding/Differences[1%s]>>"
            b"/CharProcs<<%s>>/Resources<<>>/ToUnicode %d 0 R>>"
            % (len(self.codes), widths, names, procedures, number + 1)
        )
        return [font, stream(_to_unicode(self.read_as)), *(one.body for one in drawings)]


def _to_unicode(read_as: dict[int, str]) -> bytes:
    lines = b"".join(
        b"<%02x> <%s>\n" % (code, characters.encode("utf-16-be").hex().encode())
        for code, characters in read_as.items()
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CMapName /KAT def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<01> <ff>\nendcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar\nendcmap\n"
        b"CMapName currentdict /CMap defineresource pop\nend\nend" % (len(read_as), lines)
    )


def stream(data: bytes, said: bytes = b"") -> bytes:
    """Return a stream object's body; `said` goes into its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (said, len(data), data)


def deflated(data: bytes) -> bytes:
    """Return a stream object's body, made smaller."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode")

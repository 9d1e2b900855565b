"""A sheet that was laid out once, with empty boxes: what of its bytes a copy replaces."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pikepdf

from kat_handouts.render.weasyprint_internals.field_boxes import OWNER

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_MAPPED = re.compile(rb"<([0-9a-fA-F]+)> <([0-9a-fA-F]*)>")


@dataclass(frozen=True)
class Place:
    """A box of a master: `number` is that of its form XObject, lengths are in px.

    The value's line begins at `left`, or ends at `left` + `width`, and stands on `baseline`;
    `size` is that of its text and `height` the room above it. `bounds` is what may be drawn on, and
    `matrix` leads from these lengths to the page.
    """

    field: str
    number: int
    left: float
    baseline: float
    width: float
    height: float
    size: float
    language: str
    direction: str
    bounds: bytes
    matrix: bytes


@dataclass(frozen=True)
class MasterFont:
    """A font that a master embeds: its reference, and how wide each of its glyphs is.

    `widths` are thousandths of an em, as a reader of the PDF takes them.
    """

    reference: bytes
    widths: dict[int, int]


@dataclass(frozen=True)
class Master:
    """A finished PDF with places to write.

    `size` is the number of its objects, `trailer` what a file that goes on after it says of it.
    """

    pdf: bytes
    places: tuple[Place, ...]
    fonts: dict[str, MasterFont]
    size: int
    trailer: bytes

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields that it has a place for."""
        return frozenset(place.field for place in self.places)


def master_of(pdf: bytes) -> Master:
    """Return what there is to know of a master's PDF.

    Raises `ValueError` where its objects are not listed in a stream (ISO 32000-2, 7.5.8), to which
    another one can be added.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        start = _START.search(pdf[-64:])
        if not start or document.trailer.get("/Type") != pikepdf.Name.XRef:
            raise ValueError("the PDF has no cross-reference stream")
        places = tuple(_place(found) for found in document.objects if _is_place(found))
        fonts = _fonts(document)
        size = int(document.trailer.Size)
        kept = [(key, document.trailer[key].objgen[0]) for key in ("/Root", "/Info")]
    references = b"".join(b"%s %d 0 R" % (key.encode(), number) for key, number in kept)
    return Master(pdf, places, fonts, size, b"%s/Prev %d" % (references, int(start[1])))


def _is_place(found: Any) -> bool:
    return isinstance(found, pikepdf.Stream) and f"/{OWNER}" in found.get("/PieceInfo", {})


def _place(found: Any) -> Place:
    about = found.PieceInfo[f"/{OWNER}"].Private
    left, baseline, width, height, size = (float(length) for length in about.Place)
    bounds, matrix = (
        b"[%s]" % b" ".join(b"%.8g" % float(number) for number in found[key])
        for key in ("/BBox", "/Matrix")
    )
    return Place(
        str(about.Field),
        found.objgen[0],
        *(left, baseline, width, height, size),
        str(about.Lang),
        str(about.Direction).removeprefix("/"),
        bounds,
        matrix,
    )


def _fonts(document: pikepdf.Pdf) -> dict[str, MasterFont]:
    fonts: dict[str, MasterFont] = {}
    for found in document.objects:
        if _is_place(found):
            for name, font in found.Resources.get("/Font", {}).items():
                if name[1:] not in fonts:
                    reference = b"%d 0 R" % font.objgen[0]
                    fonts[name[1:]] = MasterFont(reference, _widths(font))
    return fonts


def _widths(font: Any) -> dict[int, int]:
    """Return the glyphs that a font has, with their widths (ISO 32000-2, 9.7.4.3)."""
    inner = font.DescendantFonts[0]
    usual = int(inner.get("/DW", 1000))
    widths: dict[int, int] = {}
    said = iter(inner.get("/W", ()))
    for first in said:
        second = next(said)
        if isinstance(second, pikepdf.Array):
            widths.update(enumerate(map(int, second), int(first)))
        else:
            widths.update(dict.fromkeys(range(int(first), int(second) + 1), int(next(said))))
    has = (int(code, 16) for code, _ in _MAPPED.findall(font.ToUnicode.read_bytes()))
    return {glyph: widths.get(glyph, usual) for glyph in has}

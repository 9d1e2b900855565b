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
    `size` is that of its text and `height` the room above it.
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


@dataclass(frozen=True)
class MasterFont:
    """A font that a master embeds: its reference, and what each of its glyphs is read as."""

    reference: bytes
    glyphs: dict[int, str]


@dataclass(frozen=True)
class Master:
    """A finished PDF with places to write. `trailer` is that of a file that goes on after it."""

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

    Raises `ValueError` where it is none, or has no cross-reference table to go on from.
    """
    start = _START.search(pdf[-64:])
    if not start or not pdf.startswith(b"xref", int(start[1])):
        raise ValueError("the PDF has no cross-reference table")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        places = tuple(_place(found) for found in document.objects if _is_place(found))
        fonts = _fonts(document)
        size = int(document.trailer.Size)
        kept = {"/Root": document.trailer.Root.objgen[0], "/Info": document.trailer.Info.objgen[0]}
        both = b"".join(b"<%s>" % bytes(part).hex().encode() for part in document.trailer.ID)
    references = b"".join(b"%s %d 0 R" % (key.encode(), number) for key, number in kept.items())
    trailer = b"%s/ID[%s]/Prev %d" % (references, both, int(start[1]))
    return Master(pdf, places, fonts, size, trailer)


def _is_place(found: Any) -> bool:
    return isinstance(found, pikepdf.Stream) and f"/{OWNER}" in found.get("/PieceInfo", {})


def _place(found: Any) -> Place:
    about = found.PieceInfo[f"/{OWNER}"].Private
    left, baseline, width, height, size = (float(length) for length in about.Place)
    bounds = b"[%s]" % b" ".join(b"%g" % float(edge) for edge in found.BBox)
    return Place(
        str(about.Field),
        found.objgen[0],
        *(left, baseline, width, height, size),
        str(about.Lang),
        str(about.Direction).removeprefix("/"),
        bounds,
    )


def _fonts(document: pikepdf.Pdf) -> dict[str, MasterFont]:
    fonts: dict[str, MasterFont] = {}
    for found in document.objects:
        if _is_place(found):
            for name, font in found.Resources.get("/Font", {}).items():
                if name[1:] not in fonts:
                    reference = b"%d 0 R" % font.objgen[0]
                    fonts[name[1:]] = MasterFont(reference, _read_as(font))
    return fonts


def _read_as(font: Any) -> dict[int, str]:
    """Return the glyphs that a font has, with the characters of its ToUnicode map."""
    mapping = font.ToUnicode.read_bytes()
    found = {}
    for code, characters in _MAPPED.findall(mapping):
        found[int(code, 16)] = bytes.fromhex(characters.decode()).decode("utf-16-be", "replace")
    return found

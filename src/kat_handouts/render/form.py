"""A finished PDF with a form: a field to type into in each box, in any PDF reader.

Each is one widget, in the tag tree at its place (ISO 14289-1, 7.18.4), with what it is for as its
tooltip. Boxes of one name are one field: what is typed into one stands in all.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from kat_handouts.model.scripts import LATIN_FONT
from kat_handouts.typography.fonts import find_font

_FONT = "KatField"
_PT = 0.75
# Widgets print, and can be reached (ISO 32000-2, table 167).
_PRINTS = 4
_RIGHT = 2
# Above and below the line that a value stands on, in sizes of its text.
_ASCENT, _DESCENT = 1.05, 0.3
# Characters of cp1252, which WinAnsiEncoding is.
_FIRST, _LAST = 32, 255


class Box(Protocol):
    """Where a field goes: lengths in px from the top left of its page."""

    field: str
    label: str
    page: int
    left: float
    width: float
    baseline: float
    size: float
    language: str
    direction: str


def with_form(pdf: bytes, boxes: list[Any], title: str = "field ") -> bytes:
    """Return a PDF with a field in each box; the bytes depend on the input alone.

    The element of a box in the tag tree has `title` and the name of its field as its title.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        elements = _elements(document, title)
        fields: dict[str, list[pikepdf.Object]] = {}
        labels: dict[str, Box] = {}
        root = document.Root.StructTreeRoot
        key = _next_key(root.ParentTree)
        for box in boxes:
            page = document.pages[box.page]
            widget = document.make_indirect(_widget(document, page, box))
            owner = elements[box.field, page.obj.objgen].pop(0)
            form = document.make_indirect(
                Dictionary(
                    Type=Name.StructElem,
                    S=Name.Form,
                    P=owner,
                    Pg=page.obj,
                    Lang=String(box.language),
                    K=Array([Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj)]),
                )
            )
            owner.K.append(form)
            widget.StructParent = key
            root.ParentTree.Nums.extend(Array([key, form]))
            key += 1
            if "/Annots" not in page.obj:
                page.obj.Annots = Array()
            page.obj.Annots.append(widget)
            fields.setdefault(box.field, []).append(widget)
            labels.setdefault(box.field, box)
        font = document.make_indirect(_font(document))
        document.Root.AcroForm = Dictionary(
            Fields=Array([*_fields(document, fields, labels)]),
            DR=Dictionary(Font=Dictionary({f"/{_FONT}": font})),
            DA=String(_appearance(labels[next(iter(labels))]) if labels else ""),
        )
        result = io.BytesIO()
        document.save(result, deterministic_id=True)
    return result.getvalue()


def _fields(
    document: pikepdf.Pdf, fields: dict[str, list[pikepdf.Object]], labels: dict[str, Box]
) -> Iterator[pikepdf.Object]:
    for name, widgets in fields.items():
        box = labels[name]
        said = {"/FT": Name.Tx, "/T": String(name.replace(".", "/")), "/TU": String(box.label)}
        if len(widgets) == 1:
            for key, value in said.items():
                widgets[0][key] = value
            yield widgets[0]
            continue
        parent = document.make_indirect(Dictionary({**said, "/Kids": Array(widgets)}))
        for widget in widgets:
            widget.Parent = parent
            widget.TU = String(box.label)
        yield parent


def _widget(document: pikepdf.Pdf, page: pikepdf.Page, box: Box) -> Dictionary:
    top = float(page.mediabox[3])
    low = top - (box.baseline + _DESCENT * box.size) * _PT
    high = top - (box.baseline - _ASCENT * box.size) * _PT
    left, right = box.left * _PT, (box.left + box.width) * _PT
    empty = document.make_stream(b"/Tx BMC EMC")
    empty.Type, empty.Subtype = Name.XObject, Name.Form
    empty.BBox = Array([0, 0, round(right - left, 3), round(high - low, 3)])
    empty.Resources = Dictionary()
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        Rect=Array([round(edge, 3) for edge in (left, low, right, high)]),
        F=_PRINTS,
        P=page.obj,
        DA=String(_appearance(box)),
        AP=Dictionary(N=empty),
        MK=Dictionary(),
    )
    if box.direction == "rtl":
        widget.Q = _RIGHT
    return widget


def _appearance(box: Box) -> str:
    return f"/{_FONT} {box.size * _PT:.2f} Tf 0 g"


def _elements(
    document: pikepdf.Pdf, title: str
) -> dict[tuple[str, tuple[int, int]], list[pikepdf.Object]]:
    """Return the elements of boxes in the tag tree, by field and page, in reading order."""
    found: dict[tuple[str, tuple[int, int]], list[pikepdf.Object]] = {}
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        name = str(element.get("/T", ""))
        if name.startswith(title):
            key = name.removeprefix(title), element.Pg.objgen
            found.setdefault(key, []).append(element)
        kids = element.get("/K")
        if isinstance(kids, Array):
            waiting += [kid for kid in reversed([*kids]) if isinstance(kid, Dictionary)]
    return found


def _next_key(tree: Any) -> int:
    """Return the first key that a number tree has not."""
    return max((int(number) for number in tree.Nums[::2]), default=-1) + 1


@cache
def _font_data() -> tuple[bytes, dict[int, int], tuple[int, ...], tuple[int, int, int]]:
    """Return the Latin font cut down to cp1252, its widths, its box and its heights, in 1/1000."""
    path = find_font(LATIN_FONT)[LATIN_FONT.regular]
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    with TTFont(path) as font:
        cutter = subset.Subsetter(options)
        characters = bytes(range(_FIRST, _LAST + 1)).decode("cp1252", "ignore")
        cutter.populate(text=characters)
        cutter.subset(font)
        scale = 1000 / font["head"].unitsPerEm
        names, metrics = font.getBestCmap(), font["hmtx"]
        widths = {}
        for code in range(_FIRST, _LAST + 1):
            char = bytes([code]).decode("cp1252", "replace")
            widths[code] = round(metrics[names[ord(char)]][0] * scale) if ord(char) in names else 0
        head, line = font["head"], font["hhea"]
        edges = tuple(round(e * scale) for e in (head.xMin, head.yMin, head.xMax, head.yMax))
        heights = tuple(round(e * scale) for e in (line.ascent, line.descent, line.ascent))
        written = io.BytesIO()
        font.recalcTimestamp = False
        font.save(written)
    return written.getvalue(), widths, edges, heights


def _font(document: pikepdf.Pdf) -> Dictionary:
    data, widths, edges, (ascent, descent, capitals) = _font_data()
    file = document.make_stream(data)
    file.Length1 = len(data)
    name = Name("/KATFLD+NotoSans")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=Array(edges),
        ItalicAngle=0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=capitals,
        StemV=80,
        FontFile2=file,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=name,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=_FIRST,
        LastChar=_LAST,
        Widths=Array([widths[code] for code in range(_FIRST, _LAST + 1)]),
        FontDescriptor=document.make_indirect(descriptor),
    )

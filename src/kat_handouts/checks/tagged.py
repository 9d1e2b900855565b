"""Read a finished PDF by its tag tree: which text stands where, under which tag and segment."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Ancestor:
    """A tag (``LI``, ``H2``) with the id of the segment or item that it shows, or ``""``."""

    tag: str
    segment: str


@dataclass(frozen=True)
class TaggedText:
    """A piece of text on a page, its box (left, bottom, right, top in pt), the tags around it."""

    page: int
    box: Box
    mcid: int
    ancestors: tuple[Ancestor, ...]

    @property
    def segment(self) -> str:
        return next((tag.segment for tag in reversed(self.ancestors) if tag.segment), "")

    def within(self, *tags: str) -> bool:
        """Whether one of these tags is around it."""
        return any(ancestor.tag in tags for ancestor in self.ancestors)


def tagged_texts(pdf: pypdfium2.PdfDocument) -> list[TaggedText]:
    """Return the texts of a PDF in the order of its tag tree, page by page."""
    texts = []
    for number, page in enumerate(pdf):
        boxes = _boxes(page)
        texts += [
            TaggedText(number + 1, boxes[mcid], mcid, ancestors)
            for mcid, ancestors in _page_leaves(page)
            if mcid in boxes
        ]
    return texts


def tagged_ids(page: Any) -> set[int]:
    """Return the marked-content ids of a page that stand in the tag tree."""
    return {mcid for mcid, _ in _page_leaves(page)}


def text_objects(page: Any) -> Iterator[tuple[Any, int, Box]]:
    """Yield each text object of a page with its marked-content id and the box of its ink."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        box = item.get_bounds()
        if box[0] < box[2] and box[1] < box[3]:
            yield item, raw.FPDFPageObj_GetMarkedContentID(item.raw), box


def _boxes(page: Any) -> dict[int, Box]:
    boxes: dict[int, Box] = {}
    for _, mcid, box in text_objects(page):
        known = boxes.get(mcid, box)
        lows = map(min, known[:2], box[:2])
        highs = map(max, known[2:], box[2:])
        left, bottom, right, top = (*lows, *highs)
        boxes[mcid] = (left, bottom, right, top)
    return boxes


def _page_leaves(page: Any) -> Iterator[tuple[int, tuple[Ancestor, ...]]]:
    """Yield each marked-content id of a page in the order of the tag tree, with its tags."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _leaves(raw.FPDF_StructTree_GetChildAtIndex(tree, index), ())
    finally:
        raw.FPDF_StructTree_Close(tree)


def _leaves(
    element: Any, above: tuple[Ancestor, ...]
) -> Iterator[tuple[int, tuple[Ancestor, ...]]]:
    if not element:
        return
    tag = _string(raw.FPDF_StructElement_GetType, element)
    path = (*above, Ancestor(tag, _string(raw.FPDF_StructElement_GetTitle, element)))
    for index in range(max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element))):
        mcid = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        if mcid >= 0:
            yield mcid, path
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _leaves(raw.FPDF_StructElement_GetChildAtIndex(element, index), path)


def _string(read: Callable[..., int], element: Any) -> str:
    size = read(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le")

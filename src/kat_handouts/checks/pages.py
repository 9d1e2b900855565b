"""How the text of a finished PDF is spread over its pages: breaks, collisions, empty ends."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import pypdfium2
from pypdfium2 import raw

from kat_handouts.checks.tagged import Box, TaggedText, tagged_texts, text_objects
from kat_handouts.checks.views import View, as_read
from kat_handouts.model.errors import Finding, Severity

# Office printers cannot reach the outermost millimetres; 10 mm keep clear of all of them.
CLEAR_EDGE_MM = 10.0
_POINTS_PER_MM = 72 / 25.4
HEADINGS = ("H1", "H2", "H3", "H4")
# A page that holds less looks like a mistake, and is one more to lose.
LEAST_OF_LAST_PAGE = 0.15
# Of the fullest page: text that takes more, in a box with its edges, fits no page and must go on.
FULL_PAGE = 0.9
# Pixels at which two inks are compared, 2 a pt; fewer shared ones are only neighbours.
_SCALE = 2.0
_MOST_SHARED_PIXELS = 3

# What may not begin a line (after CSS Text and JLREQ), and what may not end one.
_NOT_FIRST = (
    "!%),.:;?]}»’”、。〃〉》」』】〕〗！％），．：；？］｝～"
    "ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NOT_LAST = "([{«‘“〈《「『【〔〖（［｛"


def check_pages(
    pdf: pypdfium2.PdfDocument, views: Sequence[View], *, is_complete: bool = True
) -> Iterator[Finding]:
    """Yield what is wrong with where the text of a PDF stands, on its pages and those in hand.

    `is_complete` says that none of it stands in for a translation.
    """
    texts = tagged_texts(pdf)
    body = [text for text in as_read(texts, views) if text.within("Sect")]
    yield from _edges(pdf, texts)
    yield from _stranded(body)
    yield from _split(body)
    for found in _last_page(views, body):
        # English that stands in for a translation is marked, and takes more room than that will.
        yield found if is_complete else replace(found, severity=Severity.WARNING)
    yield from _collisions(pdf, texts)


def _edges(pdf: pypdfium2.PdfDocument, texts: list[TaggedText]) -> Iterator[Finding]:
    for text in texts:
        width, height = pdf[text.page - 1].get_size()
        left, bottom, right, top = text.box
        nearest = min(left, bottom, width - right, height - top) / _POINTS_PER_MM
        if nearest < CLEAR_EDGE_MM:
            yield Finding(
                "pdf-edge",
                f"page {text.page}: text {nearest:.1f} mm from the edge; {CLEAR_EDGE_MM:g} mm are "
                "the least",
                hint="a printer may cut it off; look for a word that cannot break",
                segment=text.segment or None,
            )


def _stranded(body: list[TaggedText]) -> Iterator[Finding]:
    pages = [list(texts) for _, texts in groupby(body, key=lambda text: text.page)]
    for texts in pages[:-1]:
        last = texts[-1]
        if last.within(*HEADINGS):
            yield Finding(
                "pdf-heading",
                f"page {last.page} ends with a heading",
                hint="let what it belongs to stand under it",
                segment=last.segment,
            )


def _split(body: list[TaggedText]) -> Iterator[Finding]:
    """Yield each list item, step and box that is on several pages, though one would hold it."""
    places: dict[str, dict[int, list[Box]]] = {}
    for text in body:
        for ancestor in text.ancestors:
            if ancestor.tag in ("LI", "Div") and ancestor.segment:
                pages = places.setdefault(ancestor.segment, {})
                pages.setdefault(text.page, []).append(text.box)
    by_page = groupby(body, key=lambda text: text.page)
    room = max((_height([text.box for text in texts]) for _, texts in by_page), default=0)
    for segment, pages in places.items():
        if len(pages) > 1 and sum(map(_height, pages.values())) < FULL_PAGE * room:
            yield Finding(
                "pdf-split",
                f"it is split between pages {' and '.join(map(str, sorted(pages)))}",
                hint="keep it whole in the style, or shorten it",
                segment=segment,
            )


def _height(boxes: list[Box]) -> float:
    """Return how much of a page's height boxes take, with what is between them, in pt."""
    return max(box[3] for box in boxes) - min(box[1] for box in boxes) if boxes else 0


def _last_page(views: Sequence[View], body: list[TaggedText]) -> Iterator[Finding]:
    last = len(views)
    boxes = [text.box for text in body if text.page == last]
    height = _height([views[-1].box])
    filled = _height(boxes)
    if last > 1 and filled < LEAST_OF_LAST_PAGE * height:
        yield Finding(
            "pdf-last-page",
            f"page {last}, the last, is nearly empty ({filled / height:.0%} of its height)",
            hint="shorten a text, or let the style close up",
            segment=body[-1].segment if boxes else None,
        )


def _collisions(pdf: pypdfium2.PdfDocument, texts: list[TaggedText]) -> Iterator[Finding]:
    segments = {(text.page, text.mcid): text.segment for text in texts}
    for number, page in enumerate(pdf, start=1):
        items = sorted(text_objects(page), key=lambda item: item[2][1])
        reported = set()
        for index, (upper, one, box) in enumerate(items):
            for lower, other, below in items[index + 1 :]:
                if below[1] >= box[3]:
                    break
                if one == other or not _overlap(box, below) or (one, other) in reported:
                    continue
                if _shared_ink(pdf, page, upper, lower) > _MOST_SHARED_PIXELS:
                    reported |= {(one, other), (other, one)}
                    yield Finding(
                        "pdf-collision",
                        f"page {number}: two lines print over each other",
                        hint="the script needs a greater line height, or a style lets boxes meet",
                        segment=segments.get((number, one)) or segments.get((number, other)),
                    )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _shared_ink(pdf: pypdfium2.PdfDocument, page: Any, one: Any, other: Any) -> int:
    """Return how many pixels two text objects both blacken."""
    shared = 0
    first, second = _ink(pdf, page, one), _ink(pdf, page, other)
    for row in first.keys() & second.keys():
        shared += (first[row] & second[row]).bit_count()
    return shared


def _ink(pdf: pypdfium2.PdfDocument, page: Any, item: Any) -> dict[int, int]:
    """Return the rows of a text object's ink on its page, a bit for each byte of a pixel row."""
    left, _, _, top = item.get_bounds()
    bitmap = raw.FPDFTextObj_GetRenderedBitmap(
        pdf.raw,
        page.raw,
        item.raw,
        ctypes.c_float(_SCALE),
    )
    if not bitmap:
        return {}
    try:
        width, height = raw.FPDFBitmap_GetWidth(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        size = stride * height
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    above = round(-top * _SCALE)
    before = round(left * _SCALE)
    rows = {}
    for row in range(height):
        # The last byte of a pixel is how dark it is: 128 and more is ink.
        alpha = pixels[row * stride : row * stride + 4 * width][3::4]
        bits = int.from_bytes(alpha.translate(_DARK), "little")
        rows[above + row] = bits << (8 * before)
    return rows


_DARK = bytes(value >= 128 for value in range(256))


def check_line_ends(lines: list[str]) -> Iterator[Finding]:
    """Yield each line of text that begins or ends with a sign that may not stand there."""
    for line in lines:
        for words in line.split(" "):
            if words and (words[0] in _NOT_FIRST or words[-1] in _NOT_LAST):
                yield Finding(
                    "pdf-line-end",
                    f"“{words[:20]}…{words[-20:]}” begins or ends with a sign that may not",
                    hint="the line was broken where the script does not allow it",
                )

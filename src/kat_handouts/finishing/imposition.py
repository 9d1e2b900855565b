"""Two cards to a sheet, front and back, with marks to cut along.

The first copy of each card keeps its tags; the second is the same ink, and an artifact: a program
that reads aloud says each word once. Front and back lie over each other however the sheet is
turned, for both halves are alike.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator

# Marks of 8 mm at the top and the bottom of the line to cut, 0.25 pt wide (in pt).
_MARK_LENGTH = 8 / 25.4 * 72
_MARK_WIDTH = 0.25


def two_up(pdf: bytes) -> bytes:
    """Return a PDF whose pages each show two copies of a page side by side, on a sheet turned.

    A card of half the sheet's size fills a half exactly. The bytes depend on the input alone.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            _double(document, page)
        result = io.BytesIO()
        document.save(result, deterministic_id=True, linearize=False)
    return result.getvalue()


def _double(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    width, height = right - left, top - bottom
    instructions = list(pikepdf.parse_content_stream(page))
    second = [one for one in instructions if str(one.operator) not in ("BDC", "BMC", "EMC")]
    content = [
        _do("q"),
        *instructions,
        _do("Q"),
        _do("BMC", Name.Artifact),
        _do("q"),
        _do("cm", 1, 0, 0, 1, round(width, 3), 0),
        *second,
        _do("Q"),
        _do("q"),
        _do("w", _MARK_WIDTH),
        *_line(width, 0, _MARK_LENGTH),
        *_line(width, height - _MARK_LENGTH, height),
        _do("Q"),
        _do("EMC"),
    ]
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(content))
    page.mediabox = pikepdf.Rectangle(0, 0, round(2 * width, 3), round(height, 3))
    for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box in page.obj:
            del page.obj[box]


def _line(across: float, start: float, end: float) -> list[ContentStreamInstruction]:
    across, start, end = (round(value, 3) for value in (across, start, end))
    return [_do("m", across, start), _do("l", across, end), _do("S")]


def _do(operator: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(operator))

"""The same bytes of a PDF with fewer questions: what a value is, and which pages there are."""

from __future__ import annotations

from typing import Any

import pydyf

_write = pydyf._to_bytes


def _written(item: Any) -> bytes:
    """Return a value as a PDF has it; its very type tells, for nearly all of them."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    return _write(item)  # type: ignore[no-any-return]


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return a reference to each page. Each box of a tagged PDF asks for that of its own."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = vars(pdf).get("_page_references", ())
    if len(known) * 3 != len(kids):
        known = pdf._page_references = tuple(b"%d 0 R" % number for number in kids[::3])
    return known


def install() -> None:
    """Put the replacements in place; safe to repeat."""
    pydyf._to_bytes = _written
    pydyf.PDF.page_references = property(_page_references)

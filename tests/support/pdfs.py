"""Read a finished PDF: its pages, its words, its tags."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2

from kat_handouts.checks.pdf import (
    check_pdf,
    lines_as_set,
    page_glyphs,
    unbracketed,
    visual_lines,
)
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Severity


def compact(text: str) -> str:
    """Return a text without spaces and without the characters that nobody sees."""
    return "".join(char for char in text if not char.isspace() and char not in "\u200b\u2060\u00ad")


def faults(pdf: bytes, document: Document) -> list[str]:
    """Return what the checks find; where English stands in for a translation, without warnings."""
    whole = document.state.is_complete
    found = check_pdf(pdf, document)
    return [str(one) for one in found if whole or one.severity is Severity.ERROR]


def page_texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def lines_of(pdf: bytes) -> list[str]:
    """Return the lines as the eye meets them, without spaces and brackets.

    Those of the page come first, and then each as it was set: columns have lines of two heights.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page_glyphs(opened, number, whole=True) for number in range(len(opened))]
    lines = [*map(visual_lines, pages), *map(lines_as_set, pages)]
    return [compact(unbracketed(line)) for page in lines for line in page]


def elements(pdf: bytes) -> list[tuple[int, str, str]]:
    """Return the tag tree as (depth, tag, own language), in reading order."""
    found = []

    def walk(node: object, depth: int) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child, depth)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((depth, str(node.S)[1:], str(node.get("/Lang", ""))))
            if "/K" in node:
                walk(node.K, depth + 1)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot.K, 0)
    return found


def glyph_ids(pdf):
    """Return the glyph ids of all text in the order of drawing; subsets keep a font's own ids."""
    ids = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in {"TJ", "Tj"}:
                    parts = operands[0] if str(operator) == "TJ" else operands
                    for part in parts:
                        if isinstance(part, pikepdf.String):
                            raw = bytes(part)
                            ids += [int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2)]
    return ids

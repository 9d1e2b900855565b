"""How fonts are written into a PDF: what comes before and after WeasyPrint's own way, in order."""

from __future__ import annotations

from typing import Any

from weasyprint import pdf

from kat_handouts.render.weasyprint_internals.lean_fonts import embed_cut_fonts
from kat_handouts.render.weasyprint_internals.readable_text import map_every_glyph

_build_fonts_dictionary = pdf.build_fonts_dictionary


def _build(document: Any, fonts: dict[str, Any], *rest: Any) -> Any:
    map_every_glyph(fonts)  # WeasyPrint cuts the fonts and writes the mapping.
    dictionary = _build_fonts_dictionary(document, fonts, *rest)
    embed_cut_fonts(document)
    return dictionary


def install() -> None:
    """Put the replacement in place; safe to repeat."""
    pdf.build_fonts_dictionary = _build

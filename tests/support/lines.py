"""Where the lines of a text end, as WeasyPrint lays it out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.languages import get_language
from kat_handouts.render import weasyprint_internals

# Narrower than any word, so that a line ends wherever one may.
NARROWEST = "1mm"


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def lines(text: str, tag: str, width: str = NARROWEST) -> list[str]:
    """Return the lines of a text in a language, at a width of CSS, as the eye has them."""
    return [text for text, _ in places(text, tag, width)]


def places(text: str, tag: str, width: str = NARROWEST) -> list[tuple[str, float]]:
    """Return the lines of a text with how far down each stands, in px."""
    weasyprint_internals.install()
    families = ", ".join(f"'{font.family}'" for font in get_language(tag).fonts)
    style = f"@page {{ size: 210mm 9000mm }} p {{ width: {width}; font: 12pt {families} }}"
    html = HTML(string=f"<html lang={tag}><style>{style}</style><p>{text}")
    [page] = html.render(font_config=_fonts()).pages
    return [(line.translate(INVISIBLE).strip(), top) for line, top in _texts(page._page_box)]


def _texts(box: Any) -> Iterator[tuple[str, float]]:
    if hasattr(box, "text"):
        yield box.text, box.position_y
    for child in getattr(box, "children", ()):
        yield from _texts(child)

"""A last page of a few lines: a section goes with them, from the page before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kat_handouts.model.document import Document
from kat_handouts.render.fitting import Fitted, extent

# A last page that is filled less is found fault with (`pdf-last-page` wants 15 %), or nearly.
_NEARLY_EMPTY = 0.17
# Sections that are tried, the last first; each try costs a layout.
_MOST_TRIED = 2


def is_nearly_empty_at_last(laid_out: Any) -> bool:
    """Say whether the last of several pages holds a few lines only."""
    return len(laid_out.pages) > 1 and _last(laid_out) < _NEARLY_EMPTY


def sections_to_part(document: Document) -> list[str]:
    """Return the sections that may begin the last page, the last first.

    What is folded or cut apart has its own order, and stays as it is.
    """
    if document.edition.imposition or document.form.has_cover:
        return []
    headed = [part.id for part in document.sections[1:] if "heading" in part.texts]
    return headed[::-1][:_MOST_TRIED]


def with_fuller_last_page(
    found: Fitted, lay_out: Callable[[float, str], Any], sections: list[str]
) -> Any:
    """Return the pages with a section moved to the last one, where that takes no page more.

    `lay_out` gives the pages at a size with a section that begins a page.
    """
    for section in sections:
        parted = lay_out(found.body_pt, section)
        if len(parted.pages) == len(found.laid_out.pages) and _last(parted) >= _NEARLY_EMPTY:
            return parted
    return found.laid_out


def _last(laid_out: Any) -> float:
    return extent(laid_out) - (len(laid_out.pages) - 1)

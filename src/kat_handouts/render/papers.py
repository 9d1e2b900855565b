"""How the pages of a document come on its papers, as its edition has it."""

from __future__ import annotations

from kat_handouts.finishing.imposition import imposed, page_sizes
from kat_handouts.finishing.places import Side, four_up, leaflet, two_up
from kat_handouts.model.document import Document


def on_papers(pdf: bytes, pages: int, document: Document) -> tuple[bytes, int]:
    """Return a PDF of a document's pages as they are printed, and how many pages that has."""
    if not document.edition.imposition:
        return pdf, pages
    sides = _sides(document, page_sizes(pdf))
    edge = "long" if sides[0].height > sides[0].width else "short"
    return imposed(pdf, sides, turned_on=edge), len(sides)


def _sides(document: Document, sizes: list[tuple[float, float]]) -> list[Side]:
    count, (width, height) = len(sizes), sizes[0]
    match document.edition.imposition:
        case "four-up":
            return four_up(count, width, height, document.paper)
        case "leaflet":
            return leaflet(
                count,
                width,
                height,
                right_to_left=document.language.direction == "rtl",
                fills_back=document.has_contacts,
            )
    return two_up(count, width, height)

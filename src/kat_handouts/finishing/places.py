"""Where the pages of a sheet stand on paper: twice or four times to cut apart, or to be folded.

Lengths are in pt, from the lower left corner of the paper. Front and back of what is cut apart lie
over each other however the paper is turned, for what stands on it is even on all sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Line = tuple[float, float, float, float]

# Width and height, upright.
PAPER_SIZES = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}
_MM = 72 / 25.4
# Along the line between two halves, from the edge of the paper inwards.
_HALVES_MARK = 8 * _MM
# Outside of cards: how far from them, and how long.
TRIM_OFFSET = 1.5 * _MM
TRIM_LENGTH = 5 * _MM
# A paper that is folded has so many pages.
_TO_A_PAPER = 4


@dataclass(frozen=True)
class Place:
    """Where a page is put: its index, and how far it is moved to the right and up.

    A copy is ink alone: what is read aloud is another place of the same page.
    """

    page: int
    across: float
    up: float
    is_copy: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a paper, with its places in reading order, and its marks (x1, y1, x2, y2).

    `trim` is what is left once it has been cut (left, bottom, right, top).
    """

    width: float
    height: float
    places: tuple[Place, ...]
    marks: tuple[Line, ...] = ()
    trim: Line | None = None


def two_up(count: int, width: float, height: float) -> list[Side]:
    """Return sides with two copies of each page, and marks at the ends of the line to cut."""
    marks = (
        (width, 0.0, width, _HALVES_MARK),
        (width, height - _HALVES_MARK, width, height),
    )
    return [
        Side(2 * width, height, (Place(page, 0, 0), Place(page, width, 0, is_copy=True)), marks)
        for page in range(count)
    ]


def four_up(count: int, width: float, height: float, paper: str) -> list[Side]:
    """Return sides with four copies of each page in the middle of a paper, with trim marks.

    The marks stand outside of the cards, at both ends of each line to cut.
    """
    full_width, full_height = PAPER_SIZES[paper]
    left, bottom = (full_width - 2 * width) / 2, (full_height - 2 * height) / 2
    trim = (left, bottom, left + 2 * width, bottom + 2 * height)
    rows, columns = (bottom + height, bottom), (left, left + width)
    spots = [(across, up) for up in rows for across in columns]
    return [
        Side(
            full_width,
            full_height,
            tuple(Place(page, *spot, is_copy=spot != spots[0]) for spot in spots),
            (*_trim_marks(trim, width, height),),
            trim,
        )
        for page in range(count)
    ]


def _trim_marks(trim: Line, width: float, height: float) -> list[Line]:
    left, bottom, right, top = trim
    near, far = TRIM_OFFSET, TRIM_OFFSET + TRIM_LENGTH
    marks: list[Line] = []
    for across in (left, left + width, right):
        marks += [
            (across, bottom - far, across, bottom - near),
            (across, top + near, across, top + far),
        ]
    for up in (bottom, bottom + height, top):
        marks += [(left - far, up, left - near, up), (right + near, up, right + far, up)]
    return marks


def leaflet(
    count: int, width: float, height: float, *, right_to_left: bool, fills_back: bool
) -> list[Side]:
    """Return the sides of papers that are printed on both sides, laid together and folded.

    It has 4 pages to a paper. What is blank stands before the last page where that belongs on the
    back (`fills_back`), and else at the end. A leaflet that is read from right to left opens on
    the other side.
    """
    places = leaflet_pages(count, fills_back=fills_back)
    sides = []
    for number in range(len(places) // 2):
        pair = [(places[number], number), (places[-1 - number], len(places) - 1 - number)]
        sides.append(
            Side(
                2 * width,
                height,
                tuple(
                    Place(page, width if _is_on_right(place, right_to_left) else 0, 0)
                    for page, place in pair
                    if page is not None
                ),
            )
        )
    return sides


def leaflet_pages(count: int, *, fills_back: bool) -> list[int | None]:
    """Return which page each place of a folded leaflet shows, in reading order; None is blank."""
    room = -(-count // _TO_A_PAPER) * _TO_A_PAPER
    blank: Sequence[None] = (None,) * (room - count)
    pages = list(range(count))
    if fills_back and count > 1:
        return [*pages[:-1], *blank, *pages[-1:]]
    return [*pages, *blank]


def leaflet_halves(sides: int, *, right_to_left: bool) -> list[tuple[int, bool]]:
    """Return for each page of a leaflet, as it is read, its side and whether it is the right half.

    `sides` is how many sides its papers have.
    """
    return [
        (min(place, 2 * sides - 1 - place), _is_on_right(place, right_to_left))
        for place in range(2 * sides)
    ]


def _is_on_right(place: int, right_to_left: bool) -> bool:
    """Say whether a page, counted from 0, is the right one of the two that it lies open with."""
    return (place % 2 == 0) is not right_to_left

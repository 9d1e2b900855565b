"""The size of type at which a sheet takes no more pages than its form is made for."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from kat_handouts.model.document import Document
from kat_handouts.render.columns import letters

# Between two sizes, in pt.
STEP_PT = 0.25
# A page of larger type holds fewer lines and fewer words on each; boxes that do not break, and
# space in mm, take a little off.
_GROWTH = 1.5
# A last page that is emptier is worth another try with larger type.
_LOOSE = 0.45
# After so many layouts, what fits is good enough.
_ENOUGH = 3
# How far an estimate from the words alone may be off, in pages.
_SPARE = 0.1


class Fitted(NamedTuple):
    """A page laid out, and the size of its type in pt."""

    laid_out: Any
    body_pt: float


class Range(NamedTuple):
    """The sizes that a sheet may have in pt, the pages that it is made for, and a guess of both.

    `pages_at_largest` is about how many pages it takes at its largest size.
    """

    largest: float
    least: float
    goals: tuple[int, ...]
    pages_at_largest: float


def range_of(document: Document) -> Range:
    """Return the sizes that a document may have.

    What a sheet of its form takes, whatever it says, and what its words take on top were measured
    on the English sheets of all routes; scripts differ in their lines and in how large they are.
    """
    form, script = document.form, document.language.script
    tall = document.line_height_of(script) / document.line_height_of(document.english.script)
    length = sum(letters(text.bare) for text in document.seen_texts())
    pages = form.bare_pages + length / form.letters_to_a_page * tall * script.scale**2
    return Range(document.largest_pt, document.least_pt, document.goals, pages)


def fitted(lay_out: Callable[[float], Any], sizes: Range) -> Fitted:
    """Return a sheet that has one of the numbers of pages that it is made for, in large type.

    The fewest pages that it can have come first. The first layout has a size that was guessed from
    the words alone; another follows where it takes too many pages, or leaves much of the last one:
    since each costs as much as the sheet, the type is not always the largest that would do. Where
    no number of pages can be met, it has as many as at its least size. `lay_out` gives the pages at
    a size.
    """
    tried: dict[float, Any] = {}

    def pages_at(size: float) -> float:
        """Return how many pages it takes at a size, as what was laid out nearest to it says."""
        if not tried:
            guessed: float = sizes.pages_at_largest * (size / sizes.largest) ** _GROWTH
            return guessed + _SPARE
        nearest = min(tried, key=lambda other: abs(other - size))
        measured: float = extent(tried[nearest]) * (size / nearest) ** _GROWTH
        return measured

    def at(size: float) -> Any:
        if size not in tried:
            tried[size] = lay_out(size)
        return tried[size]

    def best_for(goal: int) -> float | None:
        """Return the largest size that was found to meet a goal."""
        while (size := _next(goal)) is not None:
            at(size)
        return max((size for size in tried if len(tried[size].pages) <= goal), default=None)

    def _next(goal: int) -> float | None:
        """Return a size that is worth a try: none where one fits well, or nothing can."""
        fits = [size for size in tried if len(tried[size].pages) <= goal]
        over = min((size for size in tried if size not in fits), default=math.inf)
        highest = min(sizes.largest, over - STEP_PT)
        if fits:
            best = max(fits)
            is_final = len(tried) >= _ENOUGH or len(fits) > 1 or best >= highest
            if is_final or extent(tried[best]) > goal - _LOOSE:
                return None
            wanted = _stepped(best * (goal / extent(tried[best])) ** (1 / _GROWTH))
            return min(wanted, highest) if min(wanted, highest) > best else None
        if highest < sizes.least or pages_at(sizes.least) > goal + _LOOSE / 2:
            return None
        wanted = _stepped(highest * (goal / pages_at(highest)) ** (1 / _GROWTH))
        return min(highest, max(wanted, sizes.least))

    def best() -> float:
        for goal in sizes.goals:
            if size := best_for(goal):
                return size
        if not sizes.goals:
            return sizes.largest
        # The pages that it takes at its least are filled with larger type.
        return best_for(len(at(sizes.least).pages)) or sizes.least

    at(best())
    # What was given up for a guess may be within reach, as is known once something was laid out.
    size = best()
    return Fitted(at(size), size)


def _stepped(size: float) -> float:
    return math.floor(size / STEP_PT) * STEP_PT


def extent(laid_out: Any) -> float:
    """Return how many pages a sheet takes, the last one counted by how far it is filled."""
    page = laid_out.pages[-1]._page_box
    # The root and the body take the whole page, however little they hold.
    body = page.children[0].children[0]
    bottom = max((box.position_y + box.border_height() for box in body.children), default=0)
    filled: float = (bottom - page.content_box_y()) / page.height
    return len(laid_out.pages) - 1 + min(1.0, max(0.0, filled))

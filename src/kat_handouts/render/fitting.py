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
    search = _Search(lay_out, sizes)
    search.at(search.best())
    # What was given up for a guess may be within reach, as is known once something was laid out.
    size = search.best()
    return Fitted(search.at(size), size)


class _Search:
    """What was laid out so far, by the size of its type."""

    def __init__(self, lay_out: Callable[[float], Any], sizes: Range) -> None:
        self.lay_out = lay_out
        self.sizes = sizes
        self.tried: dict[float, Any] = {}

    def at(self, size: float) -> Any:
        """Return the sheet in a size."""
        if size not in self.tried:
            self.tried[size] = self.lay_out(size)
        return self.tried[size]

    def best(self) -> float:
        """Return the size for the first goal that can be met."""
        for goal in self.sizes.goals:
            if size := self.best_for(goal):
                return size
        if not self.sizes.goals:
            return self.sizes.largest
        # The pages that it takes at its least are filled with larger type.
        return self.best_for(len(self.at(self.sizes.least).pages)) or self.sizes.least

    def best_for(self, goal: int) -> float | None:
        """Return the largest size that was found to meet a goal."""
        while (size := self._next(goal)) is not None:
            self.at(size)
        return max(self._that_fit(goal), default=None)

    def _that_fit(self, goal: int) -> list[float]:
        return [size for size, laid_out in self.tried.items() if len(laid_out.pages) <= goal]

    def _next(self, goal: int) -> float | None:
        """Return a size that is worth a try: none where one fits well, or nothing can."""
        sizes, fits = self.sizes, self._that_fit(goal)
        over = min((size for size in self.tried if size not in fits), default=math.inf)
        highest = min(sizes.largest, over - STEP_PT)
        if fits:
            best = max(fits)
            is_final = len(self.tried) >= _ENOUGH or len(fits) > 1 or best >= highest
            if is_final or extent(self.tried[best]) > goal - _LOOSE:
                return None
            wanted = _stepped(best * (goal / extent(self.tried[best])) ** (1 / _GROWTH))
            return min(wanted, highest) if min(wanted, highest) > best else None
        if highest < sizes.least or self._pages_at(sizes.least) > goal + _LOOSE / 2:
            return None
        wanted = _stepped(highest * (goal / self._pages_at(highest)) ** (1 / _GROWTH))
        return min(highest, max(wanted, sizes.least))

    def _pages_at(self, size: float) -> float:
        """Return how many pages it takes at a size, as what was laid out nearest to it says."""
        if not self.tried:
            guessed: float = self.sizes.pages_at_largest * (size / self.sizes.largest) ** _GROWTH
            return guessed + _SPARE
        nearest = min(self.tried, key=lambda other: abs(other - size))
        measured: float = extent(self.tried[nearest]) * (size / nearest) ** _GROWTH
        return measured


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

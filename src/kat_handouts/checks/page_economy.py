"""How much paper a finished PDF leaves blank, page by page, and how much a whole packet takes.

The limits are those of the edition: `kat_handouts.model.economy.Economy`.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

import pypdfium2
from pypdfium2 import raw

from kat_handouts.checks.tagged import Box, tagged_ids
from kat_handouts.checks.views import View, views_of
from kat_handouts.model.economy import Economy
from kat_handouts.model.editions import Imposition
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.model.languages import get_language
from kat_handouts.model.sheet import DEFAULT_REGION, Sheet

# What is as high as nearly the whole page is its ground, and no use of it.
_GROUND = 0.95
_WHITE = 255


_ELSEWHERE = (
    "the limits are for sheets that are translated, with the numbers to call of the United States; "
    "paper is lost, and no word"
)


@dataclass(frozen=True)
class SheetPages:
    """One finished PDF: `blank` is the share of each page that is blank at its foot, 0 to 1.

    `is_complete` is false where a part of it prints in English for want of a translation. Then its
    paper says little, as it does where a region has more numbers to call than the limits know.
    """

    sheet: Sheet
    blank: tuple[float, ...]
    is_complete: bool = True

    @property
    def binds(self) -> bool:
        """Whether it is held to the limits, which were set for the region of most sheets."""
        return self.is_complete and self.sheet.region == DEFAULT_REGION

    @property
    def not_last(self) -> tuple[float, ...]:
        """The shares of all pages but the last, which ends where its text ends."""
        return self.blank[:-1]


def blank_shares(
    pdf: pypdfium2.PdfDocument, imposition: Imposition | None = None, *, right_to_left: bool = False
) -> tuple[float, ...]:
    """Return for each page in hand how much of its live height is blank at its foot, 0 to 1.

    The live height is that between the header and the footer. Ink is text, pictures, and lines and
    boxes to write on.
    """
    views = views_of(pdf, imposition, right_to_left=right_to_left)
    return tuple(_blank_share(pdf[view.side], view) for view in views)


def _blank_share(page: Any, view: View) -> float:
    body, margin = _body_and_margin(page, view)
    height = view.box[3] - view.box[1]
    top = min((box[1] for box in margin if box[1] > height / 2), default=height)
    footer = [box for box in margin if box[3] < height / 2]
    # A rule over the footer is drawn as the box that it belongs to, and may be drawn first.
    footer += [box for box in body if any(_encloses(box, text, height / 4) for text in footer)]
    bottom = max((box[3] for box in footer), default=0.0)
    ink = [box[1] for box in body if box[3] - box[1] < _GROUND * height and box[3] > bottom]
    return min(1.0, max(0.0, (min(ink, default=top) - bottom) / (top - bottom)))


def _encloses(box: Box, other: Box, highest: float) -> bool:
    return box[1] <= other[1] and other[3] <= box[3] and box[3] - box[1] < highest


def _body_and_margin(page: Any, view: View) -> tuple[list[Box], list[Box]]:
    """Return the boxes of what a page in hand prints, and of what stands in its header and footer.

    Those are the text that has no place in the tag tree, and whatever is drawn after its first
    piece, for margins are painted last.
    """
    in_tree = tagged_ids(page)
    body: list[Box] = []
    margin: list[Box] = []
    for item in page.get_objects(max_depth=1):
        if not view.holds(item.get_bounds()):
            continue
        box = view.within(item.get_bounds())
        mcid = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        is_untagged = item.type == raw.FPDF_PAGEOBJ_TEXT and mcid >= 0 and mcid not in in_tree
        if margin or is_untagged:
            margin.append(box)
        elif box[1] < box[3] and not _is_unseen(item):
            body.append(box)
    return body, margin


def _is_unseen(item: Any) -> bool:
    """Say whether an object is a path that is white, and so shows nothing."""
    if item.type != raw.FPDF_PAGEOBJ_PATH:
        return False
    mode, has_stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, mode, has_stroke)
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item.raw, *parts)
    is_white = all(part.value == _WHITE for part in parts[:3])
    return not has_stroke.value and (not mode.value or is_white)


def check_page_economy(
    pages: SheetPages, economy: Economy, *, is_one_leaf: bool = False
) -> Iterator[Finding]:
    """Yield each page of one sheet that is blanker than its edition allows.

    The second side of a handout that is one leaf at most takes no paper of its own.
    """
    for number, share in enumerate(pages.not_last, start=1):
        if economy.most_blank is not None and share > economy.most_blank:
            yield _finding(
                f"{share:.0%} of page {number} is blank at its foot; at most "
                f"{economy.most_blank:.0%} may be",
                "a box that stays whole has moved on: let it break, or change the order",
                pages.binds,
            )
    last = len(pages.blank)
    used = 1 - pages.blank[-1]
    least = None if is_one_leaf else economy.least_of_last
    if least is not None and last > 1 and used < least:
        yield _finding(
            f"page {last}, the last, is {used:.0%} full; {least:.0%} is the least",
            "shorten a text or close up the style, or let more stand on the last page",
            pages.binds,
        )


def _finding(message: str, hint: str, binds: bool) -> Finding:
    """Return a finding: an error where the limits bind, else a warning."""
    severity = Severity.ERROR if binds else Severity.WARNING
    return Finding("page-economy", message, hint if binds else _ELSEWHERE, severity=severity)


def check_packets(
    sheets: Iterable[SheetPages],
    economy: Economy,
    handouts: Collection[str],
    locales: Collection[str],
) -> Iterator[Finding]:
    """Yield where a packet takes more paper than its edition allows, or leaves more of it blank.

    `sheets` are those of one edition. A packet is all `handouts` in one locale and one variant; one
    that lacks a handout is left alone. The mean of all languages counts once each of `locales`,
    those that are not English, has its packet.
    """
    by_variant: dict[tuple[object, ...], dict[str, list[SheetPages]]] = {}
    for pages in sheets:
        if pages.sheet.handout in handouts:
            packets = by_variant.setdefault(_variant(pages.sheet), defaultdict(list))
            packets[pages.sheet.locale].append(pages)
    for packets in by_variant.values():
        whole = {
            locale: packet
            for locale, packet in packets.items()
            if {pages.sheet.handout for pages in packet} >= {*handouts}
        }
        for locale, packet in whole.items():
            yield from _check_packet(locale, packet, economy)
        if whole.keys() >= {*locales}:
            yield from _check_mean([*whole.values()], economy)


def _variant(sheet: Sheet) -> tuple[object, ...]:
    whole = replace(sheet, locale="", handout="")
    return (whole.region, whole.paper, whole.edition, whole.route, whole.second, whole.staff)


def _check_packet(locale: str, packet: list[SheetPages], economy: Economy) -> Iterator[Finding]:
    binds = all(pages.binds for pages in packet)
    count = sum(len(pages.blank) for pages in packet)
    is_english = get_language(locale).is_english
    most = economy.english_packet_pages if is_english else economy.packet_pages
    if most is not None and count > most:
        yield _finding(
            f"all handouts together take {count} pages; at most {most}",
            "close up the handout with the most pages: kat-handouts check pdf --pages",
            binds,
        ).at(locale=locale)
    mean = mean_blank(packet)
    if economy.packet_blank is not None and mean > economy.packet_blank:
        yield _blank(mean, economy.packet_blank, binds).at(locale=locale)


def _blank(mean: float, most: float, binds: bool) -> Finding:
    return _finding(
        f"the pages of all handouts are {mean:.1%} blank at the foot, without last pages; at most "
        f"{most:.0%}",
        "see which: kat-handouts check pdf --pages",
        binds,
    )


def _check_mean(packets: list[list[SheetPages]], economy: Economy) -> Iterator[Finding]:
    binds = all(pages.binds for packet in packets for pages in packet)
    blank = mean_blank([pages for packet in packets for pages in packet])
    if economy.mean_blank is not None and blank > economy.mean_blank:
        yield _blank(blank, economy.mean_blank, binds)
    mean = fmean(sum(len(pages.blank) for pages in packet) for packet in packets)
    if economy.mean_packet_pages is not None and mean > economy.mean_packet_pages:
        yield _finding(
            f"all handouts together take {mean:.1f} pages in the mean of {len(packets)} languages; "
            f"at most {economy.mean_packet_pages}",
            "see which are the longest: kat-handouts check pdf --pages",
            binds,
        )


def mean_blank(sheets: Iterable[SheetPages]) -> float:
    """Return the mean of what is blank at the foot of pages, without last pages; 0 if none."""
    shares = [share for pages in sheets for share in pages.not_last]
    return fmean(shares) if shares else 0.0

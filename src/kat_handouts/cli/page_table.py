"""How full the pages of finished PDFs are, for a person and for a machine."""

from __future__ import annotations

from itertools import groupby
from statistics import fmean
from typing import TYPE_CHECKING

from kat_handouts.cli.report import print_table, say

if TYPE_CHECKING:
    # PDFium is for the check of PDFs alone, and slow to load.
    from kat_handouts.checks.page_economy import SheetPages


def page_data(pages: SheetPages) -> dict[str, object]:
    """Return what is blank at the foot of each page of a sheet, 0 to 1, as JSON has it."""
    return {
        "file": pages.sheet.path,
        "locale": pages.sheet.locale,
        "handout": pages.sheet.handout,
        "edition": pages.sheet.edition,
        "pages": len(pages.blank),
        "blank": [round(share, 3) for share in pages.blank],
    }


def print_pages(sheets: list[SheetPages]) -> None:
    """Print a line for each sheet, and one for all sheets of a locale."""
    rows: list[dict[str, object]] = []
    in_order = sorted(sheets, key=lambda pages: pages.sheet.locale)
    for locale, of_locale in groupby(in_order, key=lambda pages: pages.sheet.locale):
        found = list(of_locale)
        by_name = sorted(found, key=lambda pages: pages.sheet.name)
        rows += [_row(pages.sheet.name, [pages]) for pages in by_name]
        rows.append(_row(f"{locale}: all", found) | {"blank": ""})
    print_table(
        "Blank at the foot, in percent of the page, page by page", rows, tuple(_row("", []))
    )
    if sheets:
        say(f"All sheets: {_percent(_all(sheets))} % blank in the mean.")
        say("The limits and what they are measured against: docs/design.md, “Paper”.")


def _row(name: str, sheets: list[SheetPages]) -> dict[str, object]:
    before_last = [share for pages in sheets for share in pages.not_last]
    return {
        "sheet": name,
        "blank": " ".join(_percent([share]) for share in _all(sheets)),
        "pages": len(_all(sheets)),
        "mean": _percent(_all(sheets)),
        "mean without last pages": _percent(before_last),
    }


def _all(sheets: list[SheetPages]) -> list[float]:
    return [share for pages in sheets for share in pages.blank]


def _percent(shares: list[float]) -> str:
    return f"{fmean(shares):.0%}".removesuffix("%") if shares else ""

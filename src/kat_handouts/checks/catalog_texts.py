"""The texts of a catalog that are printed, for the rules of a language's glossary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.catalogs.entries import Entry
from kat_handouts.checks.exceptions import is_excepted_in_catalog
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Finding, Severity


class CatalogText(NamedTuple):
    """A translation that is printed, and the same `folded`, to look for words in any case."""

    segment: Segment
    entry: Entry
    printed: str
    folded: str


def catalog_texts(library: Library, catalog: Catalog) -> Iterator[CatalogText]:
    """Yield each text of the catalog that is printed."""
    for segment in library.segments.values():
        entry, printed = catalog.entries.get(segment.id), catalog.text(segment)
        if entry and printed:
            yield CatalogText(segment, entry, printed, folded(printed))


def text_finding(
    catalog: Catalog, text: CatalogText, rule: str, message: str, hint: str
) -> Iterator[Finding]:
    """Yield a finding about a text, unless its translator has excepted it."""
    if not is_excepted_in_catalog(text.entry, rule):
        yield Finding(
            rule,
            message,
            hint=f"{hint}, or say why not: # allow {rule}: …",
            severity=Severity.ERROR if text.segment.safety else Severity.WARNING,
        ).at(**catalog.place(text.segment.id))


def folded(text: str) -> str:
    """Return a text in small letters, those of Turkish too."""
    # The Turkish İ folds to an i with a dot above it.
    return text.casefold().replace("\u0307", "")

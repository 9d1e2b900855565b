"""One English text, one translation: within a catalog, and the other way round.

A reader who meets a warning twice in other words takes it for another warning; of two texts with
one translation, one has been pasted into the other's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.checks.exceptions import is_excepted_in_catalog
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Finding, Severity

# What many languages leave out, or say in one form: who it is, and articles.
_WHO = re.compile(
    r"\b(?:i|you|we|us|they|them|themselves|yourself|my|your|our|their|his|her|it|its|the|a|an|this|"
    r"that|person|clinic|team|staff|do|does|did|must|should|will|can|may|have|has|is|are|be|to)\b",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"[^\w{}]+")


def check_consistency(library: Library, catalog: Catalog) -> Iterator[Finding]:
    """Yield texts that are translated otherwise elsewhere, and translations of two unlike texts."""
    first_of: dict[str, tuple[Segment, str]] = {}
    first_with: dict[str, Segment] = {}
    for segment in library.segments.values():
        entry, printed = catalog.entries.get(segment.id), catalog.text(segment)
        if entry is None or printed is None:
            continue
        first, said = first_of.setdefault(segment.source, (segment, printed))
        if said != printed and not is_excepted_in_catalog(entry, "catalog-two-translations"):
            yield _warning(
                "catalog-two-translations",
                f"the same English is translated otherwise in {first.id}: “{said}”",
                "say both in the same way",
            ).at(**catalog.place(segment.id))
        other = first_with.setdefault(printed, segment)
        if _are_unlike(segment, other) and not is_excepted_in_catalog(entry, "catalog-one-for-two"):
            yield _warning(
                "catalog-one-for-two",
                f"it is the translation of {other.id} too, which says “{other.source}”",
                "translate what this text says",
            ).at(**catalog.place(segment.id))


def _are_unlike(one: Segment, other: Segment) -> bool:
    """Say whether two texts, one of them safety text, share less than half of their words."""
    if not (one.safety or other.safety) or one.source == other.source:
        return False
    words, others = _words(one.source), _words(other.source)
    return 2 * len(words & others) < min(len(words), len(others))


def _words(text: str) -> set[str]:
    return set(_NO_LETTER.sub(" ", _WHO.sub(" ", text)).casefold().split())


def _warning(rule: str, message: str, hint: str) -> Finding:
    return Finding(
        rule,
        message,
        hint=f"{hint}, or say why not: # allow {rule}: …",
        severity=Severity.WARNING,
    )

"""Exceptions from rules: what they take back, and those that are from no rule.

In the content they stand under ``allow``, on the text or at the top of the handout's or the
region's file; in a catalog as a comment of the translator, ``# allow catalog-copy: reason``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.catalogs.entries import Entry
from kat_handouts.content.library import Library
from kat_handouts.model.errors import Finding
from kat_handouts.model.rules import RULES, SHORTEST_REASON, Place


def without_excepted(library: Library, findings: list[Finding]) -> list[Finding]:
    """Return the findings that no exception in the content takes back."""
    return [finding for finding in findings if not _is_excepted(library, finding)]


def _is_excepted(library: Library, finding: Finding) -> bool:
    place = RULES[finding.rule].exception if finding.rule in RULES else "nowhere"
    if place == "text" and finding.segment in library.segments:
        return finding.rule in library.segments[finding.segment].allow
    if place == "handout" and finding.handout in library.handouts:
        return finding.rule in library.handouts[finding.handout].allow
    if place == "region":
        for code, region in library.regions.items():
            if library.region_file(code).name == finding.file:
                return finding.rule in region.allow
    return False


def is_excepted_in_catalog(entry: Entry, rule: str) -> bool:
    """Say whether a translator's comment, with its reason, excepts a translation from a rule."""
    reason = entry.allow.get(rule, "")
    return len(reason) >= SHORTEST_REASON and RULES[rule].exception == "translation"


def check_exceptions(library: Library) -> Iterator[Finding]:
    """Yield exceptions from rules that are not there, or that are not excepted in that place."""
    for segment in library.segments.values():
        for finding in _unknown(segment.allow, "text"):
            yield finding.at(file=segment.file, line=segment.line, segment=segment.id)
    for id_, handout in library.handouts.items():
        file = library.handout_file(id_)
        for rule in handout.allow:
            for finding in _unknown([rule], "handout"):
                yield finding.at(file=file.name, line=file.line(("allow", rule)), handout=id_)
    for code, region in library.regions.items():
        file = library.region_file(code)
        for rule in region.allow:
            for finding in _unknown([rule], "region"):
                yield finding.at(file=file.name, line=file.line(("allow", rule)))


def check_catalog_exceptions(catalog: Catalog) -> Iterator[Finding]:
    """Yield comments of translators that except from no rule, or without a reason."""
    for entry in catalog.entries.values():
        for finding in (*_unknown(entry.allow, "translation"), *_without_reason(entry)):
            yield finding.at(**catalog.place(entry.segment))


def _without_reason(entry: Entry) -> Iterator[Finding]:
    for rule, reason in entry.allow.items():
        if len(reason) < SHORTEST_REASON:
            yield Finding(
                "allow-reason",
                f"the exception from {rule} gives no reason of {SHORTEST_REASON} characters",
                hint=f"say why: # allow {rule}: the line has this name everywhere",
            )


def _unknown(rules: Iterable[str], place: Place) -> Iterator[Finding]:
    known = _known(place)
    for rule in rules:
        if rule not in known:
            close = get_close_matches(rule, known, n=1, cutoff=0.5)
            yield Finding(
                "allow-unknown",
                f"there is no rule “{rule}” that a {place} can be excepted from",
                hint=(f"did you mean {close[0]}? " if close else "") + f"known: {', '.join(known)}",
            )


def _known(place: Place) -> list[str]:
    return [id_ for id_, rule in RULES.items() if rule.exception == place]

"""Faults of a translation that may never reach paper: placeholders, numbers, letters."""

from __future__ import annotations

import unicodedata
from collections import Counter

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.catalogs.entries import Entry
from kat_handouts.catalogs.letters import encoding_faults
from kat_handouts.catalogs.printed_numbers import number_faults
from kat_handouts.content.segments import Segment
from kat_handouts.content.text import placeholder_names, split_placeholders
from kat_handouts.model.errors import Finding
from kat_handouts.model.languages import get_language
from kat_handouts.model.rules import RULES, SHORTEST_REASON

_ALLOWED_FORMAT = {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060"}


def find_faults(catalog: Catalog, segments: dict[str, Segment]) -> dict[str, list[Finding]]:
    """Return the faults of the translations that would be printed, by segment id."""
    found: dict[str, list[Finding]] = {}
    for segment in segments.values():
        translation = catalog.text(segment)
        entry = catalog.entries.get(segment.id)
        if translation is None or entry is None:
            continue
        problems = [
            problem
            for problem in find_faults_of(segment.source, translation, catalog.language.tag)
            if not _is_excepted(problem, entry)
        ]
        if problems:
            found[segment.id] = [problem.at(**catalog.place(segment.id)) for problem in problems]
    return found


def _is_excepted(problem: Finding, entry: Entry) -> bool:
    reason = entry.allow.get(problem.rule, "")
    return RULES[problem.rule].exception == "translation" and len(reason) >= SHORTEST_REASON


def find_faults_of(source: str, translation: str, tag: str) -> list[Finding]:
    """Return the faults of one translation into the language of a tag."""
    return [
        *_placeholders(source, translation),
        *_number_faults_of(source, translation, tag),
        *_characters(translation),
        *encoding_faults(source, translation, get_language(tag)),
    ]


def _number_faults_of(source: str, translation: str, tag: str) -> list[Finding]:
    try:
        return number_faults(source, translation, tag)
    except ValueError:
        return []  # A lone brace, which is reported as one.


def _placeholders(source: str, translation: str) -> list[Finding]:
    try:
        split_placeholders(translation)
    except ValueError as error:
        return [
            Finding(
                "catalog-placeholder",
                f"the translation has {error}",
                hint="a brace may only stand around the name of a placeholder",
            )
        ]
    wanted, there = placeholder_names(source), placeholder_names(translation)
    if wanted == there:
        return []
    expected, found = Counter(wanted), Counter(there)
    findings = [
        Finding(
            "catalog-placeholder",
            f"the placeholder {{{name}}} is missing from the translation",
            hint="copy it from the English text as it is",
        )
        for name in (expected - found)
    ]
    findings += [
        Finding(
            "unknown-placeholder",
            f"the translation has {{{name}}}, which the English text has not",
            hint=f"placeholders of this text: {_listed(expected)}",
        )
        for name in (found - expected)
    ]
    return findings


def _listed(names: Counter[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names) or "none"


def _characters(translation: str) -> list[Finding]:
    if translation.isprintable():  # It has none of these categories.
        return []
    return [
        Finding(
            "catalog-character",
            f"the translation holds the invisible character U+{ord(character):04X}",
            hint="delete it; directions of numbers are set by the program",
        )
        for character in dict.fromkeys(translation)
        if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
        and character not in _ALLOWED_FORMAT
    ]

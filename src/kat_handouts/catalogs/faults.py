"""Faults of a translation that may never reach paper: placeholders, numbers, control characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.content.segments import Segment
from kat_handouts.content.text import placeholder_names, split_placeholders
from kat_handouts.model.errors import Finding
from kat_handouts.typography.cldr import cldr_locale
from kat_handouts.typography.numbers import number_runs

_ALLOWED_FORMAT = {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060"}


def find_faults(catalog: Catalog, segments: dict[str, Segment]) -> dict[str, list[Finding]]:
    """Return the faults of the translations that would be printed, by segment id."""
    found: dict[str, list[Finding]] = {}
    for segment in segments.values():
        translation = catalog.text(segment)
        entry = catalog.entries.get(segment.id)
        if translation is None or entry is None:
            continue
        problems = find_faults_of(segment.source, translation, catalog.language.tag)
        if problems:
            found[segment.id] = [
                problem.at(
                    file=catalog.file,
                    line=entry.line,
                    locale=catalog.language.tag,
                    segment=segment.id,
                )
                for problem in problems
            ]
    return found


def find_faults_of(source: str, translation: str, tag: str) -> list[Finding]:
    """Return the faults of one translation into the language of a tag."""
    return [
        *_placeholders(source, translation),
        *_numbers(source, translation, tag),
        *_characters(translation),
    ]


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
    expected, found = Counter(placeholder_names(source)), Counter(placeholder_names(translation))
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


def _numbers(source: str, translation: str, tag: str) -> list[Finding]:
    expected, found = Counter(_digits(source)), Counter(_digits(translation))
    if expected == found or Counter(_in_english(run, tag) for run in found.elements()) == expected:
        return []
    return [
        Finding(
            "catalog-number",
            f"the numbers differ: English has {_shown(expected)}, the translation {_shown(found)}",
            hint="every number must stand in the translation, in digits, with the same value",
        )
    ]


def _digits(text: str) -> list[str]:
    runs = []
    for run in number_runs(text):
        digits = [str(unicodedata.decimal(char)) if char.isdecimal() else char for char in run]
        runs.append("".join(char for char in digits if not char.isspace()))
    return runs


_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})+(?!\d)")


def _in_english(run: str, tag: str) -> str:
    """Return a number run with the language's signs for thousands and decimals as English has them.

    1.000,5 becomes 1,000.5 in German, and stays what it is where it is no number of that language.
    A space between thousands has gone already, and some languages have none before 10 000.
    """
    group, decimal = _signs(tag)
    if group == ",":
        return run
    if group.isspace() and run.isdecimal() and len(run) > 3:
        return f"{int(run):,}"
    swapped = _GROUPED.sub(
        lambda match: match[0].replace(group, "\0") if match[1] == group else match[0], run
    )
    return swapped.replace(decimal, ".").replace("\0", ",")


@cache
def _signs(tag: str) -> tuple[str, str]:
    symbols = cldr_locale(tag, "").number_symbols.get("latn", {})
    return symbols.get("group", ","), symbols.get("decimal", ".")


def _shown(runs: Counter[str]) -> str:
    return ", ".join(sorted(runs.elements())) or "none"


def _characters(translation: str) -> list[Finding]:
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

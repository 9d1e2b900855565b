"""Abbreviations that a reader of the translation cannot know, or that have lost their plain words.

An abbreviation is two capital letters or more in a row, in any script that has capitals. It is one
of the English text, or ``locales/<language>/glossary.yaml`` says what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kat_handouts.catalogs.catalog import Catalog, terms_name
from kat_handouts.checks.catalog_texts import CatalogText, folded, text_finding
from kat_handouts.checks.orthography import ENDS
from kat_handouts.checks.words import words_of
from kat_handouts.content.library import Library
from kat_handouts.content.vocabulary import Abbreviation, Terms
from kat_handouts.model.errors import Finding

_OPENING, _CLOSING = "(（[［", ")）]］"
_SENTENCE_END = re.compile(f"[{re.escape(''.join(ENDS[end] for end in '.?!'))}]")


def check_abbreviations(
    library: Library, catalog: Catalog, glossary: Terms, texts: list[CatalogText]
) -> Iterator[Finding]:
    """Yield texts with an abbreviation that is unknown, unexplained, unbracketed or alone.

    `glossary` may list nothing.
    """
    medical = medical_abbreviations(library)
    for text in texts:
        english = abbreviations_of(text.segment.source)
        for short in abbreviations_of(text.printed):
            listed = glossary.abbreviations.get(short)
            if listed and listed.everyday:
                continue
            problem = (
                _unexplained(text, short, listed, is_medical=short in medical)
                if listed or short in english
                else _unknown(catalog, short)
            )
            if problem:
                yield from text_finding(catalog, text, "catalog-abbreviation", *problem)


def abbreviations_of(text: str) -> tuple[str, ...]:
    """Return each run of two capital letters or more, once: MAOI of “MAOIs”."""
    runs = ("".join(run) for is_capital, run in groupby(text, str.isupper) if is_capital)
    return tuple(dict.fromkeys(run for run in runs if len(run) > 1))


def medical_abbreviations(library: Library) -> set[str]:
    """Return the abbreviations that the content's glossary explains or avoids."""
    forms = (form for term in library.glossary.terms.values() for form in term.forms)
    return {short for form in forms for short in abbreviations_of(form)}


def _unknown(catalog: Catalog, short: str) -> tuple[str, str]:
    return (
        f"“{short}” is an abbreviation that the English text has not",
        f"write it out, or add it to {terms_name(catalog.language)}: "
        f"abbreviations: {{{short}: {{words: [plain words for it]}}}}",
    )


def _unexplained(
    text: CatalogText, short: str, listed: Abbreviation | None, *, is_medical: bool
) -> tuple[str, str] | None:
    """Return what is wrong with a known abbreviation, and what to do."""
    words = listed.words if listed else []
    if words and not any(folded(word) in text.folded for word in words):
        return f"“{short}” stands without plain words for it", f"say “{words[0]}” beside it"
    if _is_explained(short, text.segment.source) and not _has_brackets(short, text.printed):
        return (
            f"the English text explains “{short}” with brackets, and this text has none there",
            f"explain it too: {short} (what it is), or: what it is ({short})",
        )
    if is_medical and _is_alone(short, text.printed):
        return f"“{short}” stands alone", "say in plain words what it is"
    return None


def _is_explained(short: str, source: str) -> bool:
    """Say whether English has brackets after an abbreviation, or around it alone."""
    return bool(re.search(rf"\b{short}s?\s\(|\({short}s?\)", source))


def _has_brackets(short: str, printed: str) -> bool:
    """Say whether an abbreviation stands in brackets, or some open after it in its sentence."""
    for found in re.finditer(re.escape(short), printed):
        before, after = printed[: found.start()], printed[found.end() :]
        depth = sum(before.count(sign) for sign in _OPENING)
        depth -= sum(before.count(sign) for sign in _CLOSING)
        sentence = _SENTENCE_END.split(after, maxsplit=1)[0]
        if depth > 0 or any(sign in sentence for sign in _OPENING):
            return True
    return False


def _is_alone(short: str, printed: str) -> bool:
    # An English plural is no word more: MAOIs.
    return {*words_of(printed)} <= {folded(short), f"{folded(short)}s"}

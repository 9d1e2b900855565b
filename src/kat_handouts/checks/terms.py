"""The words that a language has fixed, and those that say something else there.

Both stand in ``locales/<language>/glossary.yaml``: `terms` are the approved terms of the concepts
of ``content/glossary.yaml``, `wrong` are wordings that readers have understood otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kat_handouts.catalogs.catalog import Catalog, terms_name
from kat_handouts.catalogs.entries import Entry
from kat_handouts.checks.exceptions import is_excepted_in_catalog
from kat_handouts.content.library import Library
from kat_handouts.content.names import GLOSSARY
from kat_handouts.content.segments import Segment
from kat_handouts.content.vocabulary import Terms, WrongWords, word_pattern
from kat_handouts.files.loading import load_entries
from kat_handouts.files.project import Project
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.errors import Finding, Severity


class _Printed(NamedTuple):
    """A text of a catalog that is printed; `words` is its translation, folded."""

    segment: Segment
    entry: Entry
    words: str


def check_terms(project: Project, library: Library, catalog: Catalog) -> Iterator[Finding]:
    """Yield texts without the approved term of a concept, and texts with a word that misleads."""
    name = terms_name(catalog.language)
    if not project.has(name):
        return
    file, glossary = load_entries(project, name, Terms)
    yield from file.findings
    if glossary is None:
        return
    printed = [*_printed(library, catalog)]
    for concept, approved in glossary.terms.items():
        yield from _without_term(library, catalog, file, concept, approved, printed)
    for wrong in glossary.wrong or ():
        yield from _with_wrong_word(catalog, wrong, printed)


def _without_term(
    library: Library,
    catalog: Catalog,
    file: SourceFile,
    concept: str,
    approved: list[str],
    printed: list[_Printed],
) -> Iterator[Finding]:
    if concept not in library.glossary.concepts:
        yield Finding(
            "catalog-concept",
            f"{GLOSSARY} has no concept “{concept}”",
            hint=f"known: {', '.join(library.glossary.concepts)}",
            locale=catalog.language.tag,
        ).at(**file.place(("terms", concept)))
        return
    forms = [_folded(term) for term in approved]
    pattern = word_pattern(library.glossary.concepts[concept])
    for one in printed:
        has_term = any(form in one.words for form in forms)
        if not has_term and pattern.search(one.segment.source):
            yield from _finding(
                catalog,
                one,
                "catalog-term",
                f"“{concept}” is not translated as {' or '.join(approved)}",
                f"use the term of {file.name}",
            )


def _with_wrong_word(
    catalog: Catalog, wrong: WrongWords, printed: list[_Printed]
) -> Iterator[Finding]:
    forms = {_folded(word): word for word in wrong.words}
    meant = word_pattern(wrong.where) if wrong.where else None
    for one in printed:
        found = next((word for form, word in forms.items() if form in one.words), None)
        if found and (meant is None or meant.search(one.segment.source)):
            yield from _finding(
                catalog,
                one,
                "catalog-wrong-word",
                f"“{found}” says: {wrong.says}",
                f"say {wrong.say}",
            )


def _printed(library: Library, catalog: Catalog) -> Iterator[_Printed]:
    """Yield each text that is printed."""
    for segment in library.segments.values():
        entry, printed = catalog.entries.get(segment.id), catalog.text(segment)
        if entry and printed:
            yield _Printed(segment, entry, _folded(printed))


def _finding(
    catalog: Catalog, one: _Printed, rule: str, message: str, hint: str
) -> Iterator[Finding]:
    """Yield a finding about a text, unless its translator has excepted it."""
    if not is_excepted_in_catalog(one.entry, rule):
        yield Finding(
            rule,
            message,
            hint=f"{hint}, or say why not: # allow {rule}: …",
            severity=Severity.ERROR if one.segment.safety else Severity.WARNING,
        ).at(**catalog.place(one.segment.id))


def _folded(text: str) -> str:
    # The Turkish İ folds to an i with a dot above it.
    return text.casefold().replace("\u0307", "")

"""The words that a language has fixed, and those that say something else there.

Both stand in ``locales/<language>/glossary.yaml``: `terms` are the approved terms of the concepts
of ``content/glossary.yaml``, `wrong` are wordings that readers have understood otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.catalogs.catalog import Catalog, terms_name
from kat_handouts.checks.exceptions import is_excepted_in_catalog
from kat_handouts.content.library import Library
from kat_handouts.content.names import GLOSSARY
from kat_handouts.content.segments import Segment
from kat_handouts.content.vocabulary import Terms, WrongWords, word_pattern
from kat_handouts.files.loading import load_entries
from kat_handouts.files.project import Project
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.errors import Finding, Severity


def check_terms(project: Project, library: Library, catalog: Catalog) -> Iterator[Finding]:
    """Yield texts without the approved term of a concept, and texts with a word that misleads."""
    name = terms_name(catalog.language)
    if not project.has(name):
        return
    file, glossary = load_entries(project, name, Terms)
    yield from file.findings
    if glossary is None:
        return
    for concept, approved in glossary.terms.items():
        yield from _without_term(library, catalog, file, concept, approved)
    for wrong in glossary.wrong or ():
        yield from _with_wrong_word(library, catalog, wrong)


def _without_term(
    library: Library, catalog: Catalog, file: SourceFile, concept: str, approved: list[str]
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
    for segment, printed in _printed(library, catalog, "catalog-term"):
        if pattern.search(segment.source) and not any(form in printed for form in forms):
            yield _finding(
                catalog,
                segment,
                "catalog-term",
                f"“{concept}” is not translated as {' or '.join(approved)}",
                f"use the term of {file.name}",
            )


def _with_wrong_word(library: Library, catalog: Catalog, wrong: WrongWords) -> Iterator[Finding]:
    forms = {_folded(word): word for word in wrong.words}
    meant = word_pattern(wrong.where) if wrong.where else None
    for segment, printed in _printed(library, catalog, "catalog-wrong-word"):
        if meant and not meant.search(segment.source):
            continue
        found = next((word for form, word in forms.items() if form in printed), None)
        if found:
            yield _finding(
                catalog,
                segment,
                "catalog-wrong-word",
                f"“{found}” says: {wrong.says}",
                f"say {wrong.say}",
            )


def _printed(library: Library, catalog: Catalog, rule: str) -> Iterator[tuple[Segment, str]]:
    """Yield each text that is printed, folded, but for those that are excepted from a rule."""
    for segment in library.segments.values():
        entry, printed = catalog.entries.get(segment.id), catalog.text(segment)
        if entry and printed and not is_excepted_in_catalog(entry, rule):
            yield segment, _folded(printed)


def _finding(catalog: Catalog, segment: Segment, rule: str, message: str, hint: str) -> Finding:
    return Finding(
        rule,
        message,
        hint=f"{hint}, or say why not: # allow {rule}: …",
        severity=Severity.ERROR if segment.safety else Severity.WARNING,
    ).at(**catalog.place(segment.id))


def _folded(text: str) -> str:
    # The Turkish İ folds to an i with a dot above it.
    return text.casefold().replace("\u0307", "")

"""The words that a language has fixed, and those that say something else there.

Both stand in ``locales/<language>/glossary.yaml``: `terms` are the approved terms of the concepts
of ``content/glossary.yaml``, `wrong` are wordings that readers have understood otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.checks.catalog_texts import CatalogText, folded, text_finding
from kat_handouts.content.library import Library
from kat_handouts.content.names import GLOSSARY
from kat_handouts.content.vocabulary import Terms, WrongWords, word_pattern
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.errors import Finding


def check_terms(
    library: Library,
    catalog: Catalog,
    file: SourceFile,
    glossary: Terms,
    texts: list[CatalogText],
) -> Iterator[Finding]:
    """Yield texts without the approved term of a concept, and texts with a word that misleads."""
    for concept, approved in glossary.terms.items():
        yield from _without_term(library, catalog, file, concept, approved, texts)
    for wrong in glossary.wrong or ():
        yield from _with_wrong_word(catalog, wrong, texts)


def _without_term(
    library: Library,
    catalog: Catalog,
    file: SourceFile,
    concept: str,
    approved: list[str],
    texts: list[CatalogText],
) -> Iterator[Finding]:
    if concept not in library.glossary.concepts:
        yield Finding(
            "catalog-concept",
            f"{GLOSSARY} has no concept “{concept}”",
            hint=f"known: {', '.join(library.glossary.concepts)}",
            locale=catalog.language.tag,
        ).at(**file.place(("terms", concept)))
        return
    forms = [folded(term) for term in approved]
    pattern = word_pattern(library.glossary.concepts[concept])
    for text in texts:
        has_term = any(form in text.folded for form in forms)
        if not has_term and pattern.search(text.segment.source):
            yield from text_finding(
                catalog,
                text,
                "catalog-term",
                f"“{concept}” is not translated as {' or '.join(approved)}",
                f"use the term of {file.name}",
            )


def _with_wrong_word(
    catalog: Catalog, wrong: WrongWords, texts: list[CatalogText]
) -> Iterator[Finding]:
    forms = {folded(word): word for word in wrong.words}
    meant = word_pattern(wrong.where) if wrong.where else None
    for text in texts:
        found = next((word for form, word in forms.items() if form in text.folded), None)
        if found and (meant is None or meant.search(text.segment.source)):
            yield from text_finding(
                catalog,
                text,
                "catalog-wrong-word",
                f"“{found}” says: {wrong.says}",
                f"say {wrong.say}",
            )

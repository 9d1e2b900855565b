"""Start a catalog, and bring catalogs up to date with the content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kat_handouts.catalogs.catalog import catalog_name, load_catalog, locale_tags
from kat_handouts.catalogs.extraction import created
from kat_handouts.catalogs.merge import merge, new_catalog
from kat_handouts.catalogs.po_file import PoFile, read_po
from kat_handouts.catalogs.pseudo import refuse_pseudo
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import SOURCE_TAG, Language, get_language


@dataclass(frozen=True)
class CatalogUpdate:
    """One catalog as it is to be written, and what has changed in it."""

    language: Language
    path: Path
    text: str
    added: int = 0
    reworded: int = 0
    retired: int = 0
    is_changed: bool = True


def added_catalog(project: Project, library: Library, tag: str) -> CatalogUpdate:
    """Return a new catalog for a locale; raises `InputError` where it is there or unknown."""
    language = get_language(tag)
    refuse_pseudo(language)
    if language.tag == SOURCE_TAG or project.has(catalog_name(language)):
        where = "the content" if language.tag == SOURCE_TAG else catalog_name(language)
        raise InputError(
            Finding(
                "locale-exists",
                f"“{language.tag}” is there already, in {where}",
                hint="bring it up to date with: kat-handouts locales update",
                locale=language.tag,
            )
        )
    return _merged(project, library, language, new_catalog(language, _date(library)), "")


def updated_catalogs(project: Project, library: Library, tags: list[str]) -> list[CatalogUpdate]:
    """Return catalogs brought up to date, without writing them.

    Raises `InputError` with every problem of every catalog that cannot be read.
    """
    findings: list[Finding] = []
    found: list[CatalogUpdate] = []
    for tag in tags or locale_tags(project)[1:]:
        try:
            language = load_catalog(project, tag).language
        except InputError as error:
            findings += error.findings
            continue
        if language.tag == SOURCE_TAG:
            continue
        before = project.read(catalog_name(language)).decode("utf-8")
        found.append(_merged(project, library, language, read_po(before), before))
    if findings:
        raise InputError(findings)
    return found


def _merged(
    project: Project, library: Library, language: Language, catalog: PoFile, before: str
) -> CatalogUpdate:
    segments = library.segments
    merged = merge(catalog, segments.values(), _date(library), sparse=language.is_english)
    sources = {block.context: block.source for block in catalog.entries if not block.obsolete}
    live = {block.context: block for block in merged.entries if not block.obsolete}
    text = merged.text()
    return CatalogUpdate(
        language=language,
        path=project.root / catalog_name(language),
        text=text,
        added=sum(context not in sources for context in live),
        reworded=sum(
            context in sources and sources[context] != block.source
            for context, block in live.items()
        ),
        retired=sum(context not in live for context in sources),
        is_changed=text != before,
    )


def _date(library: Library) -> str:
    return created(library).strftime("%Y-%m-%d %H:%M%z")

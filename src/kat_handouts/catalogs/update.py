"""Start a catalog, and bring catalogs up to date with the content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kat_handouts.catalogs.catalog import (
    catalog_name,
    load_catalog,
    locale_tags,
    parse_layers,
)
from kat_handouts.catalogs.extraction import created
from kat_handouts.catalogs.merge import merge, new_catalog
from kat_handouts.catalogs.own_entries import (
    catalog_below,
    entries_to_keep,
    with_copies,
    with_own,
)
from kat_handouts.catalogs.po_file import PoFile
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.proof import prove_catalog
from kat_handouts.catalogs.pseudo import refuse_pseudo
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import Project
from kat_handouts.files.rewriting import rewrite
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError
from kat_handouts.model.languages import SOURCE_TAG, Language, get_language


@dataclass(frozen=True)
class CatalogUpdate:
    """One catalog as it is to be written, and what has changed in it.

    `before` is what was read, of the project's own layer; None where that has none. `is_new` marks
    the first catalog of a language. `refound` counts translations that another tool had emptied.
    """

    language: Language
    path: Path
    text: str
    before: bytes | None = None
    is_new: bool = False
    is_needed: bool = True
    added: int = 0
    reworded: int = 0
    retired: int = 0
    refound: int = 0

    @property
    def is_changed(self) -> bool:
        # A project with nothing of its own needs no catalog.
        return self.is_needed and self.text.encode() != self.before


def added_catalog(project: Project, library: Library, tag: str) -> CatalogUpdate:
    """Return a new catalog for a locale; raises `InputError` where it is there or unknown."""
    language = get_language(tag)
    refuse_pseudo(language)
    if language.tag == SOURCE_TAG or project.has(catalog_name(language)):
        raise _there_already(language)
    catalog = new_catalog(language, _date(library))
    segments = library.segments.values()
    return replace(_merged(project, library, language, catalog, segments), is_new=True)


def _there_already(language: Language) -> InputError:
    where = "the content" if language.tag == SOURCE_TAG else catalog_name(language)
    return InputError(
        Finding(
            "locale-exists",
            f"“{language.tag}” is there already, in {where}",
            hint="bring it up to date with: kat-handouts locales update",
            locale=language.tag,
        )
    )


def updated_catalogs(project: Project, library: Library, tags: list[str]) -> list[CatalogUpdate]:
    """Return catalogs brought up to date, without writing them.

    Without tags they are all of them; in a clinic's folder, of its languages and of those that it
    has begun.

    Raises `InputError` with every problem of every catalog that cannot be read.
    """
    findings: list[Finding] = []
    found: list[CatalogUpdate] = []
    for tag in tags or _tags(project):
        try:
            language = get_language(tag)
            if language.tag == SOURCE_TAG:
                continue
            load_catalog(project, tag)
            own = project.own(catalog_name(language))
            found.append(_updated(project, library, language, own.data if own else None))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return found


def _tags(project: Project) -> list[str]:
    tags = locale_tags(project)[1:]
    handed_out = project.languages
    return [
        tag
        for tag in tags
        if not handed_out or tag in handed_out or project.own(catalog_name(get_language(tag)))
    ]


def write_catalogs(
    project: Project, library: Library, updates: list[CatalogUpdate], *, backup: bool = True
) -> tuple[list[CatalogUpdate], list[KatHandoutsError]]:
    """Write catalogs; return what was written, and why others were not."""
    written: list[CatalogUpdate] = []
    failed: list[KatHandoutsError] = []
    for update in updates:
        try:
            written.append(write_catalog(project, library, update, backup=backup))
        except KatHandoutsError as error:
            failed.append(error)
    return written, failed


def write_catalog(
    project: Project, library: Library, update: CatalogUpdate, *, backup: bool = True
) -> CatalogUpdate:
    """Write one catalog, and return what was written.

    Where somebody has saved the file meanwhile, their version is brought up to date. Nothing is
    written where that cannot be read, or where the proof fails (`catalogs.proof`).
    """
    written = update

    def change(there: bytes | None) -> bytes:
        nonlocal written
        if update.is_new and there is not None:
            raise _there_already(update.language)
        if there is not None and there != update.before:
            parse_layers(with_own(project, catalog_name(update.language), there), update.language)
            written = _updated(project, library, update.language, there)
        return written.text.encode()

    def proof(there: bytes | None, after: bytes) -> list[Finding]:
        found = prove_catalog(update.before if there is None else there, after)
        return [finding.at(locale=update.language.tag) for finding in found]

    if update.is_changed:
        rewrite(update.path, change, proof, backup=backup)
    return written


def _updated(
    project: Project, library: Library, language: Language, before: bytes | None
) -> CatalogUpdate:
    catalog = None if before is None else read_po(before.decode("utf-8"))
    if catalog and (mixed := next((one for one in catalog.entries if one.has_domain), None)):
        raise InputError(
            Finding(
                "po-domain",
                "the catalog holds a second domain, whose entries would be mixed with the first",
                hint='take the part that begins with domain "…" into a file of its own',
                file=project.shown(catalog_name(language)),
                line=mixed.line,
                locale=language.tag,
            )
        )
    below = catalog_below(project, language)
    if below is None:
        catalog = catalog or new_catalog(language, _date(library))
        kept = list(library.segments.values())
        return _merged(project, library, language, catalog, kept, before)
    kept = entries_to_keep(catalog, below, library.segments)
    # An obsolete translation of its own comes back rather than a shipped one.
    own = {entry.context for entry in catalog.entries} if catalog else set()
    copied = with_copies(catalog, below, (s.id for s in kept if s.id not in own))
    update = _merged(project, library, language, copied, kept, before)
    return replace(update, is_needed=catalog is not None or update.added > 0)


def _merged(
    project: Project,
    library: Library,
    language: Language,
    catalog: PoFile,
    segments: Iterable[Segment],
    before: bytes | None = None,
) -> CatalogUpdate:
    merged = merge(
        catalog,
        segments,
        _date(library),
        sparse=language.is_english,
        older=_older(project, language),
    )
    old = read_po(before.decode("utf-8")).entries if before else ()
    was = {entry.context: entry for entry in old if not entry.obsolete}
    live = {entry.context: entry for entry in merged.entries if not entry.obsolete}
    return CatalogUpdate(
        language=language,
        path=project.root / catalog_name(language),
        text=merged.text(),
        before=before,
        added=sum(context not in was for context in live),
        reworded=sum(
            context in was and was[context].source != entry.source
            for context, entry in live.items()
        ),
        retired=sum(context not in live for context in was),
        refound=sum(
            context in was and bool(entry.translation) and not was[context].translation
            for context, entry in live.items()
        ),
    )


def _older(project: Project, language: Language) -> PoFile | None:
    """Return the version of a catalog that another tool left beside it, as ``handouts.po~``."""
    try:
        file = project.own(f"{catalog_name(language)}~")
        return read_po(file.data.decode("utf-8")) if file else None
    except (InputError, OSError, UnicodeDecodeError):
        return None


def _date(library: Library) -> str:
    return created(library).strftime("%Y-%m-%d %H:%M%z")

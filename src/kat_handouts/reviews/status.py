"""Start a catalog, bring catalogs up to date, and say how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kat_handouts.catalogs.catalog import State, catalog_name, load_catalog, locale_tags
from kat_handouts.catalogs.extraction import created
from kat_handouts.catalogs.merge import merge, new_catalog
from kat_handouts.catalogs.po_file import PoFile, read_po
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import SOURCE_TAG, Language, get_language


@dataclass(frozen=True)
class Upkeep:
    """One catalog as it is to be written, and what has changed in it."""

    language: Language
    path: Path
    text: str
    added: int = 0
    reworded: int = 0
    retired: int = 0
    is_changed: bool = True


def added_catalog(project: Project, library: Library, tag: str) -> Upkeep:
    """Return a new catalog for a locale; raises `InputError` where it is there or unknown."""
    language = get_language(tag)
    if language.tag == SOURCE_TAG or project.find(catalog_name(language)):
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


def updated_catalogs(project: Project, library: Library, tags: list[str]) -> list[Upkeep]:
    """Return catalogs brought up to date, without writing them.

    Raises `InputError` with every problem of every catalog that cannot be read.
    """
    findings: list[Finding] = []
    found: list[Upkeep] = []
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
) -> Upkeep:
    segments = library.segments
    merged = merge(catalog, segments.values(), _date(library), sparse=language.is_english)
    sources = {block.context: block.source for block in catalog.entries if not block.obsolete}
    live = {block.context: block for block in merged.entries if not block.obsolete}
    text = merged.text()
    return Upkeep(
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


@dataclass(frozen=True)
class LocaleStatus:
    """How far one locale is, in segments. `stale` had sign-offs, of texts that have changed."""

    tag: str
    endonym: str
    name: str
    segments: int
    translated: int
    fuzzy: int
    untranslated: int
    signed: int
    stale: int
    safety_unsigned: int


def locale_status(project: Project, library: Library, tag: str) -> LocaleStatus:
    """Return the status of a locale; raises `InputError` where its catalog cannot be read."""
    translations = load_translations(project, library.segments, tag)
    catalog = translations.catalog
    segments = list(library.segments.values())
    states = [catalog.state(segment) for segment in segments]
    signed = [translations.is_signed(segment) for segment in segments]
    return LocaleStatus(
        tag=catalog.language.tag,
        endonym=catalog.language.endonym,
        name=catalog.language.english_name,
        segments=len(segments),
        translated=states.count(State.TRANSLATED),
        fuzzy=states.count(State.FUZZY),
        untranslated=states.count(State.UNTRANSLATED),
        signed=sum(signed),
        stale=sum(
            translations.ledger.is_stale(segment, catalog.text(segment) or "")
            for segment in segments
        ),
        safety_unsigned=sum(
            segment.safety and not is_signed
            for segment, is_signed in zip(segments, signed, strict=True)
        ),
    )

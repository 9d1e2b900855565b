"""How far a locale is: translated, fuzzy, signed."""

from __future__ import annotations

from dataclasses import dataclass

from kat_handouts.catalogs.catalog import State
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations


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

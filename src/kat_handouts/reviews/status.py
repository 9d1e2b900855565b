"""How far locales are: translated, fuzzy, signed, and what was signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kat_handouts.catalogs.catalog import State, locale_tags
from kat_handouts.catalogs.sign_offs import load_ledger, load_policy
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import get_language


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


def locale_statuses(
    project: Project, library: Library, tags: Iterable[str] = ()
) -> tuple[list[LocaleStatus], list[Finding]]:
    """Return the status of each locale that can be read, or of all, and why others cannot."""
    found: list[LocaleStatus] = []
    findings: list[Finding] = []
    for tag in tuple(tags) or locale_tags(project):
        try:
            found.append(locale_status(project, library, tag))
        except InputError as error:
            findings += error.findings
    return found, findings


@dataclass(frozen=True)
class SignOffStatus:
    """How many texts of a locale are signed, in segments; `missing` counts them by role."""

    tag: str
    segments: int
    signed: int
    stale: int
    missing: dict[str, int]


def sign_off_statuses(
    project: Project, library: Library, tags: Iterable[str] = ()
) -> tuple[list[SignOffStatus], list[Finding]]:
    """Return for each locale, or for all, how many texts still want which role of the policy.

    The lines of ledgers that cannot be read are the findings. Raises `InputError` where the policy
    or a catalog cannot be read.
    """
    roles = load_policy(project).all_roles
    statuses: list[SignOffStatus] = []
    findings: list[Finding] = []
    for tag in tuple(tags) or locale_tags(project):
        translations = load_translations(project, library.segments, tag)
        ledger, catalog = translations.ledger, translations.catalog
        findings += ledger.findings
        texts = [(segment, catalog.text(segment) or "") for segment in library.segments.values()]
        missing = Counter(
            role for segment, text in texts for role in ledger.missing_roles(segment, text)
        )
        statuses.append(
            SignOffStatus(
                tag=translations.language.tag,
                segments=len(texts),
                signed=sum(ledger.is_signed(segment, text) for segment, text in texts),
                stale=sum(ledger.is_stale(segment, text) for segment, text in texts),
                missing={role: missing[role] for role in roles},
            )
        )
    return statuses, findings


@dataclass(frozen=True)
class LoggedSignOff:
    """One sign-off of a ledger. `revoked` says when and by whom, or is empty."""

    id: str
    tag: str
    date: str
    segment: str
    role: str
    by: str
    note: str
    revoked: str


def sign_off_log(
    project: Project, tags: Iterable[str] = ()
) -> tuple[list[LoggedSignOff], list[Finding]]:
    """Return every sign-off of these locales, or of all, by date; revoked ones too.

    The lines that cannot be read are the findings. Raises `InputError` where a tag is none.
    """
    log: list[LoggedSignOff] = []
    findings: list[Finding] = []
    for tag in tuple(tags) or locale_tags(project):
        ledger = load_ledger(project, get_language(tag))
        findings += ledger.findings
        for line in sorted(ledger.sign_offs, key=lambda line: (line.date, line.segment)):
            revocation = ledger.revocations.get(line.id)
            log.append(
                LoggedSignOff(
                    id=line.id,
                    tag=ledger.language.tag,
                    date=line.date.isoformat(),
                    segment=line.segment,
                    role=line.role,
                    by=line.by,
                    note=line.note,
                    revoked=f"{revocation.date} by {revocation.by}" if revocation else "",
                )
            )
    return log, findings

"""Sign what was checked, and take a sign-off back: lines that are added to a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from kat_handouts.catalogs.catalog import State, locale_tags
from kat_handouts.catalogs.ledger_lines import (
    appended,
    check_words,
    prove_appended,
    refuse,
)
from kat_handouts.catalogs.pseudo import refuse_pseudo
from kat_handouts.catalogs.sign_offs import Ledger, ledger_name, load_ledger, segment_hash
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import Project
from kat_handouts.files.rewriting import rewrite
from kat_handouts.localise.translations import Translations
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.model.languages import Language, get_language


@dataclass(frozen=True)
class Reviewer:
    """Who signs: a name or initials, in what role, with what note."""

    by: str
    role: str = ""
    note: str = ""

    def problems(self) -> list[Finding]:
        """Return why these words cannot stand in a ledger."""
        return [
            *check_words("the name of --by", self.by, '--by "A. B."'),
            *check_words("--note", self.note, '--note "read aloud"', empty=True),
        ]


def sign(
    project: Project, translations: Translations, segments: list[Segment], reviewer: Reviewer
) -> tuple[Path, int]:
    """Add sign-offs to the ledger; return its path, and how many they are.

    Raises `InputError` with every segment that cannot be signed: not translated, or faulty; and
    for a pseudo-language.
    """
    refuse_pseudo(translations.language)
    refuse(reviewer.problems())
    findings: list[Finding] = []
    entries: list[dict[str, str]] = []
    for segment in segments:
        printed = translations.catalog.text(segment)
        if printed is None or segment.id in translations.faults:
            state = translations.catalog.state(segment)
            reason = "is faulty" if state is State.TRANSLATED else f"is {state}"
            findings.append(
                Finding(
                    "cannot-sign",
                    f"this segment {reason}",
                    hint="see kat-handouts locales check",
                    locale=translations.language.tag,
                    segment=segment.id,
                )
            )
            continue
        entry = {
            "id": uuid4().hex[:12],
            "segment": segment.id,
            "hash": segment_hash(segment.source, printed),
            "role": reviewer.role,
            "by": reviewer.by.strip(),
            "date": project.today.isoformat(),
        }
        entries.append(entry | _note(reviewer))
    refuse(findings)
    return _add(project, translations.language, entries), len(entries)


@dataclass(frozen=True)
class Revoked:
    """What a revocation did: the ledgers that it wrote, how many sign-offs, and what to tell."""

    files: list[Path]
    count: int
    notes: list[Finding]


def revoke(project: Project, names: Iterable[str], reviewer: Reviewer) -> Revoked:
    """Take sign-offs back by their ids, in the ledgers that hold them.

    One that was taken back before is told, and not counted. Raises `InputError` for an id that no
    ledger has.
    """
    refuse(reviewer.problems())
    ledgers = [load_ledger(project, get_language(tag)) for tag in locale_tags(project)]
    entries: dict[str, list[dict[str, str]]] = {}
    findings: list[Finding] = []
    notes: list[Finding] = []
    for name in dict.fromkeys(name.strip() for name in names):
        holder = next((ledger for ledger in ledgers if _holds(ledger, name)), None)
        if holder is None:
            findings.append(
                Finding(
                    "unknown-sign-off",
                    f"no ledger has a sign-off “{name}”",
                    hint="the ids are those of kat-handouts review log",
                )
            )
        elif gone := holder.revocations.get(name):
            notes.append(
                Finding(
                    "revoked-before",
                    f"“{name}” was revoked on {gone.date} by {gone.by}",
                    hint="nothing was written for it",
                    severity=Severity.NOTE,
                    locale=holder.language.tag,
                )
            )
        else:
            entry = {"revokes": name, "by": reviewer.by.strip(), "date": project.today.isoformat()}
            entries.setdefault(holder.language.tag, []).append(entry | _note(reviewer))
    refuse(findings)
    files = [_add(project, get_language(tag), lines) for tag, lines in entries.items()]
    return Revoked(files, sum(map(len, entries.values())), notes)


def _holds(ledger: Ledger, name: str) -> bool:
    return bool(name) and name in {line.id for line in ledger.sign_offs}


def _note(reviewer: Reviewer) -> dict[str, str]:
    return {"note": reviewer.note} if reviewer.note else {}


def _add(project: Project, language: Language, entries: list[dict[str, str]]) -> Path:
    """Add lines to a ledger, whoever else adds some at the same time; return its path."""
    name = ledger_name(language)
    path = project.root / name

    # The lines of the layers below count where they are.
    def change(there: bytes | None) -> bytes:
        return appended(there or b"", entries)

    def proof(there: bytes | None, after: bytes) -> list[Finding]:
        found = prove_appended(there or b"", after, entries)
        return [finding.at(locale=language.tag) for finding in found]

    # A ledger is only ever added to: the version before is the beginning of the new one.
    rewrite(path, change, proof, backup=False)
    return path

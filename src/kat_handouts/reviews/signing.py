"""Sign what was checked, and take a sign-off back: lines that are added to a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from uuid import uuid4

from kat_handouts.catalogs.catalog import State, locale_tags
from kat_handouts.catalogs.pseudo import refuse_pseudo
from kat_handouts.catalogs.sign_offs import Ledger, ledger_name, load_ledger, segment_hash
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import Translations
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import get_language


@dataclass(frozen=True)
class Reviewer:
    """Who signs: a name or initials, in what role, with what note."""

    by: str
    role: str = ""
    note: str = ""


def chosen_segments(
    library: Library, names: Iterable[str], handouts: Iterable[str], *, all_texts: bool
) -> list[Segment]:
    """Return the segments of these ids and handouts, or all; raises `InputError` for others."""
    findings: list[Finding] = []
    chosen: dict[str, Segment] = dict(library.segments) if all_texts else {}
    for name in names:
        if name in library.segments:
            chosen[name] = library.segments[name]
            continue
        close = get_close_matches(name, library.segments, n=1, cutoff=0.6)
        hint = f"did you mean {close[0]}?" if close else "the ids are the msgctxt of the catalog"
        findings.append(Finding("unknown-segment", f"there is no segment “{name}”", hint=hint))
    for handout in handouts:
        try:
            library.handout(handout)
        except InputError as error:
            findings += error.findings
        prefix = f"{handout}."
        chosen |= {id_: s for id_, s in library.segments.items() if id_.startswith(prefix)}
    if findings:
        raise InputError(findings)
    if not chosen:
        raise InputError(
            Finding(
                "nothing-chosen",
                "nothing was named to sign",
                hint="name segments, a handout with --handout, or everything with --all",
            )
        )
    return list(chosen.values())


def sign(
    project: Project, translations: Translations, segments: list[Segment], reviewer: Reviewer
) -> tuple[Path, str, int]:
    """Return the ledger's path, its new text, and how many sign-offs were added.

    Raises `InputError` with every segment that cannot be signed: not translated, or faulty; and
    for a pseudo-language.
    """
    refuse_pseudo(translations.language)
    findings: list[Finding] = []
    lines: list[str] = []
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
            "by": reviewer.by,
            "date": project.today.isoformat(),
        }
        lines.append(_line(entry, reviewer.note))
    if findings:
        raise InputError(findings)
    path, text = _added(project, translations.ledger, lines)
    return path, text, len(lines)


def revoke(project: Project, names: Iterable[str], reviewer: Reviewer) -> list[tuple[Path, str]]:
    """Return the ledgers that hold these sign-offs, each with its path and its new text.

    Raises `InputError` for an id that no ledger has.
    """
    ledgers = [load_ledger(project, get_language(tag)) for tag in locale_tags(project)]
    lines: dict[str, list[str]] = {}
    findings: list[Finding] = []
    for name in names:
        holder = next(
            (ledger for ledger in ledgers if name in {line.id for line in ledger.sign_offs}), None
        )
        if holder is None:
            findings.append(
                Finding(
                    "unknown-sign-off",
                    f"no ledger has a sign-off “{name}”",
                    hint="the ids are those of kat-handouts review log",
                )
            )
            continue
        entry = {"revokes": name, "by": reviewer.by, "date": project.today.isoformat()}
        lines.setdefault(holder.language.tag, []).append(_line(entry, reviewer.note))
    if findings:
        raise InputError(findings)
    return [
        _added(project, ledger, lines[ledger.language.tag])
        for ledger in ledgers
        if ledger.language.tag in lines
    ]


def _line(entry: dict[str, str], note: str) -> str:
    return json.dumps(entry | ({"note": note} if note else {}), ensure_ascii=False)


def _added(project: Project, ledger: Ledger, lines: list[str]) -> tuple[Path, str]:
    name = ledger_name(ledger.language)
    before = project.read(name).decode("utf-8-sig") if project.has(name) else ""
    if before and not before.endswith("\n"):
        before += "\n"
    return project.root / name, before + "".join(f"{line}\n" for line in lines)

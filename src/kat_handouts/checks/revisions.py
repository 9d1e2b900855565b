"""Revisions: a changed safety text has a new number on paper, and clinics can read what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kat_handouts.content.library import Library
from kat_handouts.content.names import CHANGES
from kat_handouts.content.release_record import safety_texts
from kat_handouts.content.releases import ReleasedFile
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, Severity

_ENTRY = re.compile(r"^## (\S+) revision (\d+)\b", re.MULTILINE)


def check_revisions(project: Project, library: Library) -> Iterator[Finding]:
    """Yield files whose safety text changed without a higher revision, or without a word on it."""
    described = set(_ENTRY.findall(_changes(project)))
    for name, (code, revision) in library.revisions.items():
        file = library.files[name]
        place = {"file": file.name, "line": file.line(("revision",))}
        last = library.released.files.get(name)
        if last:
            for finding in _compare(library, name, revision, last):
                yield finding.at(**place)
        if (code, str(revision)) not in described:
            yield Finding(
                "revision-untold",
                f"{CHANGES} does not say what changed in revision {revision} of {code}",
                hint=f"add an entry: ## {code} revision {revision} (date)",
            ).at(**place)


def _compare(library: Library, name: str, revision: int, last: ReleasedFile) -> Iterator[Finding]:
    if revision < last.revision:
        yield Finding(
            "revision",
            f"revision {revision} is lower than the released one, {last.revision}",
            hint="a revision only ever rises, since sheets are identified by it",
        )
        return
    now = safety_texts(library, name)
    overridden = {id_ for id_ in now if library.segments[id_].is_override}
    for id_ in sorted(overridden):
        yield Finding(
            "own-safety-text",
            "the clinic's own words stand in the place of a safety text",
            hint="a medical director answers for them; the code on the sheet tells them apart",
            severity=Severity.NOTE,
            file=library.segments[id_].file,
            line=library.segments[id_].line,
            segment=id_,
        )
    changed = [
        *(id_ for id_ in now.keys() - overridden if last.safety.get(id_) != now[id_]),
        *(id_ for id_ in last.safety if id_ not in now),
    ]
    if changed and revision == last.revision:
        shown = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if changed[3:] else "")
        yield Finding(
            "revision",
            f"safety text has changed since revision {revision} was released: {shown}",
            hint=f"raise it to {revision + 1}, and say what changed in {CHANGES}",
            segment=changed[0],
        )


def _changes(project: Project) -> str:
    texts = [layer.decode("utf-8", "replace") for layer in project.layers(CHANGES)]
    return "\n".join(texts)

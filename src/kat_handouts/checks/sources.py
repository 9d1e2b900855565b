"""Sources: every safety text and every number rests on one, and somebody looked lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from kat_handouts.content.library import Library
from kat_handouts.content.names import SOURCES
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.typography.numbers import number_runs


def check_sources(project: Project, library: Library, *, release: bool) -> Iterator[Finding]:
    """Yield texts without a source, sources that are not there, overdue and unconfirmed ones.

    What is overdue warns and what is unconfirmed is noted; both fail a release.
    """
    used: Counter[str] = Counter()
    for segment in library.segments.values():
        used.update(segment.sources)
        for finding in _check_segment(library, segment):
            yield finding.at(file=segment.file, line=segment.line, segment=segment.id)
    for code, region in library.regions.items():
        used.update(region.emergency_sources)
        file = library.region_file(code)
        for source in _unknown(library, region.emergency_sources):
            yield source.at(file=file.name, line=file.line(("emergency_sources",)))
    yield from _state(project, library, used, release=release)


def _check_segment(library: Library, segment: Segment) -> Iterator[Finding]:
    numbers = number_runs(segment.source)
    known = [library.sources.sources.get(name) for name in segment.sources]
    if segment.is_practical and not segment.safety:
        # The number of a bus needs no reference.
        numbers = []
    if not segment.sources and (segment.safety or numbers):
        what = "safety text" if segment.safety else f"the number {numbers[0]}"
        yield Finding(
            "source-missing",
            f"{what} without a source",
            hint=f"name it under sources, with an entry in {SOURCES}",
        )
    yield from _unknown(library, segment.sources)
    if numbers and known and all(source and source.confirmed == "decision" for source in known):
        yield Finding(
            "source-decision",
            f"the number {numbers[0]} rests on nothing but a decision of this project",
            hint="name a reference that states it, or say it without a number",
        )


def _unknown(library: Library, names: list[str] | tuple[str, ...]) -> Iterator[Finding]:
    for name in names:
        if name not in library.sources.sources:
            close = get_close_matches(name, library.sources.sources, n=1, cutoff=0.5)
            yield Finding(
                "source-unknown",
                f"there is no source “{name}”",
                hint=(f"did you mean {close[0]}? " if close else "") + f"add it to {SOURCES}",
            )


def _state(
    project: Project, library: Library, used: Counter[str], *, release: bool
) -> Iterator[Finding]:
    file = library.files[SOURCES]
    for key in library.sources.sources:
        if used[key]:
            yield from check_source(project, library, key, used[key], release=release)
        else:
            yield Finding(
                "source-unused",
                f"nothing cites the source “{key}”",
                hint="remove it, or cite it where it is the ground of a text",
                severity=Severity.WARNING,
            ).at(**file.place(("sources", key)))


def check_source(
    project: Project, library: Library, key: str, times: int, *, release: bool
) -> Iterator[Finding]:
    """Yield that a source, cited so many times, is overdue, or that nobody has read it."""
    source = library.sources.sources[key]
    place = library.files[SOURCES].place(("sources", key))
    if source.review_due < project.today:
        yield Finding(
            "source-overdue",
            f"the source “{key}” was to be looked at again by {source.review_due.isoformat()}",
            hint="read it again, correct what has changed, then move its date",
            severity=Severity.ERROR if release else Severity.WARNING,
        ).at(**place)
    if not source.is_confirmed and source.confirmed != "decision":
        yield Finding(
            "source-unconfirmed",
            f"the source “{key}”, cited {times} times, has not been read: {source.how}",
            hint="look it up, then set confirmed: read",
            severity=Severity.ERROR if release else Severity.NOTE,
        ).at(**place)

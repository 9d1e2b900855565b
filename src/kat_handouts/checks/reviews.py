"""Reviews: no text is older than its review date, and a release rests on what somebody has read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kat_handouts.checks.sources import check_source
from kat_handouts.content.library import Library
from kat_handouts.content.names import easy_read_name, handout_name, region_name
from kat_handouts.content.segments import Segment
from kat_handouts.content.text import placeholder_names
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, Severity


def check_reviews(
    project: Project, library: Library, names: Iterable[str], *, release: bool
) -> Iterator[Finding]:
    """Yield the content files of these names whose review is overdue; that fails a release."""
    dated = {handout_name(id_): item.next_review for id_, item in library.handouts.items()}
    dated |= {easy_read_name(id_): item.next_review for id_, item in library.easy_reads.items()}
    dated |= {region_name(code): item.next_review for code, item in library.regions.items()}
    for name in names:
        due = dated.get(name)
        if due and due < project.today:
            yield Finding(
                "review-overdue",
                f"the review was due on {due.isoformat()}",
                hint="review the text against its sources, then move both dates",
                severity=Severity.ERROR if release else Severity.WARNING,
                file=library.files[name].name,
                line=library.files[name].line(("next_review",)),
            )


def check_release(
    project: Project, library: Library, segments: list[Segment], region: str
) -> Iterator[Finding]:
    """Yield why sheets of a region that print these segments may not be released.

    That is an overdue review, or a source that is overdue or that nobody has read.
    """
    cited = Counter(name for segment in segments for name in segment.sources)
    if any(_tells_emergency_number(segment) for segment in segments):
        cited.update(library.region(region).emergency_sources)
    yield from check_reviews(
        project, library, dict.fromkeys(segment.name for segment in segments), release=True
    )
    for key, times in cited.items():
        if key in library.sources.sources:
            yield from check_source(project, library, key, times, release=True)


def _tells_emergency_number(segment: Segment) -> bool:
    names = placeholder_names(segment.source)
    return segment.id == "label.emergency" or "emergency_number" in names

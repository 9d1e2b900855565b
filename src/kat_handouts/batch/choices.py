"""What a selection can choose from: the handouts, languages and regions of a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding
from kat_handouts.model.sheet import Paper
from kat_handouts.reviews.status import LocaleStatus, locale_statuses


@dataclass(frozen=True)
class HandoutChoice:
    """A handout; `code` and `revision` are the first part of the code at its foot."""

    id: str
    code: str
    revision: int
    title: str
    reviewed: date
    next_review: date


@dataclass(frozen=True)
class RegionChoice:
    """A region with its own paper and emergency number."""

    code: str
    paper: Paper
    emergency_number: str


@dataclass(frozen=True)
class Choices:
    """All that can be built. `findings` say which catalogs cannot be read, and why."""

    handouts: list[HandoutChoice]
    locales: list[LocaleStatus]
    regions: list[RegionChoice]
    findings: list[Finding]


def load_choices(project: Project) -> Choices:
    """Return what can be built; raises `InputError` where the content is wrong."""
    library = load_library(project)
    handouts = [
        HandoutChoice(
            id=id_,
            code=handout.code,
            revision=handout.revision,
            title=handout.title.text,
            reviewed=handout.reviewed,
            next_review=handout.next_review,
        )
        for id_, handout in library.handouts.items()
    ]
    regions = [
        RegionChoice(code, region.paper, region.emergency_number)
        for code, region in library.regions.items()
    ]
    locales, findings = locale_statuses(project, library)
    return Choices(handouts, locales, regions, findings)

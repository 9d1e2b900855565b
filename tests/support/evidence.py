"""The evidence of a sheet of the small project."""

from __future__ import annotations

from kat_handouts.evidence.statements import Evidence, Statement, evidence_for
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.sheet import Sheet


def evidence(
    project: Project,
    handout: str = "garden",
    region: str = "us",
    locale: str = "en",
    route: str | None = None,
) -> Evidence:
    sheet = Sheet(locale, handout, region=region, route=route)
    return evidence_for(Localiser(project), sheet)


def statements(found: Evidence) -> list[Statement]:
    return [statement for part in found.parts for statement in part.statements]

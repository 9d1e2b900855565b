"""``kat-handouts evidence``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kat_handouts.cli.options import (
    handout_option,
    output_folder,
    project_options,
    region_option,
    route_option,
)
from kat_handouts.cli.report import reports_errors, tell_files
from kat_handouts.files.project import Project

if TYPE_CHECKING:
    from kat_handouts.evidence.statements import Evidence

FORMATS = ("pdf", "md")


@click.command("evidence", short_help="Print every statement of a handout beside its sources.")
@handout_option
@region_option
@route_option
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="One format; without it, both.",
)
@output_folder("output/evidence", "the sheets")
@project_options
@reports_errors
def command(
    project: Project,
    handouts: tuple[str, ...],
    region: str,
    route: str | None,
    formats: tuple[str, ...],
    output: Path,
    as_json: bool,
) -> None:
    """Print a staff sheet: every statement of a handout beside its sources and their dates.

    A medical director reads it in one sitting, ticks each line, and signs at the end. It is in
    English, as the handouts are written, and names what no source could confirm.

    \b
    Examples:
      kat-handouts evidence --handout side-effects
      kat-handouts evidence --region gb --format md -o evidence
    """
    from kat_handouts.batch.plan import Selection, plan
    from kat_handouts.evidence.statements import evidence_for
    from kat_handouts.files.atomic import write_whole
    from kat_handouts.localise.localiser import Localiser
    from kat_handouts.model.languages import SOURCE_TAG

    localiser = Localiser(project)
    selection = Selection((SOURCE_TAG,), handouts, region, route=route)
    sheets = [
        evidence_for(localiser, sheet)
        for sheet in plan(project, localiser.library, selection).sheets
    ]
    written: list[str] = []
    for format_ in formats or FORMATS:
        for evidence, data in zip(sheets, _MAKERS[format_](project, sheets), strict=True):
            sheet = evidence.document.sheet
            path = output / ".".join((sheet.handout, *sheet.name_parts, format_))
            write_whole(path, data)
            written.append(str(path))
    tell_files(written, as_json=as_json)


def _markdown(project: Project, sheets: list[Evidence]) -> Iterator[bytes]:
    from kat_handouts.evidence.pages import evidence_markdown
    from kat_handouts.render.html import environment
    from kat_handouts.render.template_files import TemplateFiles

    templates = environment(TemplateFiles(project))
    for evidence in sheets:
        yield evidence_markdown(evidence, templates).encode()


def _pdf(project: Project, sheets: list[Evidence]) -> Iterator[bytes]:
    from kat_handouts.doctor import require_libraries
    from kat_handouts.evidence.pages import evidence_pdf
    from kat_handouts.workers.in_process import warm_renderer

    require_libraries()
    with warm_renderer(project) as renderer:
        for evidence in sheets:
            yield evidence_pdf(evidence, renderer)


_MAKERS = {"pdf": _pdf, "md": _markdown}

"""``kat-handouts evidence``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.cli.options import (
    grouped,
    handout_option,
    output_folder,
    project_options,
    region_option,
    route_option,
)
from kat_handouts.cli.report import reports_errors, tell_files
from kat_handouts.evidence.pages import evidence_markdown, evidence_name, evidence_pdf
from kat_handouts.evidence.statements import Evidence, evidence_for
from kat_handouts.files.atomic import write_whole
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.editions import EASY_READ
from kat_handouts.model.languages import SOURCE_TAG
from kat_handouts.model.sheet import DEFAULT_EDITION
from kat_handouts.render.html import environment
from kat_handouts.render.template_files import TemplateFiles
from kat_handouts.workers.in_process import warm_renderer

FORMATS = ("pdf", "md")
# Those with words of their own: others print the same in another layout.
_IN_OWN_WORDS = (DEFAULT_EDITION, EASY_READ.name)


@click.command("evidence")
@grouped(
    "selection",
    partial(Selection, (SOURCE_TAG,), editions=_IN_OWN_WORDS),
    handout_option,
    region_option,
    route_option,
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="One format; without it, both.",
)
@output_folder("output/evidence", "the sheets")
@reports_errors
@project_options
def command(
    project: Project,
    selection: Selection,
    formats: tuple[str, ...],
    output: Path,
    as_json: bool,
) -> None:
    """Print a staff sheet: every statement of a handout beside its sources and their dates.

    A medical director reads it in one sitting, ticks each line, and signs at the end. It is in
    English, as the handouts are written, and names what no source could confirm. The easy-read
    edition, which has words of its own, has a sheet of its own.

    \b
    Examples:
      kat-handouts evidence --handout side-effects
      kat-handouts evidence --region gb --format md -o evidence
    """
    localiser = Localiser(project)
    sheets = [
        evidence_for(localiser, sheet)
        for sheet in plan(project, localiser.library, selection).sheets
    ]
    written: list[str] = []
    for format_ in formats or FORMATS:
        for evidence, data in zip(sheets, _MAKERS[format_](project, sheets), strict=True):
            path = output / evidence_name(evidence, format_)
            write_whole(path, data)
            written.append(str(path))
    tell_files(written, as_json=as_json)


def _markdown(project: Project, sheets: list[Evidence]) -> Iterator[bytes]:
    templates = environment(TemplateFiles(project))
    for evidence in sheets:
        yield evidence_markdown(evidence, templates).encode()


def _pdf(project: Project, sheets: list[Evidence]) -> Iterator[bytes]:
    with warm_renderer(project) as renderer:
        for evidence in sheets:
            yield evidence_pdf(evidence, renderer)


_MAKERS = {"pdf": _pdf, "md": _markdown}

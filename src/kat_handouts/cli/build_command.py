"""``kat-handouts build``."""

from __future__ import annotations

import dataclasses
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kat_handouts.cli.options import (
    complete_locale,
    handout_option,
    locale_option,
    output_option,
    project_options,
    region_option,
    route_option,
)
from kat_handouts.cli.report import print_findings, print_json, reports_errors
from kat_handouts.editions import EDITIONS
from kat_handouts.languages import SOURCE_TAG
from kat_handouts.project import Project
from kat_handouts.sheet import DEFAULT_EDITION, FORMATS, PAPERS, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kat_handouts.build.batch import BuildReport, Progress
    from kat_handouts.sheet import Sheet


@click.command("build", short_help="Build handouts as print-ready PDFs.")
@locale_option
@handout_option
@click.option(
    "--paper",
    type=click.Choice(PAPERS, case_sensitive=False),
    help="The paper. Default: the region's own.",
)
@region_option
@route_option
@click.option(
    "--edition",
    "-e",
    "editions",
    multiple=True,
    type=click.Choice(tuple(EDITIONS), case_sensitive=False),
    help="The layout; may be repeated. Default: standard.",
)
@click.option(
    "--with",
    "second",
    metavar="TAG",
    default=SOURCE_TAG,
    show_default=True,
    shell_complete=complete_locale,
    help="The other language of bilingual sheets.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="pdf, or html: one file for a phone; may be repeated. Default: pdf.",
)
@click.option("--staff", is_flag=True, help="Number the lines, and print English headings too.")
@output_option
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 64),
    default=lambda: os.cpu_count() or 1,
    show_default="one per processor",
    help="How many sheets to render at once.",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=60.0,
    show_default=True,
    help="Stop a sheet that takes longer.",
)
@click.option(
    "--release",
    is_flag=True,
    help="Refuse a language with untranslated, fuzzy or unsigned text, and list it.",
)
@click.option("--no-gallery", is_flag=True, help="Do not write OUTPUT/index.html.")
@project_options
@reports_errors
def command(
    project: Project,
    locales: tuple[str, ...],
    handouts: tuple[str, ...],
    paper: str | None,
    region: str,
    route: str | None,
    editions: tuple[str, ...],
    second: str,
    staff: bool,
    formats: tuple[Format, ...],
    output: Path,
    jobs: int,
    time_limit: float,
    release: bool,
    no_gallery: bool,
    as_json: bool,
) -> None:
    """Build handouts as print-ready PDFs.

    Writes OUTPUT/<locale>/<handout>.pdf, OUTPUT/manifest.json, and OUTPUT/index.html, a page that
    shows them all. What is not a default joins the file name:
    <handout>.<edition>.<region>.<route>.<paper>.pdf. A sheet that fails leaves no file and does
    not stop the others.

    \b
    Editions:
      standard      14 pt
      large-print   18 pt, one thing under the other
      bilingual     two languages, paragraph by paragraph (--with TAG), with line numbers
      cards         after-today, two to a sheet, to cut apart

    \b
    Examples:
      kat-handouts build
      kat-handouts build --locale ar --handout side-effects --paper a4
      kat-handouts build --route infusion
      kat-handouts build --format pdf --format html
      kat-handouts build -e standard -e large-print -e bilingual --with en
      kat-handouts build --release
    """
    from kat_handouts.build.batch import build
    from kat_handouts.build.plan import Selection
    from kat_handouts.build.workers import WorkerPool
    from kat_handouts.machine import require_libraries

    require_libraries()
    project = dataclasses.replace(project, render_limit=time_limit)
    selection = Selection(
        locales,
        handouts,
        region,
        paper,
        editions=editions or (DEFAULT_EDITION,),
        route=route,
        second=second,
        staff=staff,
        formats=formats or ("pdf",),
    )
    with _progress(quiet=as_json) as on_progress:
        report = build(
            project,
            selection,
            output,
            WorkerPool(project, jobs),
            release=release,
            gallery=not no_gallery,
            on_progress=on_progress,
        )
    if as_json:
        print_json(_as_dict(report))
    else:
        print_findings(report.findings)
        _summary(report, output)
    sys.exit(report.exit_status)


def _as_dict(report: BuildReport) -> dict[str, object]:
    return {
        "planned": report.planned,
        "built": [dataclasses.asdict(entry) for entry in report.built],
        "failed": [sheet.path for sheet in report.failed],
        "findings": [finding.as_dict() for finding in report.findings],
    }


def _summary(report: BuildReport, output: Path) -> None:
    pages = sum(entry.pages for entry in report.built)
    click.echo(f"{len(report.built)} of {report.planned} handouts ({pages} pages) in {output}/")
    unsigned = sum(entry.catalog["signed"] < entry.catalog["segments"] for entry in report.built)
    if unsigned:
        click.echo(f"{unsigned} of them say on their first page that nobody has signed their text.")
    english = {
        entry.locale
        for entry in report.built
        if entry.catalog["untranslated"] + entry.catalog["fuzzy"]
    }
    if english:
        click.echo(
            f"Some text has no translation and prints in English: {', '.join(sorted(english))}"
        )


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress]:
    if quiet or not sys.stderr.isatty():
        yield lambda sheet, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("Building"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[sheet]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, sheet="")

        def on_progress(sheet: Sheet | None, total: int) -> None:
            name = sheet.name if sheet else ""
            bar.update(task, total=total, advance=1 if sheet else 0, sheet=name)

        yield on_progress

"""``kat-handouts build``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kat_handouts.cli.cache_command import cache_dir_option, cache_in
from kat_handouts.cli.options import (
    complete_locale,
    handout_option,
    locale_option,
    output_option,
    project_options,
    region_option,
    route_option,
)
from kat_handouts.cli.report import findings_data, print_findings, reports_errors
from kat_handouts.files.project import Project
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import EXIT_FINE, KatHandoutsError
from kat_handouts.model.languages import SOURCE_TAG
from kat_handouts.model.sheet import DEFAULT_EDITION, FORMATS, PAPERS, Format

if TYPE_CHECKING:
    from kat_handouts.batch.cache import Cache
    from kat_handouts.batch.plan import Selection
    from kat_handouts.workers.renderer import Renderer


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
    "--memory-limit",
    metavar="MIB",
    type=click.IntRange(min=0),
    default=4096,
    show_default=True,
    help="Stop a sheet that takes more memory; 0 for no limit.",
)
@cache_dir_option
@click.option("--no-cache", is_flag=True, help="Neither use finished sheets nor keep any.")
@click.option(
    "--dry-run", is_flag=True, help="Say what would be built, and why; write nothing to OUTPUT."
)
@click.option(
    "--explain",
    "explained",
    metavar="SHEET",
    help="Print all that can change a sheet, such as es/side-effects; build nothing.",
)
@click.option(
    "--verify",
    "verified",
    is_flag=True,
    help="Make a sample of what is in OUTPUT again and compare the bytes; write nothing.",
)
@click.option(
    "--junit",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what became of each sheet as JUnit XML.",
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
    memory_limit: int,
    cache_dir: Path | None,
    no_cache: bool,
    dry_run: bool,
    explained: str | None,
    verified: bool,
    junit: Path | None,
    release: bool,
    no_gallery: bool,
    as_json: bool,
) -> None:
    """Build handouts as print-ready PDFs.

    Writes OUTPUT/<locale>/<handout>.pdf, OUTPUT/manifest.json, and OUTPUT/index.html, a page that
    shows them all. What is not a default joins the file name:
    <handout>.<edition>.<region>.<route>.<paper>.pdf. A sheet that fails leaves no file and does
    not stop the others. A sheet that nothing has changed for is left as it is or taken from the
    cache, whose bytes are the same. With --json, each event is a line.

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
      kat-handouts build --dry-run
      kat-handouts build --explain es/side-effects
      kat-handouts build --verify
      kat-handouts build --release
    """
    from kat_handouts.batch.build import BuildOptions, build
    from kat_handouts.batch.plan import Selection
    from kat_handouts.cli.build_reports import print_summary, print_summary_line
    from kat_handouts.cli.junit import write_junit
    from kat_handouts.cli.progress import print_line, progress
    from kat_handouts.doctor import require_libraries
    from kat_handouts.workers.limits import Limits
    from kat_handouts.workers.local import WorkerPool

    if sum((dry_run, explained is not None, verified)) > 1:
        raise click.UsageError("take one of --dry-run, --explain and --verify")
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
    cache = None if no_cache else cache_in(cache_dir)
    if dry_run or explained is not None:
        sys.exit(_foretell(project, selection, output, cache, explained, as_json=as_json))
    require_libraries()
    limits = Limits(time_limit, memory_limit or None)
    renderer = WorkerPool(project, jobs, limits)
    if verified:
        sys.exit(_verify(project, selection, output, renderer, as_json=as_json))
    try:
        with progress(as_json=as_json) as on_event:
            report = build(
                project,
                selection,
                output,
                renderer,
                BuildOptions(cache, release, not no_gallery),
                on_event,
            )
    except KatHandoutsError as error:
        if not as_json:
            raise
        print_line({"event": "error", **findings_data(error.findings)})
        sys.exit(error.exit_status)
    if junit:
        write_junit(report, junit)
    if as_json:
        print_summary_line(report, output)
    else:
        print_findings(report.findings)
        print_summary(report, output)
    sys.exit(report.exit_status)


def _foretell(
    project: Project,
    selection: Selection,
    output: Path,
    cache: Cache | None,
    explained: str | None,
    *,
    as_json: bool,
) -> int:
    from kat_handouts.batch.dry_run import dry_run, find_sheet
    from kat_handouts.cli.build_reports import print_dry_run, print_explanation

    result = dry_run(project, selection, output, cache)
    if explained is None:
        print_dry_run(result, as_json=as_json)
        return result.exit_status
    print_explanation(find_sheet(result, explained), as_json=as_json)
    return EXIT_FINE


def _verify(
    project: Project, selection: Selection, output: Path, renderer: Renderer, *, as_json: bool
) -> int:
    from kat_handouts.batch.verify import verify
    from kat_handouts.cli.build_reports import print_verification
    from kat_handouts.cli.progress import progress

    with progress(as_json=False) as on_event:
        result = verify(project, selection, output, renderer, on_event)
    print_verification(result, as_json=as_json)
    return result.exit_status

"""``kat-handouts build``: builds by itself, and has commands that ask about a build."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.cache import Cache
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import BuildReport
from kat_handouts.batch.site_gallery import write_site_gallery
from kat_handouts.batch.sites import outdated_outputs, site_outputs
from kat_handouts.cli import exit_status
from kat_handouts.cli.build_options import (
    Workers,
    cache_options,
    selection_options,
    worker_options,
)
from kat_handouts.cli.build_questions import (
    OldFlag,
    answer,
    explain_command,
    old_flags,
    plan_command,
    verify_command,
)
from kat_handouts.cli.build_reports import (
    print_refusal_line,
    print_summaries,
    print_summary_line,
)
from kat_handouts.cli.junit import write_junit
from kat_handouts.cli.options import output_option, site_options
from kat_handouts.cli.progress import print_line, progress
from kat_handouts.cli.report import findings_data, reports_errors
from kat_handouts.doctor import require_libraries
from kat_handouts.files.project import Project
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import KatHandoutsError


def _unless_asked(command: Callable[..., None]) -> Callable[..., None]:
    """Build only where no command follows; an option before that command would be lost."""

    @click.pass_context
    @functools.wraps(command)
    def wrapped(ctx: click.Context, /, **options: Any) -> None:
        asked = ctx.invoked_subcommand
        if asked is None:
            command(**options)
            return
        for parameter in ctx.command.params:
            if ctx.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE:
                option = max(parameter.opts, key=len)
                raise click.UsageError(f"write {option} after “{asked}”, not before it", ctx)

    return wrapped


_WIDEST = max(map(len, EDITIONS))
_EDITIONS = "\n".join(f"  {name:{_WIDEST}}  {one.about}" for name, one in EDITIONS.items())
_HELP = f"""Build handouts as print-ready PDFs.

Writes OUTPUT/<locale>/<handout>.pdf, OUTPUT/manifest.json, and OUTPUT/index.html, a page that
shows them all. What is not a default joins the file name:
<handout>.<edition>.<region>.<route>.<paper>.pdf. A sheet that fails leaves no file and does
not stop the others. A sheet that nothing has changed for is left as it is or taken from the
cache, whose bytes are the same. With --json, each event is a line. Where clinic.toml names
sites, each has a folder of its own: OUTPUT/<site>/<locale>/<handout>.pdf.

\b
Editions:
{_EDITIONS}

\b
Examples:
  kat-handouts build
  kat-handouts build --locale ar --handout side-effects --paper a4
  kat-handouts build --route infusion
  kat-handouts build --format pdf --format html
  kat-handouts build -e standard -e large-print -e bilingual --with en
  kat-handouts build --site north --site south
  kat-handouts build --release
  kat-handouts build plan
  kat-handouts build explain es/side-effects
  kat-handouts build verify
"""


@click.group("build", help=_HELP, invoke_without_command=True)
@_unless_asked
@selection_options
@output_option
@worker_options
@cache_options
@old_flags
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
@reports_errors
@site_options
def command(
    project: Project,
    selection: Selection,
    output: Path,
    workers: Workers,
    cache: Cache | None,
    old_flag: OldFlag | None,
    junit: Path | None,
    release: bool,
    no_gallery: bool,
    as_json: bool,
) -> None:
    if old_flag:
        answer(old_flag, project, selection, output, workers, cache, as_json=as_json)
        return
    require_libraries()
    options = BuildOptions(cache, release, not no_gallery)
    renderer = workers.renderer(project)
    reports: dict[str, BuildReport] = {}
    refused: dict[str, KatHandoutsError] = {}
    for one in site_outputs(project, output):
        try:
            with progress(as_json=as_json, site=one.site) as on_event:
                report = build(one.project, selection, one.path, renderer, options, on_event)
        except KatHandoutsError as error:
            refused[one.site] = error
            if as_json:
                print_refusal_line(error, one.site)
        else:
            reports[one.site] = report
            if as_json:
                print_summary_line(report, one)
    if junit and reports:
        write_junit(reports, junit)
    outdated = list(outdated_outputs(project, output))
    if not no_gallery:
        outdated += write_site_gallery(project, output)
    if not as_json:
        print_summaries(reports, refused, site_outputs(project, output), outdated)
    elif outdated:
        print_line({"event": "outdated", **findings_data(outdated)})
    errors = [error for report in reports.values() for error in report.errors]
    sys.exit(exit_status.of_errors([*errors, *refused.values()]))


for question in (plan_command, explain_command, verify_command):
    command.add_command(question)

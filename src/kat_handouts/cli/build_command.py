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
from kat_handouts.cli.build_reports import print_summary, print_summary_line
from kat_handouts.cli.junit import write_junit
from kat_handouts.cli.options import output_option, project_options
from kat_handouts.cli.progress import print_line, progress
from kat_handouts.cli.report import findings_data, print_findings, reports_errors
from kat_handouts.doctor import require_libraries
from kat_handouts.files.project import Project
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


@click.group("build", invoke_without_command=True)
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
@project_options
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
      kat-handouts build --release
      kat-handouts build plan
      kat-handouts build explain es/side-effects
      kat-handouts build verify
    """
    if old_flag:
        answer(old_flag, project, selection, output, workers, cache, as_json=as_json)
        return
    require_libraries()
    try:
        with progress(as_json=as_json) as on_event:
            report = build(
                project,
                selection,
                output,
                workers.renderer(project),
                BuildOptions(cache, release, not no_gallery),
                on_event,
            )
    except KatHandoutsError as error:
        if not as_json:
            raise
        print_line({"event": "error", **findings_data(error.findings)})
        sys.exit(exit_status.of_errors([error]))
    if junit:
        write_junit(report, junit)
    if as_json:
        print_summary_line(report, output)
    else:
        print_findings(report.findings)
        print_summary(report, output, project.clinic)
    sys.exit(exit_status.of_errors(report.errors))


for question in (plan_command, explain_command, verify_command):
    command.add_command(question)

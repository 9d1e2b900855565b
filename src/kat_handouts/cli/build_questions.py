"""``kat-handouts build plan``, ``explain`` and ``verify``: questions that write nothing."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from kat_handouts.batch.cache import Cache
from kat_handouts.batch.dry_run import dry_run, find_sheet
from kat_handouts.batch.origins import Origins, origins_of
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.batch.sites import site_of_sheet, site_outputs
from kat_handouts.batch.verify import Verification, verify
from kat_handouts.cli import exit_status
from kat_handouts.cli.build_options import (
    Workers,
    cache_options,
    selection_options,
    worker_options,
)
from kat_handouts.cli.build_reports import print_dry_runs, print_explanation, print_verifications
from kat_handouts.cli.options import grouped, output_option, site_options
from kat_handouts.cli.progress import progress
from kat_handouts.cli.report import reports_errors, say
from kat_handouts.doctor import require_libraries
from kat_handouts.files.project import Project


@dataclass(frozen=True)
class OldFlag:
    """A flag of ``build`` that asks what a command asks now. `sheet` is what to explain."""

    flag: str
    command: str
    sheet: str = ""


def _old_flag(dry_run: bool, explained: str | None, verified: bool) -> OldFlag | None:
    asked = [OldFlag("--dry-run", "plan")] if dry_run else []
    if explained is not None:
        asked.append(OldFlag("--explain", "explain", explained))
    if verified:
        asked.append(OldFlag("--verify", "verify"))
    if len(asked) > 1:
        raise click.UsageError("take one of --dry-run, --explain and --verify")
    return asked[0] if asked else None


old_flags = grouped(
    "old_flag",
    _old_flag,
    click.option("--dry-run", is_flag=True, hidden=True, help="The same as build plan."),
    click.option(
        "--explain",
        "explained",
        metavar="SHEET",
        hidden=True,
        help="The same as build explain SHEET.",
    ),
    click.option(
        "--verify", "verified", is_flag=True, hidden=True, help="The same as build verify."
    ),
)


@click.command("plan")
@selection_options
@output_option
@cache_options
@reports_errors
@site_options
def plan_command(
    project: Project, selection: Selection, output: Path, cache: Cache | None, as_json: bool
) -> None:
    """Say what a build would make, and why; write nothing.

    Takes the options of a build, and names each sheet that would not stay as it is.

    \b
    Examples:
      kat-handouts build plan
      kat-handouts build plan -l es --paper a4 --json
    """
    _tell_plan(project, selection, output, cache, as_json=as_json)


@click.command("explain", short_help="Print all that can change a sheet; build nothing.")
@click.argument("sheet")
@selection_options
@output_option
@cache_options
@reports_errors
@site_options
def explain_command(
    project: Project,
    sheet: str,
    selection: Selection,
    output: Path,
    cache: Cache | None,
    as_json: bool,
) -> None:
    """Print all that can change a SHEET, such as es/side-effects; build nothing.

    Then come the files that it is made of, each with its layer, the project's own or the shipped
    one, and the texts on it that are the project's own.

    SHEET is a file of OUTPUT or its name without .pdf. A sheet of another edition, region, route
    or paper is found with the options that select it. That of a site begins with its name:
    north/es/side-effects.

    \b
    Examples:
      kat-handouts build explain es/side-effects
      kat-handouts build explain es/side-effects.large-print -e large-print
    """
    _tell_explanation(project, selection, output, cache, sheet, as_json=as_json)


@click.command("verify", short_help="Make a sample again and compare the bytes.")
@selection_options
@output_option
@worker_options
@reports_errors
@site_options
def verify_command(
    project: Project, selection: Selection, output: Path, workers: Workers, as_json: bool
) -> None:
    """Make a sample of what is in OUTPUT again and compare the bytes; write nothing.

    The same inputs and libraries must give the same bytes; the exit status is 1 where they do not.

    \b
    Examples:
      kat-handouts build verify
      kat-handouts build verify -l km --output output
    """
    _tell_verification(project, selection, output, workers, as_json=as_json)


def answer(
    old_flag: OldFlag,
    project: Project,
    selection: Selection,
    output: Path,
    workers: Workers,
    cache: Cache | None,
    *,
    as_json: bool,
) -> None:
    """Answer a flag as its command does, and name that command to a person."""
    if not as_json:
        say(
            f"note: build {old_flag.flag} is “build {old_flag.command}” now; "
            "the flag goes with the next release",
            err=True,
        )
    if old_flag.command == "plan":
        _tell_plan(project, selection, output, cache, as_json=as_json)
    elif old_flag.command == "explain":
        _tell_explanation(project, selection, output, cache, old_flag.sheet, as_json=as_json)
    else:
        _tell_verification(project, selection, output, workers, as_json=as_json)


def _tell_plan(
    project: Project, selection: Selection, output: Path, cache: Cache | None, *, as_json: bool
) -> None:
    results = {
        one.site: dry_run(one.project, selection, one.path, cache)
        for one in site_outputs(project, output)
    }
    print_dry_runs(results, as_json=as_json)
    sys.exit(
        exit_status.of_errors([error for result in results.values() for error in result.errors])
    )


def _tell_explanation(
    project: Project,
    selection: Selection,
    output: Path,
    cache: Cache | None,
    sheet: str,
    *,
    as_json: bool,
) -> None:
    one, name = site_of_sheet(project, output, sheet)
    result = dry_run(one.project, selection, one.path, cache)
    found = find_sheet(result, name)
    origins = Origins()
    if found.outcome is not Outcome.FAILED:
        origins = origins_of(result.localiser, found.sheet, found.inputs or {})
    print_explanation(found, origins, one.site, as_json=as_json)


def _tell_verification(
    project: Project, selection: Selection, output: Path, workers: Workers, *, as_json: bool
) -> None:
    require_libraries()
    renderer = workers.renderer(project)
    results: dict[str, Verification] = {}
    for one in site_outputs(project, output):
        with progress(as_json=False, site=one.site) as on_event:
            found = verify(one.project, selection, one.path, renderer, on_event)
        results[one.site] = found
    print_verifications(results, as_json=as_json)
    sys.exit(exit_status.of_success(not any(found.findings for found in results.values())))

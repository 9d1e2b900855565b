"""Options and arguments that several commands share."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from kat_handouts.cli.report import tell
from kat_handouts.files.project import CLINIC_FILE, Project
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError
from kat_handouts.model.sheet import DEFAULT_REGION, ROUTES

Command = TypeVar("Command", bound=Callable[..., Any])


def _as_date(ctx: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def project_options(command: Command) -> Command:
    """Add ``--project``, ``--clinic``, ``--as-of`` and ``--json``.

    The command gets `project`, with its clinic, and `as_json`. What the clinic's file says of
    region and paper holds where the command line says nothing.
    """

    @click.option(
        "--project",
        "root",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=Path(),
        help="The folder whose content, templates and locales win over the shipped ones.",
    )
    @click.option(
        "--clinic",
        "clinic_file",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        help="What the clinic prints. Default: clinic.toml in the project's folder, if any.",
    )
    @click.option(
        "--as-of",
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_as_date,
        help="Take this as today's date (YYYY-MM-DD). Default: SOURCE_DATE_EPOCH, or the clock.",
    )
    @click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
    @functools.wraps(command)
    def wrapped(
        *args: Any, root: Path, clinic_file: Path | None, as_of: date | None, **options: Any
    ) -> Any:
        try:
            project = Project(root=root.resolve(), today=as_of or _today())
            project = _with_clinic(project, clinic_file)
        except KatHandoutsError as error:
            tell(error.findings, as_json=bool(options.get("as_json")))
            sys.exit(error.exit_status)
        if "region" in options:
            options["region"] = options["region"] or project.clinic.region or DEFAULT_REGION
        if "paper" in options:
            options["paper"] = options["paper"] or project.clinic.paper
        return command(*args, project=project, **options)

    return wrapped  # type: ignore[return-value]


def _today() -> date:
    """Return the date of SOURCE_DATE_EPOCH (seconds, UTC), or of the clock.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH specification". Raises `InputError` where
    it is no such number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        finding = Finding(
            "source-date-epoch",
            f"SOURCE_DATE_EPOCH is “{epoch}”, not a number of seconds",
            hint="set it to the output of git log -1 --format=%ct, or unset it",
        )
        raise InputError(finding) from None


def _with_clinic(project: Project, file: Path | None) -> Project:
    """Return the project with the clinic of a file; raises `InputError` where that is wrong."""
    path = file or project.root / CLINIC_FILE
    if not path.is_file():
        return project
    from kat_handouts.clinic.file import load_clinic

    shown = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    regions = [Path(name).stem for name in project.names("content/regions", "*.yaml")]
    return replace(project, clinic=load_clinic(path, shown, regions))


def complete_locale(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """Offer the locales that can be built."""
    from kat_handouts.catalogs.catalog import locale_tags

    return [tag for tag in locale_tags(Project()) if tag.startswith(start)]


def complete_handout(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """Offer the handouts' ids."""
    from kat_handouts.content.library import handout_ids

    return [id_ for id_ in handout_ids(Project()) if id_.startswith(start)]


def output_folder(default: str, purpose: str) -> Callable[[Command], Command]:
    """Return the option ``--output`` of a command, with its folder and what that is for."""
    return click.option(
        "--output",
        "-o",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(default),
        show_default=True,
        help=f"The folder for {purpose}.",
    )


output_option = output_folder("output", "the PDFs and their manifest")

locale_option = click.option(
    "--locale",
    "-l",
    "locales",
    metavar="TAG",
    multiple=True,
    shell_complete=complete_locale,
    help="A language, such as es or zh-Hans; may be repeated. Default: all.",
)

handout_option = click.option(
    "--handout",
    "-H",
    "handouts",
    metavar="ID",
    multiple=True,
    shell_complete=complete_handout,
    help="A handout, such as side-effects; may be repeated. Default: all.",
)

region_option = click.option(
    "--region", metavar="CODE", help=f"The country. Default: the clinic's, or {DEFAULT_REGION}."
)

route_option = click.option(
    "--route",
    type=click.Choice(ROUTES),
    help="Leave out what is about other routes. Default: all routes on one sheet.",
)

"""Options and arguments that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.cli.report import DEFAULT_LIMIT, LIMIT
from kat_handouts.clinic.opening import open_project
from kat_handouts.content.library import handout_ids
from kat_handouts.files.project import Project
from kat_handouts.model.sheet import DEFAULT_REGION, ROUTES

Result = TypeVar("Result")
Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def grouped(name: str, make: Callable[..., Any], *options: Option) -> Option:
    """Return one decorator that adds options and hands them to the command as one object.

    `make` makes it from their values; its parameters have the names of the options. The command
    gets it as `name`.
    """
    fields = _names(options)

    def add(command: Callable[..., Result]) -> Callable[..., Result]:
        @functools.wraps(command)
        def wrapped(*args: Any, **values: Any) -> Result:
            taken = {field: values.pop(field) for field in fields}
            return command(*args, **values, **{name: make(**taken)})

        made: Callable[..., Result] = wrapped
        for option in reversed(options):
            made = option(made)
        return made

    return add


def _names(options: tuple[Option, ...]) -> list[str]:
    def probe() -> None:
        pass

    for option in options:
        option(probe)
    return [parameter.name for parameter in click.command(probe).params if parameter.name]


def _as_date(ctx: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def _keep_limit(ctx: click.Context, parameter: click.Parameter, value: int) -> None:
    ctx.meta[LIMIT] = value


_limit_option = click.option(
    "--limit",
    type=click.IntRange(0),
    default=DEFAULT_LIMIT,
    show_default=True,
    expose_value=False,
    callback=_keep_limit,
    help="Print so many findings of each rule and count the others; 0 prints all.",
)

_open_options = (
    click.option(
        "--project",
        "root",
        # Where the output goes depends on it.
        is_eager=True,
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=Path(),
        help="The folder whose content, templates and locales win over the shipped ones.",
    ),
    click.option(
        "--clinic",
        "clinic_file",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        help="What the clinic prints. Default: clinic.toml in the project's folder, if any.",
    ),
    click.option(
        "--as-of",
        "today",
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_as_date,
        help="Take this as today's date (YYYY-MM-DD). Default: SOURCE_DATE_EPOCH, or the clock.",
    ),
)
_site_option = click.option(
    "--site",
    "sites",
    metavar="NAME",
    multiple=True,
    help="A site of the clinic, as clinic.toml names it; may be repeated. Default: all.",
)


def project_options(command: Callable[..., Result]) -> Callable[..., Result]:
    """Add ``--project``, ``--clinic``, ``--as-of``, ``--limit`` and ``--json``.

    The command gets `project`, with its clinic, and `as_json`. Raises `InputError` where the
    clinic's file or the date is wrong, so `reports_errors` stands above.
    """
    add = grouped("project", open_project, *_open_options)
    added: Callable[..., Result] = add(_limit_option(json_option(command)))
    return added


def site_options(command: Callable[..., Result]) -> Callable[..., Result]:
    """Add what `project_options` add, and ``--site``, which the project knows."""
    add = grouped("project", open_project, *_open_options, _site_option)
    added: Callable[..., Result] = add(_limit_option(json_option(command)))
    return added


def complete_locale(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """Offer the locales that can be built."""
    return [tag for tag in locale_tags(Project()) if tag.startswith(start)]


def complete_handout(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """Offer the handouts' ids."""
    return [id_ for id_ in handout_ids(Project()) if id_.startswith(start)]


def output_folder(default: str, purpose: str) -> Option:
    """Return the option ``--output`` of a command, with its folder and what that is for.

    The default is below the project's folder.
    """

    def below_project(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
        return value or ctx.params.get("root", Path()) / default

    return click.option(
        "--output",
        "-o",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        callback=below_project,
        show_default=f"{default}, in the project's folder",
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
    help="A language, such as es or zh-Hans; may be repeated. Default: the clinic's, or all.",
)


def handouts_option(purpose: str) -> Option:
    """Return the option ``--handout`` of a command, with what it is for."""
    return click.option(
        "--handout",
        "-H",
        "handouts",
        metavar="ID",
        multiple=True,
        shell_complete=complete_handout,
        help=purpose,
    )


handout_option = handouts_option("A handout, such as side-effects; may be repeated. Default: all.")

region_option = click.option(
    "--region", metavar="CODE", help=f"The country. Default: the clinic's, or {DEFAULT_REGION}."
)

route_option = click.option(
    "--route",
    type=click.Choice(ROUTES),
    help="Leave out what is about other routes. Default: all routes on one sheet.",
)

tags_argument = click.argument("tags", metavar="[TAG]...", nargs=-1, shell_complete=complete_locale)

backup_option = click.option(
    "--backup/--no-backup",
    default=True,
    show_default=True,
    help="Keep the version before beside the file, as NAME~.",
)

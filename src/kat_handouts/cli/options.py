"""Options and arguments that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from kat_handouts.project import Project
from kat_handouts.sheet import DEFAULT_REGION, ROUTES

Command = TypeVar("Command", bound=Callable[..., Any])


def _as_date(ctx: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def project_options(command: Command) -> Command:
    """Add ``--project``, ``--as-of`` and ``--json``; the command gets `project` and `as_json`."""

    @click.option(
        "--project",
        "root",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=Path(),
        help="The folder whose content, templates and locales win over the shipped ones.",
    )
    @click.option(
        "--as-of",
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_as_date,
        help="Take this as today's date (YYYY-MM-DD).",
    )
    @click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
    @functools.wraps(command)
    def wrapped(*args: Any, root: Path, as_of: date | None, **options: Any) -> Any:
        project = Project(root=root.resolve(), today=as_of or date.today())
        return command(*args, project=project, **options)

    return wrapped  # type: ignore[return-value]


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
    "--region", metavar="CODE", default=DEFAULT_REGION, show_default=True, help="The country."
)

route_option = click.option(
    "--route",
    type=click.Choice(ROUTES),
    help="Leave out what is about other routes. Default: all routes on one sheet.",
)

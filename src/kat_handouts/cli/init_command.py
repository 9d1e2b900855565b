"""``kat-handouts init``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kat_handouts.cli.options import json_option
from kat_handouts.cli.report import reports_errors, tell_files
from kat_handouts.clinic.opening import date_of_today
from kat_handouts.clinic.starter import start_clinic
from kat_handouts.content.starter import check_new_handout, start_handout
from kat_handouts.files.project import CLINIC_FILE, Project


@click.command("init")
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False)
)
@click.option(
    "--handout",
    "-H",
    metavar="NAME",
    help="Start a handout of your own too, content/NAME.yaml; DIR is then this folder if left out.",
)
@json_option
@reports_errors
def command(folder: Path | None, handout: str | None, as_json: bool) -> None:
    """Start a clinic's own folder: write DIR/clinic.toml, with every field explained.

    A file that is there already is left as it is, and the exit status is 2. With --handout a
    clinic.toml may be there.

    \b
    Examples:
      kat-handouts init riverside
      kat-handouts init riverside --handout parking
      kat-handouts build --project riverside
    """
    if folder is None and handout is None:
        raise click.UsageError("Name the folder, such as: kat-handouts init riverside")
    folder = folder or Path()
    if handout is None:
        tell_files([str(start_clinic(folder))], as_json=as_json)
        return
    project = Project(root=folder, today=date_of_today())
    check_new_handout(project, handout)
    written = [] if os.path.lexists(folder / CLINIC_FILE) else [start_clinic(folder)]
    written.append(start_handout(project, handout))
    tell_files([str(path) for path in written], as_json=as_json)

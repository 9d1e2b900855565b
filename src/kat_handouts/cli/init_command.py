"""``kat-handouts init``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kat_handouts.cli.report import tell, tell_files
from kat_handouts.files.project import CLINIC_FILE
from kat_handouts.model.errors import EXIT_WRONG_INPUT, Finding


@click.command("init", short_help="Start a clinic's own folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
def command(folder: Path, as_json: bool) -> None:
    """Start a clinic's own folder: write DIR/clinic.toml, with every field explained.

    A file that is there already is left as it is, and the exit status is 2.

    \b
    Examples:
      kat-handouts init riverside
      kat-handouts build --project riverside
    """
    from kat_handouts.clinic.starter import STARTER

    path = folder / CLINIC_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(STARTER)
    except FileExistsError:
        problem, hint = "is there already", "edit it, or choose another folder"
    except OSError as error:
        problem, hint = f"cannot be written: {error.strerror}", "choose another folder"
    else:
        tell_files([str(path)], as_json=as_json)
        return
    tell([Finding("clinic-file", problem, hint, file=str(path))], as_json=as_json)
    sys.exit(EXIT_WRONG_INPUT)

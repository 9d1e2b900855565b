"""``kat-handouts init``."""

from __future__ import annotations

from pathlib import Path

import click

from kat_handouts.cli.report import reports_errors, tell_files
from kat_handouts.clinic.starter import start_clinic


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
@reports_errors
def command(folder: Path, as_json: bool) -> None:
    """Start a clinic's own folder: write DIR/clinic.toml, with every field explained.

    A file that is there already is left as it is, and the exit status is 2.

    \b
    Examples:
      kat-handouts init riverside
      kat-handouts build --project riverside
    """
    tell_files([str(start_clinic(folder))], as_json=as_json)

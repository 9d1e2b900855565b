"""``kat-handouts doctor``."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.cli import exit_status
from kat_handouts.cli.options import project_options
from kat_handouts.cli.report import print_json, reports_errors, say
from kat_handouts.doctor import font_conditions, library_conditions, python_condition
from kat_handouts.files.project import Project
from kat_handouts.model.visible import visible


@click.command("doctor")
@reports_errors
@project_options
def command(project: Project, as_json: bool) -> None:
    """Say what this machine has and lacks for building handouts, and the command that mends it.

    \b
    Examples:
      kat-handouts doctor
      kat-handouts doctor --json
    """
    conditions = [
        python_condition(),
        *library_conditions(),
        *font_conditions(locale_tags(project)),
    ]
    healthy = all(condition.found for condition in conditions)
    if as_json:
        print_json({"healthy": healthy, "conditions": [asdict(item) for item in conditions]})
    else:
        for item in conditions:
            sign = (
                click.style("has  ", fg="green") if item.found else click.style("lacks", fg="red")
            )
            click.echo(f"{sign} {visible(item.name)}: {visible(item.detail)}")
            if not item.found:
                say(f"      mend it: {item.remedy}")
        say("Everything is there." if healthy else "Something is missing; see above.")
    sys.exit(exit_status.of_success(healthy))

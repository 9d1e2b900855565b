"""``kat-handouts identify``."""

from __future__ import annotations

import sys

import click

from kat_handouts.cli import exit_status
from kat_handouts.cli.options import project_options
from kat_handouts.cli.report import print_json, reports_errors, say
from kat_handouts.files.project import Project
from kat_handouts.identify import Identity, identify


@click.command("identify")
@click.argument("code", metavar="CODE|FILE.pdf", nargs=-1, required=True)
@reports_errors
@project_options
def command(project: Project, code: tuple[str, ...], as_json: bool) -> None:
    """Say what a sheet is by the code at its foot, and whether it is current.

    The code, printed and as a QR code, is what a chart records. The exit status is 1 where the
    same sheet would say something else today. A clinic's own sheets are told in its folder.

    \b
    Examples:
      kat-handouts identify "KAT-03.2 US.2 ES S 3F9A1C2B"
      kat-handouts identify output/es/side-effects.pdf --json
    """
    found = identify(project, " ".join(code))
    sheet = found.sheet
    if as_json:
        print_json(_data(found))
    else:
        languages = f"{found.language} ({sheet.locale})"
        if sheet.second:
            languages += f" with {sheet.second}"
        say(f"{found.title} ({sheet.handout}), revision {found.revision}")
        say(f"{languages}, region {sheet.region}, {sheet.edition}, {sheet.route or 'all routes'}")
        say("current" if found.is_current else f"not current: today's sheet is {found.today}")
    sys.exit(exit_status.of_success(found.is_current))


def _data(found: Identity) -> dict[str, object]:
    sheet = found.sheet
    return {
        "code": found.code,
        "handout": sheet.handout,
        "title": found.title,
        "revision": found.revision,
        "region": sheet.region,
        "locale": sheet.locale,
        "language": found.language,
        "edition": sheet.edition,
        "second": sheet.second,
        "route": sheet.route,
        "today": found.today,
        "is_current": found.is_current,
    }

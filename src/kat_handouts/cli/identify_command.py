"""``kat-handouts identify``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kat_handouts.batch.manifest import read_manifest
from kat_handouts.batch.sites import site_outputs
from kat_handouts.cli import exit_status
from kat_handouts.cli.options import output_option, site_options
from kat_handouts.cli.report import print_json, reports_errors, say
from kat_handouts.files.project import Project
from kat_handouts.identify import Identity, identify
from kat_handouts.model.errors import Finding, InputError


@click.command("identify")
@click.argument("code", metavar="CODE|FILE", nargs=-1, required=True)
@output_option
@reports_errors
@site_options
def command(project: Project, code: tuple[str, ...], output: Path, as_json: bool) -> None:
    """Say what a sheet is by the code at its foot, and whether it is current.

    The code, printed and as a QR code, is what a chart records; spaces may be left out. Its last
    eight digits alone are looked for among the sheets of OUTPUT. A file is a PDF or a page for the
    phone. The exit status is 1 where the same sheet would say something else today. A clinic's own
    sheets are told in its folder. Of several sites it says at which the sheet is current: a code
    holds what a sheet says, but for the clinic's name, address and phones, so that several may have
    the same.

    \b
    Examples:
      kat-handouts identify "KAT-03.2 US.2 ES S 3F9A1C2B"
      kat-handouts identify 3F9A1C2B
      kat-handouts identify output/es/side-effects.pdf --json
    """
    found = identify(project, _whole(project, " ".join(code), output))
    sheet = found.sheet
    if as_json:
        print_json(_data(found))
    else:
        languages = f"{found.language} ({sheet.locale})"
        if sheet.second:
            languages += f" with {sheet.second}"
        say(f"{found.title} ({sheet.handout}), revision {found.revision}")
        say(f"{languages}, region {sheet.region}, {sheet.edition}, {sheet.route or 'all routes'}")
        for line in _currency(found):
            say(line)
        if not found.is_current and not project.clinic_file:
            say("If it is a clinic's, name the clinic's folder with --project.")
    sys.exit(exit_status.of_success(found.is_current))


def _whole(project: Project, words: str, output: Path) -> str:
    """Return the code that ends in these eight digits, of the sheets in a folder; else the words.

    Raises `InputError` where no sheet, or more than one text, has them.
    """
    digits = words.strip().upper()
    if not re.fullmatch(r"[0-9A-F]{8}", digits):
        return words
    known = {
        entry.facts.sheet_id
        for one in site_outputs(project, output)
        for entry in read_manifest(one.path).values()
    }
    found = sorted(one for one in known if one.endswith(f" {digits}"))
    if len(found) != 1:
        what = "several sheets" if found else "no sheet"
        hint = "type the whole code, or name another folder with --output"
        raise InputError(
            Finding("no-mark", f"{what} in {output}/ has a code that ends in {digits}", hint)
        )
    return found[0]


def _currency(found: Identity) -> Iterator[str]:
    """Yield whether the sheet is current; of several sites, where it is and where it is not."""
    if not found.sites:
        yield "current" if found.is_current else f"not current: today's sheet is {found.today}"
        return
    current = [site for site, today in found.sites.items() if today == found.code]
    if current:
        yield f"current at {', '.join(current)}"
    others: dict[str, list[str]] = {}
    for site, today in found.sites.items():
        if site not in current:
            others.setdefault(today, []).append(site)
    for today, sites in others.items():
        yield f"not current at {', '.join(sites)}: today's sheet there is {today}"


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
        **({"sites": found.sites} if found.sites else {}),
    }

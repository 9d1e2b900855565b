"""``kat-handouts check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kat_handouts.cli.options import output_option, project_options
from kat_handouts.cli.report import count, reports_errors, status, tell
from kat_handouts.project import Project

if TYPE_CHECKING:
    from kat_handouts.errors import Finding

WHAT = ("content", "catalogs", "pdf")


@click.command("check", short_help="Check content, catalogs and finished PDFs.")
@click.argument("what", nargs=-1, type=click.Choice(WHAT))
@output_option
@click.option("--release", is_flag=True, help="Fail on missing signatures and overdue reviews too.")
@project_options
@reports_errors
def command(
    project: Project, what: tuple[str, ...], output: Path, release: bool, as_json: bool
) -> None:
    """Check content, catalogs and finished PDFs; without an argument, all three.

    Every finding names its file, line, segment and rule. Errors make the exit status 1; warnings
    and notes do not. Without --release a missing signature is a note.

    \b
    Examples:
      kat-handouts check
      kat-handouts check content catalogs
      kat-handouts check pdf --output output
      kat-handouts check --release --json
    """
    findings: list[Finding] = []
    for name in dict.fromkeys(what or WHAT):
        findings += [
            found for found in _run(name, project, output, release) if found not in findings
        ]
    tell(findings, as_json=as_json)
    if not as_json:
        click.echo(f"{', '.join(what or WHAT)}: {count(findings)}")
    sys.exit(status(findings))


def _run(name: str, project: Project, output: Path, release: bool) -> list[Finding]:
    if name == "content":
        from kat_handouts.checks.content import check_content

        return check_content(project, release=release)
    if name == "catalogs":
        from kat_handouts.checks.catalogs import check_catalogs

        return check_catalogs(project, release=release)
    from kat_handouts.checks.pdf import check_pdfs

    return check_pdfs(project, output)

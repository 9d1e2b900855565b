"""``kat-handouts check``."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.content import check_content
from kat_handouts.checks.scores import Score
from kat_handouts.cli import exit_status
from kat_handouts.cli.options import handouts_option, output_option, site_options
from kat_handouts.cli.page_table import page_data, print_pages
from kat_handouts.cli.report import (
    count,
    findings_data,
    print_findings,
    print_json,
    print_table,
    reports_errors,
    say,
)
from kat_handouts.cli.scores_pages import print_scores, print_unread, score_data
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding
from kat_handouts.model.rules import RULES

if TYPE_CHECKING:
    from kat_handouts.checks.page_economy import SheetPages

WHAT = ("content", "catalogs", "pdf")


@click.command("check")
@click.argument("what", nargs=-1, type=click.Choice(WHAT))
@output_option
@click.option("--score", is_flag=True, help="Print how each handout scores by PEMAT-P and the CCI.")
@click.option("--pages", is_flag=True, help="Print how much of each page of each PDF is blank.")
@handouts_option(
    "With --score: print this handout alone, and what somebody has to read of it. With --pages: "
    "print its pages alone."
)
@click.option("--rules", is_flag=True, help="Print every rule with its reason, and check nothing.")
@click.option("--release", is_flag=True, help="Fail on missing signatures and overdue reviews too.")
@click.option(
    "--allow-untranslated",
    is_flag=True,
    help="Count what is missing or fuzzy in a catalog, in a note for each language.",
)
@reports_errors
@site_options
def command(
    project: Project,
    what: tuple[str, ...],
    output: Path,
    handouts: tuple[str, ...],
    score: bool,
    pages: bool,
    rules: bool,
    release: bool,
    allow_untranslated: bool,
    as_json: bool,
) -> None:
    """Check content, catalogs and finished PDFs; without an argument, all three.

    Every finding names its file, line, segment and rule. Errors make the exit status 1; warnings
    and notes do not. Without --release a missing signature is a note. While catalogs are behind a
    new English text, --allow-untranslated holds them to everything else.

    \b
    Examples:
      kat-handouts check
      kat-handouts check content catalogs
      kat-handouts check content --score
      kat-handouts check content --score -H side-effects
      kat-handouts check pdf --output output
      kat-handouts check pdf --pages
      kat-handouts check --release --json
    """
    if release and allow_untranslated:
        raise click.UsageError("take one of --release and --allow-untranslated")
    if pages and "pdf" not in (what or WHAT):
        raise click.UsageError("--pages is about PDFs: kat-handouts check pdf --pages")
    if rules:
        _print_rules(as_json=as_json)
        return
    findings: list[Finding] = []
    found_scores: list[Score] = []
    found_pages: list[SheetPages] = []
    for name in dict.fromkeys(what or WHAT):
        ran = _run(name, project, output, release=release, allow_untranslated=allow_untranslated)
        findings += [finding for finding in ran.findings if finding not in findings]
        found_scores += ran.scores
        found_pages += ran.pages
    shown = [one for one in found_scores if not handouts or one.handout in handouts]
    shown_pages = [one for one in found_pages if not handouts or one.sheet.handout in handouts]
    if as_json:
        data = findings_data(findings)
        data |= {"scores": [score_data(one) for one in shown]} if score else {}
        print_json(data | {"pages": [page_data(one) for one in shown_pages]} if pages else data)
    else:
        print_findings(findings)
        if pages:
            print_pages(shown_pages)
        if score:
            print_scores(shown)
            if handouts:
                print_unread(shown, project.today)
        say(f"{', '.join(what or WHAT)}: {count(findings)}")
    sys.exit(exit_status.of_findings(findings))


@dataclass
class _Ran:
    """What one check found, and what it measured on the way."""

    findings: list[Finding] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    pages: list[SheetPages] = field(default_factory=list)


def _run(
    name: str, project: Project, output: Path, *, release: bool, allow_untranslated: bool
) -> _Ran:
    if name == "content":
        report = check_content(project, release=release)
        return _Ran(report.findings, report.scores)
    if name == "catalogs":
        return _Ran(check_catalogs(project, release=release, allow_untranslated=allow_untranslated))
    # PDFium, which reads PDFs, is for this check alone.
    from kat_handouts.batch.audit import audit_pdfs
    from kat_handouts.batch.sites import outdated_outputs, site_outputs

    ran = _Ran(list(outdated_outputs(project, output)))
    for one in site_outputs(project, output):
        audit = audit_pdfs(one.project, one.path)
        ran.findings += audit.findings
        ran.pages += audit.pages
    return ran


def _print_rules(*, as_json: bool) -> None:
    rows: list[dict[str, object]] = [asdict(rule) for rule in RULES.values()]
    if as_json:
        print_json({"rules": rows})
        return
    for about in dict.fromkeys(row["about"] for row in rows):
        of_kind = [row for row in rows if row["about"] == about]
        print_table(f"Rules: {about}", of_kind, ("id", "reason", "reference", "exception"))
    say("An exception of a text, handout or region stands in its file: docs/authoring.md")
    say("One of a translation stands in its catalog: docs/translating.md")

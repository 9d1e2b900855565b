"""``kat-handouts check``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.content import check_content
from kat_handouts.checks.scores import Score
from kat_handouts.cli import exit_status
from kat_handouts.cli.options import handouts_option, output_option, site_options
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

WHAT = ("content", "catalogs", "pdf")


@click.command("check")
@click.argument("what", nargs=-1, type=click.Choice(WHAT))
@output_option
@click.option("--score", is_flag=True, help="Print how each handout scores by PEMAT-P and the CCI.")
@handouts_option("With --score: print this handout alone, and what somebody has to read of it.")
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
      kat-handouts check --release --json
    """
    if release and allow_untranslated:
        raise click.UsageError("take one of --release and --allow-untranslated")
    if rules:
        _print_rules(as_json=as_json)
        return
    findings: list[Finding] = []
    found_scores: list[Score] = []
    for name in dict.fromkeys(what or WHAT):
        found, of_check = _run(
            name, project, output, release=release, allow_untranslated=allow_untranslated
        )
        findings += [finding for finding in found if finding not in findings]
        found_scores += of_check
    shown = [one for one in found_scores if not handouts or one.handout in handouts]
    if as_json:
        data = findings_data(findings)
        print_json(data | {"scores": [score_data(one) for one in shown]} if score else data)
    else:
        print_findings(findings)
        if score:
            print_scores(shown)
            if handouts:
                print_unread(shown, project.today)
        say(f"{', '.join(what or WHAT)}: {count(findings)}")
    sys.exit(exit_status.of_findings(findings))


def _run(
    name: str, project: Project, output: Path, *, release: bool, allow_untranslated: bool
) -> tuple[list[Finding], list[Score]]:
    if name == "content":
        report = check_content(project, release=release)
        return report.findings, report.scores
    if name == "catalogs":
        found = check_catalogs(project, release=release, allow_untranslated=allow_untranslated)
        return found, []
    # PDFium, which reads PDFs, is for this check alone.
    from kat_handouts.batch.audit import check_pdfs
    from kat_handouts.batch.sites import outdated_outputs, site_outputs

    found = list(outdated_outputs(project, output))
    for one in site_outputs(project, output):
        found += check_pdfs(one.project, one.path)
    return found, []


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

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
from kat_handouts.cli.options import output_option, site_options
from kat_handouts.cli.report import (
    count,
    findings_data,
    print_findings,
    print_json,
    print_table,
    reports_errors,
    say,
)
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding
from kat_handouts.model.rules import RULES

WHAT = ("content", "catalogs", "pdf")


@click.command("check")
@click.argument("what", nargs=-1, type=click.Choice(WHAT))
@output_option
@click.option("--score", is_flag=True, help="Print how each handout scores by PEMAT-P and the CCI.")
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
    if as_json:
        data = findings_data(findings)
        print_json(data | {"scores": [_score_data(one) for one in found_scores]} if score else data)
    else:
        print_findings(findings)
        if score:
            _print_scores(found_scores)
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


def _score_data(score: Score) -> dict[str, object]:
    return {
        "handout": score.handout,
        "instrument": score.instrument,
        "percent": round(score.percent),
        "met": [item.number for item in score.met],
        "missed": [item.number for item in score.missed],
    }


def _print_scores(found: list[Score]) -> None:
    rows: list[dict[str, object]] = [
        {
            "handout": score.handout,
            "instrument": score.instrument,
            "score": f"{score.percent:.0f} %",
            "judged": f"{len(score.met)} of {len(score.met) + len(score.missed)}",
            "missed": "; ".join(f"{item.number}: {item.asks}" for item in score.missed),
        }
        for score in found
    ]
    print_table("Scores", rows, ("handout", "instrument", "score", "judged", "missed"))
    say("Items that need a person, and our reading of them: docs/scores.md")

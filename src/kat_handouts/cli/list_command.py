"""``kat-handouts list``."""

from __future__ import annotations

from dataclasses import asdict

import click

from kat_handouts.batch.choices import load_choices
from kat_handouts.cli.options import project_options
from kat_handouts.cli.report import print_findings, print_json, print_table, reports_errors
from kat_handouts.files.project import Project


@click.command("list")
@reports_errors
@project_options
def command(project: Project, as_json: bool) -> None:
    """List the handouts, languages and regions that can be built, and how far each catalog is.

    \b
    Examples:
      kat-handouts list
      kat-handouts list --json
    """
    choices = load_choices(project)
    print_findings(choices.findings)
    handouts: list[dict[str, object]] = [
        asdict(handout)
        | {
            "reviewed": handout.reviewed.isoformat(),
            "next_review": handout.next_review.isoformat(),
        }
        for handout in choices.handouts
    ]
    locales: list[dict[str, object]] = [
        asdict(locale) | {"unsigned": locale.segments - locale.signed} for locale in choices.locales
    ]
    regions: list[dict[str, object]] = [asdict(region) for region in choices.regions]
    if as_json:
        print_json({"handouts": handouts, "locales": locales, "regions": regions})
        return
    print_table("Handouts", handouts, ("id", "code", "revision", "title", "next_review"))
    print_table(
        "Languages",
        locales,
        ("tag", "endonym", "name", "translated", "fuzzy", "untranslated", "unsigned"),
    )
    print_table("Regions", regions, ("code", "paper", "emergency_number"))

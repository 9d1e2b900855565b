"""``kat-handouts list``."""

from __future__ import annotations

import click

from kat_handouts.cli.options import project_options
from kat_handouts.cli.report import print_findings, print_json, print_table, reports_errors
from kat_handouts.files.project import Project


@click.command("list", short_help="List handouts, languages and regions.")
@project_options
@reports_errors
def command(project: Project, as_json: bool) -> None:
    """List the handouts, languages and regions that can be built, and how far each catalog is.

    \b
    Examples:
      kat-handouts list
      kat-handouts list --json
    """
    from dataclasses import asdict

    from kat_handouts.catalogs.catalog import locale_tags
    from kat_handouts.content.library import load_library
    from kat_handouts.model.errors import InputError
    from kat_handouts.reviews.status import locale_status

    library = load_library(project)
    handouts: list[dict[str, object]] = [
        {
            "id": id_,
            "code": handout.code,
            "revision": handout.revision,
            "title": handout.title.text,
            "reviewed": handout.reviewed.isoformat(),
            "next_review": handout.next_review.isoformat(),
        }
        for id_, handout in library.handouts.items()
    ]
    locales: list[dict[str, object]] = []
    for tag in locale_tags(project):
        try:
            found = locale_status(project, library, tag)
        except InputError as error:
            print_findings(error.findings)
            continue
        locales.append(asdict(found) | {"unsigned": found.segments - found.signed})
    regions: list[dict[str, object]] = [
        {"code": code, "paper": region.paper, "emergency_number": region.emergency_number}
        for code, region in library.regions.items()
    ]
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

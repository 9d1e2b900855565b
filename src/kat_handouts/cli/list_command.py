"""``kat-handouts list``."""

from __future__ import annotations

from dataclasses import asdict

import click

from kat_handouts.batch.choices import load_choices
from kat_handouts.cli.list_fields import print_fields
from kat_handouts.cli.list_questions import print_questions
from kat_handouts.cli.options import region_option, route_option, site_options
from kat_handouts.cli.report import print_findings, print_json, print_table, reports_errors
from kat_handouts.files.project import Project
from kat_handouts.model.sheet import DEFAULT_EDITION, DEFAULT_REGION


@click.command("list")
@click.argument("what", required=False, type=click.Choice(("fields", "questions")))
@region_option
@route_option
@reports_errors
@site_options
def command(
    project: Project, what: str | None, region: str | None, route: str | None, as_json: bool
) -> None:
    """List the handouts, languages, regions and sites, and how far each catalog is.

    “questions” lists in their stead what a patient must be able to answer from the sheets of one
    route and region, with the right answers, for whoever tries the sheets with a reader. “fields”
    lists what `fill` and forms can fill in, each with an example.

    \b
    Examples:
      kat-handouts list
      kat-handouts list --json
      kat-handouts list questions --route infusion --region gb
    """
    if what == "fields":
        print_fields(as_json=as_json)
        return
    if what:
        print_questions(project, route, region, as_json=as_json)
        return
    if region or route:
        raise click.UsageError("--region and --route choose the packet of “list questions”")
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
    sites: list[dict[str, object]] = [_site(one) for one in project.by_site if one.site]
    if as_json:
        data = {"handouts": handouts, "locales": locales, "regions": regions}
        print_json(data | ({"sites": sites} if sites else {}))
        return
    print_table("Handouts", handouts, ("id", "code", "revision", "title", "next_review"))
    print_table(
        "Languages",
        locales,
        ("tag", "endonym", "name", "translated", "fuzzy", "untranslated", "unsigned"),
    )
    print_table("Regions", regions, ("code", "paper", "emergency_number"))
    if sites:
        print_table("Sites", [_in_words(site) for site in sites], tuple(sites[0]))


def _site(project: Project) -> dict[str, object]:
    clinic = project.clinic
    return {
        "site": project.site,
        "name": clinic.name,
        "phone": clinic.phone("daytime"),
        "region": clinic.region or DEFAULT_REGION,
        "languages": clinic.languages or ("all",),
        "editions": clinic.editions or (DEFAULT_EDITION,),
    }


def _in_words(row: dict[str, object]) -> dict[str, object]:
    return {
        name: ", ".join(value) if isinstance(value, tuple) else value for name, value in row.items()
    }

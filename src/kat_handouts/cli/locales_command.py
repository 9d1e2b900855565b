"""``kat-handouts locales``: what a translator does with catalogs."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from kat_handouts.catalogs.extraction import POT_NAME, extract
from kat_handouts.catalogs.own_entries import own_segments
from kat_handouts.catalogs.slim import slim_catalogs, write_slim
from kat_handouts.catalogs.update import (
    CatalogUpdate,
    added_catalog,
    updated_catalogs,
    write_catalogs,
)
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.cli import exit_status
from kat_handouts.cli.locales_pages import packet_command, pseudo_command, watch_command
from kat_handouts.cli.options import backup_option, project_options, tags_argument
from kat_handouts.cli.report import (
    count,
    findings_data,
    print_json,
    print_table,
    reports_errors,
    say,
    tell,
)
from kat_handouts.content.library import Library, load_library
from kat_handouts.files.atomic import Kind, write_whole
from kat_handouts.files.project import Project, shown_path
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.reviews.status import locale_statuses


@click.group("locales")
def command() -> None:
    """Start, update and check the catalogs of languages.

    \b
    Examples:
      kat-handouts locales add vi        start a catalog
      kat-handouts locales update        bring all catalogs up to date with the content
      kat-handouts locales slim          take copies of shipped texts out of a clinic's folder
      kat-handouts locales status        how far each language is
      kat-handouts locales check vi      what is wrong with one
      kat-handouts locales packet vi     every text for a reviewer, as PDF and XLSX
      kat-handouts locales watch -l vi   rebuild what a saved file touches
      kat-handouts locales pseudo        whether the layout holds for longer and mirrored text
    """


@command.command("extract", short_help="Write locales/handouts.pot from the content.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where it is stale.")
@reports_errors
@project_options
def extract_command(project: Project, only_check: bool, as_json: bool) -> None:
    """Write locales/handouts.pot from the content: the same content gives the same bytes.

    In a folder over the shipped content it holds the folder's own texts.
    """
    library = load_library(project)
    written = project.own(POT_NAME)
    extracted = extract(library, own_segments(project, library.segments).values())
    is_stale = written is None or written.data != extracted
    if is_stale and not only_check:
        write_whole(project.root / POT_NAME, extracted, Kind.PROJECT)
    shown = shown_path(project.root / POT_NAME)
    if as_json:
        print_json({"file": shown, "stale": is_stale, "written": is_stale and not only_check})
    else:
        state = "up to date" if not is_stale else "stale" if only_check else "written"
        say(f"{shown}: {state}")
    sys.exit(exit_status.of_success(not (is_stale and only_check)))


@command.command("add", short_help="Start the catalog of a language.")
@click.argument("tag")
@reports_errors
@project_options
def add_command(project: Project, tag: str, as_json: bool) -> None:
    """Start the catalog of a language, TAG being its BCP 47 tag, such as vi or pt-BR."""
    library = load_library(project)
    _write(project, library, [added_catalog(project, library, tag)], backup=False, as_json=as_json)


@command.command("update", short_help="Bring catalogs up to date with the content.")
@tags_argument
@backup_option
@reports_errors
@project_options
def update_command(project: Project, tags: tuple[str, ...], backup: bool, as_json: bool) -> None:
    """Bring catalogs up to date with the content; without TAG, all of them.

    In a folder over the shipped content, its catalogs hold its own texts and what it translated;
    without TAG, those of the languages in clinic.toml and of what is there.

    Nothing that a translator wrote is lost. A reworded source keeps its translation, marked fuzzy,
    with the old source beside it; what the content no longer has goes to the end as obsolete. The
    version before is kept as handouts.po~.
    """
    library = load_library(project)
    updates = updated_catalogs(project, library, list(tags))
    _write(project, library, updates, backup=backup, as_json=as_json)


def _write(
    project: Project,
    library: Library,
    updates: list[CatalogUpdate],
    *,
    backup: bool,
    as_json: bool,
) -> None:
    catalogs, failed = write_catalogs(project, library, updates, backup=backup)
    findings = [found for error in failed for found in error.findings]
    _tell_catalogs(catalogs, findings, as_json=as_json)
    sys.exit(exit_status.of_errors(failed))


def _tell_catalogs(
    catalogs: list[CatalogUpdate], findings: list[Finding], *, as_json: bool
) -> None:
    if as_json:
        rows = [
            {
                "locale": catalog.language.tag,
                "file": shown_path(catalog.path),
                "written": catalog.is_changed,
                "added": catalog.added,
                "reworded": catalog.reworded,
                "retired": catalog.retired,
                "refound": catalog.refound,
            }
            for catalog in catalogs
        ]
        print_json({"catalogs": rows, **(findings_data(findings) if findings else {})})
        return
    tell(findings, as_json=False)
    for catalog in catalogs:
        what = f"{catalog.added} added, {catalog.reworded} reworded, {catalog.retired} retired"
        if catalog.refound:
            what += f", {catalog.refound} found again"
        state = what if catalog.is_changed else "up to date"
        say(f"{catalog.language.tag}: {state}")


@command.command("slim", short_help="Take copies of shipped texts out of a folder's catalogs.")
@tags_argument
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would stay.")
@reports_errors
@project_options
def slim_command(project: Project, tags: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Take out of the folder's catalogs what only copies the shipped ones; without TAG, of all.

    What differs from the shipped texts stays, and is named. The old file is kept as handouts.po~.
    """
    slimmed = slim_catalogs(project, load_library(project), tags)
    if as_json:
        rows = [
            {
                "locale": catalog.language.tag,
                "file": shown_path(catalog.path),
                "written": not dry_run,
                "copies": catalog.copies,
                "kept": catalog.kept,
            }
            for catalog in slimmed
        ]
        print_json({"catalogs": rows})
    else:
        done = "would be taken out" if dry_run else "taken out"
        for catalog in slimmed:
            what = f"{catalog.copies} copies {done}, {len(catalog.kept)} kept"
            say(f"{catalog.language.tag}: {what}")
            for id_ in catalog.kept:
                say(f"    {id_}")
        if not slimmed:
            say("no catalog holds a copy")
    for catalog in () if dry_run else slimmed:
        write_slim(catalog)


@command.command("status", short_help="Say how far each language is.")
@tags_argument
@reports_errors
@project_options
def status_command(project: Project, tags: tuple[str, ...], as_json: bool) -> None:
    """Say how far each language is, in segments; without TAG, all of them."""
    statuses, unreadable = locale_statuses(project, load_library(project), tags)
    rows: list[dict[str, object]] = [asdict(status) for status in statuses]
    if as_json:
        print_json({"locales": rows})
    else:
        counts = ("translated", "fuzzy", "untranslated", "signed", "stale", "safety_unsigned")
        print_table("Languages", rows, ("tag", "name", *counts))
    if unreadable:
        raise InputError(unreadable)


@command.command("check", short_help="Check catalogs; the same as “check catalogs”.")
@tags_argument
@click.option("--release", is_flag=True, help="Fail on missing signatures too.")
@reports_errors
@project_options
def check_command(project: Project, tags: tuple[str, ...], release: bool, as_json: bool) -> None:
    """Check catalogs; without TAG, all of them."""
    findings = check_catalogs(project, list(tags), release=release)
    tell(findings, as_json=as_json)
    if not as_json:
        say(f"catalogs: {count(findings)}")
    sys.exit(exit_status.of_findings(findings))


for page_command in (packet_command, watch_command, pseudo_command):
    command.add_command(page_command)

"""The commands of ``kat-handouts locales`` that make pages: to look at, to review, to try.

openpyxl, PDFium, WeasyPrint and watchfiles are slow to load and for one command each, which loads
them itself, so that the other commands of the group do not wait for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kat_handouts.batch.build import build
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.sites import one_site
from kat_handouts.batch.watch import Rebuilt, Watch, watched_folders
from kat_handouts.cli import exit_status
from kat_handouts.cli.options import (
    backup_option,
    complete_locale,
    grouped,
    handout_option,
    handouts_option,
    locale_option,
    output_folder,
    output_option,
    project_options,
    region_option,
    site_options,
)
from kat_handouts.cli.report import (
    findings_data,
    json_text,
    print_findings,
    print_json,
    reports_errors,
    say,
    tell,
    tell_files,
)
from kat_handouts.content.library import load_library
from kat_handouts.doctor import require_libraries
from kat_handouts.files.atomic import write_whole
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import Translations, load_translations
from kat_handouts.model.languages import PSEUDO
from kat_handouts.workers.in_process import InProcessRenderer, registered_fonts, warm_renderer
from kat_handouts.workers.local import WorkerPool

if TYPE_CHECKING:
    from kat_handouts.reviews.corrections import PacketImport
    from kat_handouts.reviews.packet import PacketRow


@click.command("pseudo", short_help="Build pseudo-languages, to see whether the layout holds.")
@output_folder("output/pseudo", "the PDFs and their manifest")
@region_option
@reports_errors
@project_options
def pseudo_command(project: Project, output: Path, region: str | None, as_json: bool) -> None:
    """Build every handout in two languages that nobody speaks, and check them like any other.

    en-XA is English, accented and a third longer; ar-XB runs from right to left. What does not hold
    here will not hold for a translation either. `build --locale en-XA` makes one sheet of them.
    """
    from kat_handouts.batch.audit import check_pdfs

    require_libraries()
    pool = WorkerPool(project, os.cpu_count() or 1)
    report = build(project, Selection(tuple(PSEUDO), region=region), output, pool)
    findings = [*report.findings, *(check_pdfs(project, output) if report.present else [])]
    tell(findings, as_json=as_json)
    if not as_json:
        say(f"{len(report.present)} of {report.planned} handouts in {output}/")
    sys.exit(exit_status.of_errors(report.errors) or exit_status.of_findings(findings))


@click.command("packet", short_help="Write a packet for a reviewer, or read one back.")
@click.argument("tag", shell_complete=complete_locale)
@click.option(
    "--format",
    "formats",
    type=click.Choice(("pdf", "xlsx")),
    multiple=True,
    help="One format; without it, both.",
)
@click.option(
    "--import",
    "imported",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Read the corrections of an XLSX packet into the catalog.",
)
@handouts_option("Only the texts of a handout's own file; may be repeated.")
@click.option(
    "--changed",
    is_flag=True,
    help="Only texts that are untranslated or fuzzy, or that have changed since they were signed.",
)
@output_folder("output/packets", "the packets")
@backup_option
@reports_errors
@project_options
def packet_command(
    project: Project,
    tag: str,
    formats: tuple[str, ...],
    imported: Path | None,
    handouts: tuple[str, ...],
    changed: bool,
    output: Path,
    backup: bool,
    as_json: bool,
) -> None:
    """Write the texts of the language TAG beside the English, in reading order, with what their
    authors note and a place to sign: as PDF to read and as XLSX to correct. Corrections come back
    with --import; a row whose texts have changed meanwhile is refused, and the others are taken.
    """
    library = load_library(project)
    translations = load_translations(project, library.segments, tag)
    if imported:
        from kat_handouts.reviews.corrections import import_packet

        data = imported.read_bytes()
        result = import_packet(project, library, translations, data, str(imported), backup=backup)
        _tell_import(translations.language.tag, result, as_json=as_json)
        return
    from kat_handouts.reviews.packet import packet_rows, spreadsheet

    rows = packet_rows(library, translations, handouts=handouts, only_changed=changed)
    if not rows and not as_json:
        say(f"{translations.language.tag}: no text is left to work on")
    tag = translations.language.tag
    name = ".".join([tag, *dict.fromkeys(handouts), *(["changed"] if changed else [])])
    written: list[str] = []
    for format_ in (formats or ("pdf", "xlsx")) if rows else ():
        path = output / f"{name}.{format_}"
        if format_ == "xlsx":
            write_whole(path, spreadsheet(rows, translations))
        else:
            write_whole(path, _packet_pdf(project, rows, translations))
        written.append(str(path))
    tell_files(written, as_json=as_json)


def _packet_pdf(project: Project, rows: list[PacketRow], translations: Translations) -> bytes:
    from kat_handouts.reviews.packet_pdf import packet_pdf

    with warm_renderer(project) as renderer:
        return packet_pdf(rows, translations.language, project.today, renderer)


def _tell_import(tag: str, result: PacketImport, *, as_json: bool) -> None:
    if as_json:
        counts = {"taken": result.taken, "already_there": result.there, "notes": result.notes}
        print_json({**counts, **findings_data(result.findings)})
    else:
        tell(result.findings, as_json=False)
        said = f"{tag}: {result.taken} corrected, {result.refused} refused"
        said += f", {result.there} already there" if result.there else ""
        say(said + (f", {result.notes} noted" if result.notes else ""))
    sys.exit(exit_status.of_findings(result.findings))


@click.command("watch", short_help="Rebuild what a saved file touches.")
@grouped("selection", Selection, locale_option, handout_option, region_option)
@output_option
@reports_errors
@site_options
def watch_command(project: Project, selection: Selection, output: Path, as_json: bool) -> None:
    """Build once, then rebuild what a saved catalog, content or template file touches, and name
    what changed and what looks wrong there. A mistake is shown, and the watch goes on. End it with
    Ctrl-C.
    """
    one = one_site(project, output)
    with registered_fonts():
        watched = Watch(one.project, selection, one.path, InProcessRenderer(project))
        _show(watched.refresh(), as_json=as_json)
        if not as_json:
            say("Watching. End with Ctrl-C.")
        with suppress(KeyboardInterrupt):
            for _ in _saves(project):
                _show(watched.refresh(), as_json=as_json)


def _saves(project: Project) -> Iterator[None]:
    """Yield after each save below a folder that goes into sheets, one made since among them."""
    from watchfiles import watch

    # What was saved before the watch was set up again is looked at too.
    is_late = False
    while True:
        folders = watched_folders(project)
        # Without a change it answers once a second: what is not there yet may be by then.
        for changes in watch(
            *folders, debounce=100, step=50, rust_timeout=1_000, yield_on_timeout=True
        ):
            if watched_folders(project) != folders:
                is_late = True
                break
            if changes or is_late:
                is_late = False
                yield


def _show(rebuilt: Iterator[Rebuilt], *, as_json: bool) -> None:
    for sheet in rebuilt:
        if as_json:
            line = {"sheet": sheet.name, "changed": sheet.changed, **findings_data(sheet.findings)}
            click.echo(json_text(line))
            continue
        print_findings(sheet.findings)
        if not sheet.findings:
            what = ", ".join(sheet.changed[:5]) + (" …" if sheet.changed[5:] else "")
            say(f"{sheet.name}: {what or 'built'}")

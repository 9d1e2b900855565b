"""``kat-handouts fill``."""

from __future__ import annotations

import signal
import sys
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kat_handouts.batch.cache import Cache
from kat_handouts.cli import exit_status
from kat_handouts.cli.build_options import Workers, cache_options, worker_options
from kat_handouts.cli.options import complete_handout, complete_locale, grouped, project_options
from kat_handouts.cli.report import print_json, reports_errors, say
from kat_handouts.doctor import require_libraries
from kat_handouts.files.project import Project
from kat_handouts.filling.orders import Usual
from kat_handouts.filling.records import RecordFile
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.packets import PACKETS
from kat_handouts.model.sheet import PAPERS, ROUTES

if TYPE_CHECKING:
    from kat_handouts.filling.output import Output

_PACKETS = "\n".join(f"  {name:20}{', '.join(ids)}" for name, ids in PACKETS.items())
_HELP = f"""Fill in sheets for patients: a copy for each record of a file, laid out once.

A record is a row of a CSV file or a spreadsheet, or an object of JSON. Its columns: language,
handouts (ids, or the name of a packet), region, route, edition, paper, second (the other language
of a bilingual sheet), id (for the name of its files), and the fields, such as name, appointment
or dose-time: `kat-handouts list fields` names them, with an example of each. SHEET and the
options stand for what a record leaves out.

Values are read from a file or from standard input (-), are written into the copies, and are kept
nowhere else. Everything wrong in the file is told at once, by row and column, and then nothing is
written.

\b
Packets:
{_PACKETS}

\b
Examples:
  kat-handouts fill going-home --values today.csv --one-pdf today.pdf
  kat-handouts fill next-steps -l so --values - --output filled < patient.json
  kat-handouts fill --values clinic-day.xlsx --zip filled.zip
"""


@click.command("fill", help=_HELP)
@click.argument("sheets", metavar="[SHEET]...", nargs=-1, shell_complete=complete_handout)
@click.option(
    "--values",
    "source",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True),
    help="The records: .csv, .xlsx, .json or .jsonl; - reads standard input.",
)
@grouped(
    "usual",
    lambda **said: said,
    click.option(
        "--locale",
        "-l",
        "language",
        default="",
        metavar="TAG",
        shell_complete=complete_locale,
        help="Their language.",
    ),
    click.option("--region", default="", metavar="CODE", help="Their country."),
    click.option("--route", default="", type=click.Choice(["", *ROUTES]), help="Their route."),
    click.option(
        "--edition", "-e", default="", type=click.Choice(["", *EDITIONS]), help="Their edition."
    ),
    click.option("--paper", default="", type=click.Choice(["", *PAPERS]), help="Their paper."),
    click.option(
        "--with",
        "second",
        default="",
        metavar="TAG",
        help="The other language of bilingual sheets.",
    ),
)
@click.option(
    "--output",
    "-o",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder for a file per copy. Default: filled.",
)
@click.option(
    "--zip",
    "archive",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="One ZIP archive instead.",
)
@click.option(
    "--one-pdf",
    "one_pdf",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="One PDF instead, to print in one go.",
)
@click.option(
    "--duplex/--simplex",
    default=True,
    show_default=True,
    help="For --one-pdf: leave a back empty, so that each sheet begins on a front.",
)
@worker_options
@cache_options
@reports_errors
@project_options
def command(
    project: Project,
    sheets: tuple[str, ...],
    source: Path,
    usual: dict[str, str],
    folder: Path | None,
    archive: Path | None,
    one_pdf: Path | None,
    duplex: bool,
    workers: Workers,
    cache: Cache | None,
    as_json: bool,
) -> None:
    if sum(map(bool, (folder, archive, one_pdf))) > 1:
        raise click.UsageError("take one of --output, --zip and --one-pdf")
    require_libraries()
    from kat_handouts.workers.in_process import FewInProcess, InProcessRenderer, warm_renderer

    with warm_renderer(project) as renderer:
        from kat_handouts.filling.fill import fill, keep_no_dump
        from kat_handouts.filling.output import to_archive, to_folder, to_one_pdf
        from kat_handouts.filling.writing import Writer

        keep_no_dump()
        _end_whole()
        is_standard_input = str(source) == "-"
        data = sys.stdin.buffer.read() if is_standard_input else source
        file = RecordFile(data, "standard input" if is_standard_input else str(source))
        output: AbstractContextManager[Output]
        if archive:
            output, where = to_archive(archive), archive
        elif one_pdf:
            output, where = to_one_pdf(one_pdf, duplex=duplex), one_pdf
        else:
            where = folder or Path("filled")
            output = to_folder(where)
        few_here = FewInProcess(InProcessRenderer(project, renderer), workers.renderer(project))
        report = fill(
            *(project, file, few_here, Writer(renderer), output),
            Usual(**usual, handouts=sheets),
            cache,
        )
    if as_json:
        print_json({"records": report.records, "copies": report.copies, "output": str(where)})
    else:
        say(f"{report.copies} copies for {report.records} records: {where}")


def _end_whole() -> None:
    """Let SIGTERM end the process as Ctrl-C does: what is not finished is removed."""
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(exit_status.TERMINATED))

"""``python -m benchmarks [PART ...]``: measure, print, and renew docs/performance.md.

The parts are sheets, batches, workers, long-run, help, copies, many-records and first-copy; all of
them without a name. Each part that is measured is renewed in the document, with the day and the
versions.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from datetime import date
from importlib.metadata import version

from benchmarks import batches, copies, filled_files, sheets
from benchmarks.processes import ROOT, adopt_orphans

PARTS = {
    "sheets": lambda: sheets.report(rounds=15),
    "batches": batches.rebuilds,
    "workers": lambda: batches.two_workers(rounds=3),
    "long-run": lambda: batches.long_run(1000),
    "help": lambda: batches.help_page(rounds=15),
    "copies": lambda: copies.rates(rounds=7),
    "many-records": filled_files.many,
    "first-copy": lambda: filled_files.first_copy(rounds=7),
}
DOCUMENT = ROOT / "docs/performance.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"one of {', '.join(PARTS)}; without one, all")
    chosen = parser.parse_args().part or list(PARTS)
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    adopt_orphans()
    for name in chosen:
        made = "\n".join([*PARTS[name](), _where(), ""])
        print(made, flush=True)
        _renew(name, made)


def _renew(name: str, made: str) -> None:
    place = re.compile(rf"(<!-- {name} -->\n).*(<!-- end of {name} -->)", re.DOTALL)
    text = DOCUMENT.read_text(encoding="utf-8")
    renewed, times = place.subn(lambda found: f"{found[1]}\n{made}\n{found[2]}", text)
    if times != 1:
        sys.exit(f"{DOCUMENT} has no place for {name}")
    DOCUMENT.write_text(renewed, encoding="utf-8")


def _where() -> str:
    return (
        f"Measured on {date.today().isoformat()} with {os.cpu_count()} processors, "
        f"{platform.system()}, Python {platform.python_version()}, "
        f"WeasyPrint {version('weasyprint')} and Typst {version('typst')}."
    )


if __name__ == "__main__":
    main()

"""``python -m benchmarks [PART ...]``: measure, print, and renew docs/performance.md.

The parts are sheets, batches, workers, long-run and help; all of them without a name. Only a run
of all parts renews the document.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import date
from importlib.metadata import version

from benchmarks import batches, sheets
from benchmarks.processes import ROOT, adopt_orphans

PARTS = {
    "sheets": lambda: sheets.report(rounds=15),
    "batches": batches.rebuilds,
    "workers": lambda: batches.two_workers(rounds=3),
    "long-run": lambda: batches.long_run(1000),
    "help": lambda: batches.help_page(rounds=15),
}
DOCUMENT = ROOT / "docs/performance.md"
_RESULTS = re.compile(r"(<!-- results -->\n).*(<!-- end of results -->)", re.DOTALL)


def main() -> None:
    adopt_orphans()
    chosen = sys.argv[1:] or list(PARTS)
    lines = [_where(), ""]
    for name in chosen:
        made = PARTS[name]()
        print("\n".join(made), flush=True)
        lines += made
    if not sys.argv[1:]:
        text = DOCUMENT.read_text(encoding="utf-8")
        results = "\n".join(lines)
        DOCUMENT.write_text(
            _RESULTS.sub(lambda found: f"{found[1]}\n{results}\n{found[2]}", text),
            encoding="utf-8",
        )


def _where() -> str:
    return (
        f"Measured on {date.today().isoformat()} with {os.cpu_count()} processors, "
        f"{platform.system()}, Python {platform.python_version()}, "
        f"WeasyPrint {version('weasyprint')} and Typst {version('typst')}."
    )


if __name__ == "__main__":
    main()

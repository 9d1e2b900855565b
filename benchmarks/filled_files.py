"""Files of values as `kat-handouts fill` takes them: many records, and the first copy of a sheet.

Run as ``python -m benchmarks.filled_files RECORDS discarded|--zip``: fills in so many records, and
answers with a line of JSON: the CPU seconds that it took and the most memory held (MiB).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.copies import HANDOUT, Filling, write_csv
from benchmarks.peers import _use_registered_fonts
from benchmarks.processes import PROGRAM, ROOT, run

RECORDS = 100_000


def many(number: int = RECORDS) -> list[str]:
    """Return what so many records of a CSV file take in a process of their own."""
    told = {}
    for name in ("discarded", "--zip"):
        records_of = number if name == "discarded" else number // 10
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.filled_files", str(records_of), name],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        told[name] = json.loads(done.stdout.splitlines()[-1])
    return [
        "**A file of many records, English**",
        "",
        "| output | records | CPU, s | records a second | most memory, MiB |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {one['records']:,} | {one['cpu']:.0f} | {one['records'] / one['cpu']:,.0f}"
            f" | {one['memory']:.0f} |"
            for name, one in told.items()
        ),
        "",
    ]


def first_copy(rounds: int) -> list[str]:
    """Return what a copy costs whose master is not in the cache, next to a build of the sheet."""
    ratios, fills, builds = [], [], []
    with tempfile.TemporaryDirectory(prefix="kat-handouts-benchmark-") as name:
        folder = Path(name)
        values = folder / "one.csv"
        write_csv(values, "en", 1, seed=5)
        for number in range(rounds):
            cache = folder / f"cache-{number}"
            build = (PROGRAM, "build", "-l", "en", "-H", HANDOUT, "--no-gallery")
            builds.append(run(*build, "-o", folder / f"built-{number}", cache=cache).cpu)
            fill = (PROGRAM, "fill", "--values", values, "-o", folder / f"filled-{number}")
            fills.append(run(*fill, cache=folder / f"other-{number}").cpu)
            ratios.append(fills[-1] / builds[-1])
    return [
        "The first copy of an English sheet whose master is not in the cache takes "
        f"{min(fills):.2f} s of CPU, a build {min(builds):.2f} s: {median(ratios):.2f} "
        "of it, with the start of the program in both.",
        "",
    ]


class _Nowhere:
    def add(self, name: str, copy: bytes, master: Any) -> None:
        """Let a copy go."""


@contextmanager
def _nowhere() -> Iterator[_Nowhere]:
    yield _Nowhere()


def main() -> None:
    """Fill in many records as the command does, and tell what it took."""
    from kat_handouts.filling.fill import fill
    from kat_handouts.filling.output import to_archive
    from kat_handouts.filling.records import RecordFile
    from kat_handouts.workers.in_process import InProcessRenderer

    number = int(sys.argv[1])
    _use_registered_fonts()
    with tempfile.TemporaryDirectory(prefix="kat-handouts-benchmark-") as name:
        folder = Path(name)
        values = folder / "many.csv"
        write_csv(values, "en", number, seed=3)
        filling = Filling()
        output = to_archive(folder / "many.zip") if sys.argv[2:] == ["--zip"] else _nowhere()
        before = time.process_time()
        fill(
            filling.project,
            RecordFile(values, "many.csv"),
            InProcessRenderer(filling.project),
            filling.writer,
            output,
        )
        cpu = time.process_time() - before
    print(json.dumps({"records": number, "cpu": cpu, "memory": _most_memory()}))


def _most_memory() -> float:
    # getrusage also counts what the parent held when it started this process.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()

"""One sheet by four programs, turn by turn, so that a busy machine is busy for all of them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from statistics import median

from benchmarks.peers import PEERS, ROOT

LOCALES = {"en": "English", "ar": "Arabic", "zh-Hans": "Chinese", "hi": "Hindi"}
WARM_UP = 3


@dataclass
class Result:
    """What a peer took for a sheet: CPU seconds by round, and the rest at the end.

    `cold` is the seconds from the start of its process to its first sheet, `memory` in MiB.
    """

    cold: float
    cpu: list[float] = field(default_factory=list)
    size: int = 0
    memory: float = 0.0


def race(locale: str, rounds: int) -> dict[str, Result]:
    """Return what each peer took for sheets of a locale."""
    running: dict[str, subprocess.Popen[str]] = {}
    results: dict[str, Result] = {}
    try:
        for name in PEERS:
            begun = time.perf_counter()
            running[name] = _start(name, locale)
            _next(running[name])
            results[name] = Result(time.perf_counter() - begun)
        for number in range(WARM_UP + rounds):
            for name, process in running.items():
                answer = _next(process)
                if number >= WARM_UP:
                    results[name].cpu.append(answer["cpu"])
                results[name].size = int(answer["size"])
                results[name].memory = answer["memory"]
    finally:
        for process in running.values():
            process.kill()
            process.wait()
    return results


def report(rounds: int) -> list[str]:
    """Return the tables."""
    raced = {locale: race(locale, rounds) for locale in LOCALES}
    header = [f"| | {' | '.join(LOCALES.values())} |", f"|---|{'---:|' * len(LOCALES)}"]

    def table(title: str, cell) -> list[str]:
        rows = [
            f"| {name} | {' | '.join(cell(raced[locale], name) for locale in LOCALES)} |"
            for name in PEERS
        ]
        return [f"**{title}**", "", *header, *rows, ""]

    def ratio(name: str, other: str):
        return lambda results: median(
            mine / theirs
            for mine, theirs in zip(results[name].cpu, results[other].cpu, strict=True)
        )

    def milliseconds(results, name: str) -> str:
        return f"{median(results[name].cpu) * 1000:.0f}"

    def against(other: str):
        return lambda results, name: f"{ratio(name, other)(results):.2f}"

    return [
        *table("CPU for a warm sheet, in ms", milliseconds),
        *table("The same, as a share of plain WeasyPrint's", against("plain WeasyPrint")),
        *table("The same, as a multiple of Typst's", against("Typst")),
        *table("Size of the file, in KB", lambda of, name: f"{of[name].size / 1000:.0f}"),
        *table("Cold start to the first sheet, in s", lambda of, name: f"{of[name].cold:.1f}"),
        *table("Memory, in MiB", lambda results, name: f"{results[name].memory:.0f}"),
    ]


def _start(name: str, locale: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.peers", name, locale],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _next(process: subprocess.Popen[str]) -> dict[str, float]:
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())

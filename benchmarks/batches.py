"""Whole builds: clean and not, by one worker and two, and one worker over many sheets."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.processes import PROGRAM, ROOT, Cost, run

_PART = ("-H", "side-effects", "-H", "next-steps")


def rebuilds() -> list[str]:
    """Return what the default matrix takes: clean, unchanged, and with one string changed."""
    with tempfile.TemporaryDirectory(prefix="kat-handouts-benchmark-") as name:
        folder = Path(name)
        project = folder / "project"
        for part in ("content", "templates", "locales"):
            shutil.copytree(ROOT / part, project / part)
        build = (PROGRAM, "build", "--project", project, "-o", folder / "out")
        cache = folder / "cache"
        clean = run(*build, cache=cache)
        same = [run(*build, cache=cache) for _ in range(3)]
        changed = []
        po = project / "locales/es/LC_MESSAGES/handouts.po"
        for old, new in (("No mezcle", "No combine"), ("No combine", "No una")):
            po.write_text(po.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
            changed.append(run(*build, cache=cache))
        shutil.rmtree(folder / "out")
        cached = run(*build, cache=cache)
    rows = {
        "clean": clean,
        "nothing changed": _middle(same),
        "one string of one language changed": _middle(changed),
        "empty output folder, full cache": cached,
    }
    return [
        "**The default matrix**",
        "",
        "| build | CPU, s | of the clean one | wall, s |",
        "|---|---:|---:|---:|",
        *(
            f"| {name} | {cost.cpu:.1f} | {cost.cpu / clean.cpu:.2%} | {cost.wall:.1f} |"
            for name, cost in rows.items()
        ),
        "",
    ]


def two_workers(rounds: int) -> list[str]:
    """Return how much sooner two workers are done than one, and what the machine allows.

    Two processors may share a core, or the machine be shared: a loop that shares nothing shows it.
    """
    ratios, allowed = [], []
    with tempfile.TemporaryDirectory(prefix="kat-handouts-benchmark-") as name:
        for _ in range(rounds):
            walls = []
            for jobs in (1, 2):
                output = Path(name) / f"out-{jobs}"
                build = (PROGRAM, "build", "--no-cache", "--no-gallery", "-o", output, *_PART)
                walls.append(run(*build, "--jobs", str(jobs)).wall)
                shutil.rmtree(output)
            ratios.append(walls[0] / walls[1])
            allowed.append(2 * _loops(1) / _loops(2))
    return [
        f"Two workers are done {median(ratios):.2f} times as soon as one (72 sheets). Two loops "
        f"that share nothing are done {median(allowed):.2f} times as soon side by side as in turn, "
        "in the same rounds: so much does the machine allow.",
        "",
    ]


def _loops(number: int) -> float:
    """Return the seconds that some processes take, each for the same loop, side by side."""
    code = "sum(n * n % 7 for n in range(60_000_000))"
    begun = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(number)]
    for process in running:
        process.wait()
    return time.perf_counter() - begun


def long_run(most: int) -> list[str]:
    """Return what one worker takes and holds as it makes more and more different sheets."""
    import gc
    import os

    from benchmarks.peers import _use_registered_fonts
    from kat_handouts.files.project import Project
    from kat_handouts.localise.localiser import Localiser
    from kat_handouts.model.sheet import Sheet
    from kat_handouts.workers.limits import quieten_collector

    _use_registered_fonts()
    from kat_handouts.render.pdf import PdfRenderer

    project = Project(root=ROOT, bundled=ROOT)
    localiser = Localiser(project)
    documents = [
        localiser.document(Sheet(tag, handout))
        for tag in localiser.tags()
        for handout in localiser.library.handouts
    ]
    renderer = PdfRenderer(project)
    gc.collect()
    quieten_collector()
    rows = []
    begun = time.process_time()
    marks = {10, 100, 200, most // 2, most}
    for number in range(1, most + 1):
        # Steps through all languages, so that ten sheets are of ten of them.
        renderer.render(documents[number * 29 % len(documents)])
        if number in marks:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            held = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
            cpu = (time.process_time() - begun) / number
            rows.append((number, cpu, held))
    after_200 = next(held for number, _, held in rows if number == 200)
    return [
        "**One worker, without being replaced**",
        "",
        "| sheets | CPU a sheet, ms | memory, MiB | of that after 200 |",
        "|---:|---:|---:|---:|",
        *(
            f"| {number:,} | {cpu * 1000:.0f} | {held:.0f} | {held / after_200:.2f} |"
            for number, cpu, held in rows
        ),
        "",
    ]


def help_page(rounds: int) -> list[str]:
    """Return how soon ``--help`` is there, next to an import of WeasyPrint."""
    helps, imports = [], []
    for _ in range(rounds):
        helps.append(run(PROGRAM, "--help").wall)
        imports.append(run(sys.executable, "-c", "import weasyprint").wall)
    ratio = median(mine / theirs for mine, theirs in zip(helps, imports, strict=True))
    return [
        f"`--help` takes {median(helps) * 1000:.0f} ms, {ratio:.2f} of the time of "
        "`python -c 'import weasyprint'`.",
        "",
    ]


def _middle(costs: list[Cost]) -> Cost:
    return Cost(median(cost.wall for cost in costs), median(cost.cpu for cost in costs))

"""Start the program's commands and count all the CPU that they and their workers take."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = Path(sys.executable).with_name("kat-handouts")
_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Become the parent of processes whose own parent ends first, so that they are counted.

    Source: prctl(2), PR_SET_CHILD_SUBREAPER. Linux only.
    """
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall and of CPU, user and system, with every child process."""

    wall: float
    cpu: float


def run(
    *command: str | Path,
    cache: Path | None = None,
    folder: Path = ROOT,
    variables: dict[str, str] | None = None,
) -> Cost:
    """Run a command in a folder, with more variables of the environment; return what it took.

    Raises `CalledProcessError` where it fails.
    """
    environment = {**os.environ, **(variables or {})}
    if cache:
        environment["KAT_HANDOUTS_CACHE_DIR"] = str(cache)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(
        [str(part) for part in command],
        check=True,
        capture_output=True,
        cwd=folder,
        env=environment,
    )
    wall = time.perf_counter() - begun
    _wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu)


def _wait_for_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return

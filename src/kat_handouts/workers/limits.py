"""What one task of a worker may take, and how a worker keeps to it."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one task may take: `seconds`, and `memory` in MiB (None for no limit).

    A worker that holds more than `recycle` MiB after a task is replaced.
    """

    seconds: float = 60.0
    memory: int | None = 4096
    recycle: int = 768


def quieten_collector() -> None:
    """Keep the garbage collector from looking at what stays, and from looking all the time."""
    # What is there before the first task stays.
    gc.collect()
    gc.freeze()
    # What a task makes mostly lives until its end.
    gc.set_threshold(100_000, 10, 10)


def limit_memory(limit: int | None) -> None:
    """Let this process take no more than so many MiB; it then gets a `MemoryError`."""
    if limit is None or sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit * MIB, limit * MIB))


def stop_after(seconds: float) -> None:
    """End this process by its alarm, which even native code cannot outlast; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def memory_held() -> float:
    """Return the memory that this process holds, in MiB."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / MIB
    except OSError:
        return 0.0

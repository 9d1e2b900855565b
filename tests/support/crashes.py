"""Run a command in a forked child, and end it, or fail what it asks of the system, at a given step.

A step is what a command does to files: opening one to write, making, renaming, removing one. The
child is a copy of this process, which has everything loaded: hundreds of them cost seconds.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kat_handouts.model.errors import KatHandoutsError

_STEPS = {
    *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.link"),
    # The last one is what a step without a name of its own in Python begins with.
    *("os.symlink", "os.truncate", "os.utime", "shutil.rmtree", "ctypes.dlopen"),
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_STEPS_ARE = "\0steps: "
# The statuses of a child that ended in the program's own error, and in a traceback.
TOLD, FAILED = 42, 99

OnStep = Callable[[int], None]


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit status, or less than zero for a signal; all that it printed."""

    status: int
    said: str
    steps: int
    seconds: float


def run_in_child(
    work: Callable[[], object],
    on_step: OnStep = lambda step: None,
    *,
    seconds: float = 0,
    most_bytes: int = 0,
) -> Ended:
    """Run something in a child; `on_step` is called before each step, with its number from 0.

    After so many `seconds`, if any, the system ends the child wherever it is. No file may grow
    over `most_bytes`, if any.
    """
    ours, theirs = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if not child:
        _be_child(work, on_step, theirs, seconds, most_bytes)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8", errors="replace") as said:
        words, _, steps = said.read().partition(_STEPS_ARE)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ended(status, words, int(steps or 0), time.perf_counter() - started)


def _be_child(
    work: Callable[[], object], on_step: OnStep, said: int, seconds: float, most_bytes: int
) -> None:
    status, counted = FAILED, [0]
    try:
        sys.stdout = sys.stderr = os.fdopen(said, "w", closefd=False)
        if most_bytes:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        sys.addaudithook(_hook(counted, on_step))
        if seconds:
            # As kill -9 does, this ends it without another word.
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)
        work()
        status = 0
    except SystemExit as error:
        status = int(error.code or 0)
    except KatHandoutsError as error:
        print(error)
        status = TOLD
    except BaseException:
        traceback.print_exc(file=sys.stdout)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.flush()
        os.write(said, f"{_STEPS_ARE}{counted[0]}".encode())
        os._exit(status)


def _hook(counted: list[int], on_step: OnStep) -> Callable[[str, tuple[Any, ...]], None]:
    busy = False

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal busy
        is_write = event == "open" and isinstance(args[2], int) and args[2] & _WRITES
        if busy or not (is_write or event in _STEPS):
            return
        step, counted[0] = counted[0], counted[0] + 1
        busy = True
        try:
            on_step(step)
        finally:
            busy = False

    return hook


def killed_at(wanted: int) -> OnStep:
    """End the child at a step, as ``kill -9`` does."""

    def on_step(step: int) -> None:
        if step == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    return on_step


def refused_from(first: int, number: int) -> OnStep:
    """Let the system refuse every step from one on, with an error of a number."""

    def on_step(step: int) -> None:
        if step >= first:
            raise OSError(number, os.strerror(number))

    return on_step


def meanwhile(wanted: int, other: Callable[[], object]) -> OnStep:
    """Let somebody else do something at a step."""

    def on_step(step: int) -> None:
        if step == wanted:
            other()

    return on_step

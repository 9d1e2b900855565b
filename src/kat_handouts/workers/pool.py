"""A pool of worker processes in which a task may hang, die or eat memory at its own cost only.

Workers come from a fork server that has already imported what they need. A worker whose task takes
too long, that dies or that runs out of memory is replaced, and its task is tried once more. One
that has grown too large is replaced between tasks.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from kat_handouts.workers.limits import (
    Limits,
    limit_memory,
    memory_held,
    quieten_collector,
    stop_after,
)

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

# A worker that no parent watches any more stops itself so many seconds after its task's time.
_GRACE = 10.0
# What a worker may take to start, on top of its first task's time (seconds).
_START = 60.0
_TRIES = 2
_READY = "ready"


class Fault(StrEnum):
    """Why a task has no result."""

    HUNG = "hung"
    DIED = "died"
    NO_MEMORY = "no-memory"


@dataclass(frozen=True)
class Failed:
    """A task that was tried twice. `detail` is the exit status of a process that died."""

    fault: Fault
    detail: int | None = None


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    started: bool = False
    task: int | None = None
    deadline: float = 0.0


@dataclass
class Pool(Generic[Task, Outcome]):
    """Runs tasks in up to `jobs` processes. `start` makes a worker's function for its tasks.

    `start` and the tasks are sent to the workers; `start` must be importable. `tally` counts what
    happened to workers: ``started``, ``recycled`` and each `Fault`.
    """

    start: Callable[..., Callable[[Task], Outcome]]
    arguments: tuple[Any, ...]
    jobs: int
    limits: Limits
    context: BaseContext
    tally: dict[str, int] = field(default_factory=dict)

    def run(self, tasks: Sequence[Task]) -> Generator[tuple[int, Outcome | Failed]]:
        """Yield the position of each task with its result or `Failed`, as soon as it is there.

        Tasks start in their order. Ends every worker however it is left.
        """
        waiting = deque(range(len(tasks)))
        tries = [0] * len(tasks)
        workers: list[_Worker] = []
        try:
            while waiting or any(worker.task is not None for worker in workers):
                self._give(workers, waiting, tasks, tries)
                for worker in self._ready(workers):
                    position = worker.task
                    result = self._take(worker, workers)
                    if position is None or result is _READY:
                        continue
                    if isinstance(result, Failed) and tries[position] < _TRIES:
                        waiting.append(position)
                    else:
                        yield position, result
        finally:
            for worker in workers:
                worker.process.kill()
            for worker in workers:
                worker.process.join()
                worker.pipe.close()

    def _give(
        self, workers: list[_Worker], waiting: deque[int], tasks: Sequence[Task], tries: list[int]
    ) -> None:
        while waiting:
            worker = next((one for one in workers if one.task is None), None)
            if worker is None:
                if len(workers) >= self.jobs:
                    return
                worker = self._new()
                workers.append(worker)
            position = waiting.popleft()
            tries[position] += 1
            worker.task = position
            started = 0.0 if worker.started else _START
            worker.deadline = time.monotonic() + started + self.limits.seconds
            # One that has just died is found by its closed pipe.
            with suppress(OSError):
                worker.pipe.send(tasks[position])

    def _new(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, self.start, self.arguments, self.limits), daemon=True
        )
        with _interrupts_held_back():
            process.start()
        theirs.close()
        self._count("started")
        return _Worker(process, ours)

    def _ready(self, workers: list[_Worker]) -> list[_Worker]:
        """Wait for workers that have answered or are gone, or whose time is up."""
        busy = [worker for worker in workers if worker.task is not None]
        left = min(worker.deadline for worker in busy) - time.monotonic()
        answered = wait([worker.pipe for worker in busy], max(0.0, left))
        now = time.monotonic()
        return [one for one in busy if one.pipe in answered or one.deadline <= now]

    def _take(self, worker: _Worker, workers: list[_Worker]) -> Any:
        """Return the result of a worker's task, and replace the worker where it must be."""
        try:
            if not worker.pipe.poll():
                return self._fail(worker, workers, Fault.HUNG)
            result, held = worker.pipe.recv()
        except (EOFError, OSError):
            return self._fail(worker, workers, Fault.DIED)
        if result == _READY and not worker.started:
            worker.started = True
            worker.deadline = time.monotonic() + self.limits.seconds
            return _READY
        worker.task = None
        if result is Fault.NO_MEMORY:
            return self._fail(worker, workers, Fault.NO_MEMORY)
        if held > self.limits.recycle:
            self._count("recycled")
            self._end(worker, workers)
        return result

    def _fail(self, worker: _Worker, workers: list[_Worker], fault: Fault) -> Failed:
        self._count(fault)
        if fault is Fault.DIED:
            worker.process.join(_GRACE)
        status = worker.process.exitcode
        self._end(worker, workers)
        return Failed(fault, status if fault is Fault.DIED else None)

    def _end(self, worker: _Worker, workers: list[_Worker]) -> None:
        workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def _count(self, what: str) -> None:
        self.tally[what] = self.tally.get(what, 0) + 1


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Processes started meanwhile never get Ctrl-C; this one gets it at the end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, start: Callable[..., Any], arguments: Any, limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(limits.memory)
    do = start(*arguments)
    quieten_collector()
    pipe.send((_READY, 0.0))
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        stop_after(limits.seconds + _GRACE)
        try:
            result = do(task)
        except MemoryError:
            result = Fault.NO_MEMORY
        stop_after(0)
        try:
            pipe.send((result, memory_held()))
        except OSError:
            return

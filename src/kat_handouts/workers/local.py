"""Render documents in worker processes: whatever goes wrong in one costs its sheet only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache, partial
from multiprocessing.context import BaseContext
from multiprocessing.util import get_temp_dir
from pathlib import Path

from kat_handouts.files.project import Project
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, MachineError, RenderError
from kat_handouts.typography.fontconfig import write_fontconfig
from kat_handouts.workers.leftovers import mark, prefix, remove_leftovers
from kat_handouts.workers.limits import Limits
from kat_handouts.workers.pool import Failed, Fault, Pool
from kat_handouts.workers.renderer import Result, render_one


class WorkerPool:
    """Renders in `jobs` processes, each document within the limits.

    `tally` counts what happened to the workers of all runs: see `Pool`.
    """

    def __init__(self, project: Project, jobs: int, limits: Limits | None = None) -> None:
        self._project = project
        self._jobs = jobs
        self._limits = limits or Limits()
        self.tally: dict[str, int] = {}

    def render_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Result]]:
        """Yield each document as soon as it is done; the longest are begun first."""
        waiting = sorted(documents, key=_length, reverse=True)
        if not waiting:
            return
        with temporary_folder() as folder:
            config = write_fontconfig(folder)
            pool: Pool[Document, Result] = Pool(
                _start,
                (self._project, str(config)),
                min(self._jobs, len(waiting)),
                self._limits,
                _context(),
                self.tally,
            )
            with closing(pool.run(waiting)) as results:
                for position, result in results:
                    document = waiting[position]
                    if isinstance(result, Failed):
                        yield document, self._error(result, document)
                    else:
                        yield document, result

    def _error(self, failed: Failed, document: Document) -> RenderError:
        limits = self._limits
        if failed.fault is Fault.HUNG:
            finding = Finding(
                "render-timeout",
                f"the sheet took longer than {limits.seconds:g} seconds, twice, and was stopped",
                hint="look for a template that never ends, or raise the limit with --time-limit",
            )
        elif failed.fault is Fault.NO_MEMORY:
            finding = Finding(
                "render-memory",
                f"the sheet took more than {limits.memory} MiB of memory, twice",
                hint="look for a template that grows, or raise the limit with --memory-limit",
            )
        else:
            finding = Finding(
                "render-crash",
                f"the process that rendered the sheet ended by {_ending(failed.detail)}, twice",
                hint="kat-handouts doctor looks for a broken installation; "
                "memory may have run out, see --memory-limit and --jobs",
            )
        return RenderError(finding.at(locale=document.sheet.locale, handout=document.sheet.handout))


# A socket of Unix is named by at most 108 bytes, of which the fork server takes 32 for itself.
_LONGEST_TEMPORARY = 76


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder of this process, and remove it; what killed builds left goes before.

    Raises `MachineError` where there is no room, or where its name is too long for workers.
    """
    place = tempfile.gettempdir()
    if os.name == "posix" and len(os.fsencode(place)) > _LONGEST_TEMPORARY:
        raise _no_temporary_folder(place, f"its path is longer than {_LONGEST_TEMPORARY} bytes")
    try:
        remove_leftovers()
        made = tempfile.TemporaryDirectory(prefix=prefix())
        held = mark(Path(made.name))
    except OSError as error:
        raise _no_temporary_folder(place, str(error.strerror)) from None
    with made as folder, held:
        yield Path(folder)


def _no_temporary_folder(place: str, problem: str) -> MachineError:
    return MachineError(
        Finding(
            "temporary-folder",
            f"cannot be used for what a build needs meanwhile: {problem}",
            hint="name another one: TMPDIR=/tmp",
            file=place,
        )
    )


def _length(document: Document) -> int:
    """Return how long a sheet takes, next to others: by its words, and the fonts to subset."""
    return sum(len(words) for _, words in document.words()) + 500 * len(document.language.fonts)


def _ending(status: int | None) -> str:
    if status is not None and status < 0:
        try:
            return signal.Signals(-status).name
        except ValueError:
            pass
    return f"itself with status {status}"


def _context() -> BaseContext:
    """Return the fork server's context: WeasyPrint is imported once, and workers are its forks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    _mark_sockets()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kat_handouts.workers.warm"])
    return context


@cache
def _mark_sockets() -> AbstractContextManager[object]:
    """Mark the folder of this process's sockets, which lives as long as the process does."""
    return mark(Path(get_temp_dir()))


def _start(project: Project, config: str) -> Callable[[Document], Result]:
    # Fontconfig reads this when the first FontConfiguration is made.
    os.environ["FONTCONFIG_FILE"] = config
    from kat_handouts.render.pdf import PdfRenderer

    return partial(render_one, PdfRenderer(project))

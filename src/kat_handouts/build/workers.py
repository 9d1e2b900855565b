"""Render documents in worker processes that a time-out can kill.

`Renderer` is the seam between a build and the making of PDFs: tests give a build a small fake.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pebble import ProcessExpired, ProcessPool

from kat_handouts.errors import Finding, KatHandoutsError, RenderError
from kat_handouts.localise.tree import Document
from kat_handouts.project import Project
from kat_handouts.render.fonts import write_fontconfig

if TYPE_CHECKING:
    from kat_handouts.render.pdf import PdfRenderer, RenderedSheet


class Renderer(Protocol):
    """Makes PDFs of documents, in any order; a failure comes back as an error, never raised."""

    def render_all(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, RenderedSheet | KatHandoutsError]]:
        """Yield each document with its PDF, or with what went wrong."""


class WorkerPool:
    """Renders in `jobs` processes, each document within the project's time limit (seconds)."""

    def __init__(self, project: Project, jobs: int) -> None:
        self._project = project
        self._jobs = jobs

    def render_all(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, RenderedSheet | KatHandoutsError]]:
        """Yield each document as soon as it is done."""
        documents = list(documents)
        if not documents:
            return
        with tempfile.TemporaryDirectory(prefix="kat-handouts-") as folder:
            config = write_fontconfig(Path(folder))
            pool = ProcessPool(
                max_workers=min(self._jobs, len(documents)),
                initializer=_start,
                initargs=(self._project, str(config)),
                context=multiprocessing.get_context("spawn"),
            )
            try:
                yield from self._run(pool, documents)
                pool.close()  # type: ignore[no-untyped-call]
            finally:
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()

    def _run(
        self, pool: ProcessPool, documents: list[Document]
    ) -> Iterator[tuple[Document, RenderedSheet | KatHandoutsError]]:
        limit = self._project.render_limit
        with _interrupts_ignored():
            pending: dict[Future[RenderedSheet], Document] = {
                pool.schedule(_render, args=[document], timeout=limit): document
                for document in documents
            }
        while pending:
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                document = pending.pop(future)
                yield document, _outcome(future, document, limit)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Workers started meanwhile inherit this, so that only the parent answers Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _outcome(
    future: Future[RenderedSheet], document: Document, limit: float
) -> RenderedSheet | KatHandoutsError:
    try:
        return future.result()
    except KatHandoutsError as error:
        return error
    except TimeoutError:
        finding = Finding(
            "render-timeout",
            f"the sheet took longer than {limit:g} seconds and was stopped",
            hint="look for a template that never ends, or raise the limit with --time-limit",
        )
    except ProcessExpired as error:
        finding = Finding(
            "render-crash",
            f"the process that rendered the sheet ended with status {error.exitcode}",
            hint="kat-handouts doctor looks for a broken installation",
        )
    except Exception as error:
        finding = Finding("internal", f"{type(error).__name__}: {error}", hint="please report this")
    return RenderError(finding.at(locale=document.sheet.locale, handout=document.sheet.handout))


_renderer: PdfRenderer | None = None


def _start(project: Project, config: str) -> None:
    global _renderer
    # Fontconfig reads this when WeasyPrint is first imported, which is why that happens here.
    os.environ["FONTCONFIG_FILE"] = config
    from kat_handouts.render.pdf import PdfRenderer

    _renderer = PdfRenderer(project)


def _render(document: Document) -> RenderedSheet:
    assert _renderer is not None
    return _renderer.render(document)

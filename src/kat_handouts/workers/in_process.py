"""Render in this process, for the few sheets of a person who waits for them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kat_handouts.doctor import require_libraries
from kat_handouts.files.project import Project
from kat_handouts.model.document import Document
from kat_handouts.typography.fontconfig import write_fontconfig
from kat_handouts.workers.local import temporary_folder
from kat_handouts.workers.renderer import Renderer, Result, render_one

if TYPE_CHECKING:
    from kat_handouts.render.pdf import PdfRenderer


@contextmanager
def registered_fonts() -> Iterator[None]:
    """Let WeasyPrint see the registered fonts and no others; come here before it is imported.

    Raises `MachineError` where this machine lacks a library.
    """
    require_libraries()
    with temporary_folder() as folder:
        before = os.environ.get("FONTCONFIG_FILE")
        # Fontconfig reads its settings when WeasyPrint is first imported.
        os.environ["FONTCONFIG_FILE"] = str(write_fontconfig(folder))
        try:
            yield
        finally:
            # The folder goes: what is started later must not look for it.
            del os.environ["FONTCONFIG_FILE"]
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def warm_renderer(project: Project) -> Iterator[PdfRenderer]:
    """Give a renderer that sees the registered fonts and no others.

    Raises `MachineError` where this machine lacks a library.
    """
    with registered_fonts():
        from kat_handouts.render.pdf import PdfRenderer

        yield PdfRenderer(project)


class InProcessRenderer:
    """A `Renderer` that keeps what it has parsed for as long as the template files stay."""

    def __init__(self, project: Project, warm: PdfRenderer | None = None) -> None:
        self._project, self._renderer = project, warm

    def render_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Result]]:
        """Yield each document with its file, or with what went wrong, in their order."""
        from kat_handouts.render.pdf import PdfRenderer

        if self._renderer is None or not self._renderer.is_current():
            self._renderer = PdfRenderer(self._project)
        for document in documents:
            yield document, render_one(self._renderer, document)


# To start a worker and to import WeasyPrint there costs as much as these.
_FEW = 4


class FewInProcess:
    """A `Renderer` of a process that is warm: a few sheets it renders here, many in `pool`."""

    def __init__(self, here: InProcessRenderer, pool: Renderer) -> None:
        self._here, self._pool = here, pool

    def render_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Result]]:
        """Yield each document with its file, or with what went wrong."""
        waiting = list(documents)
        yield from (self._here if len(waiting) <= _FEW else self._pool).render_all(waiting)

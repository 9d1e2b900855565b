"""`Renderer`: the seam between a build and the making of files. Tests give a build a small fake."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, KatHandoutsError, RenderError
from kat_handouts.render.rendered import RenderedSheet

if TYPE_CHECKING:
    from kat_handouts.render.pdf import PdfRenderer

Result = RenderedSheet | KatHandoutsError


class Renderer(Protocol):
    """Makes the files of documents, in any order; a failure comes back and is never raised."""

    def render_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Result]]:
        """Yield each document with its file, or with what went wrong."""


def render_one(renderer: PdfRenderer, document: Document) -> Result:
    """Return the file of a document with the seconds that it took, or what went wrong.

    Raises `MemoryError`, which is for whoever limits the memory.
    """
    before = time.perf_counter()
    try:
        made = renderer.render(document)
    except KatHandoutsError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:
        # Some errors show a whole picture.
        shown = f"{type(error).__name__}: {error}"[:500]
        found = Finding("internal", shown, hint="please report this")
        sheet = document.sheet
        return RenderError(found.at(locale=sheet.locale, handout=sheet.handout))
    return replace(made, seconds=round(time.perf_counter() - before, 3))

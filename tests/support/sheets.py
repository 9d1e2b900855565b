"""Finished sheets, made once for all tests and all processes of a run."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from filelock import FileLock

from kat_handouts.files.project import Project
from kat_handouts.model.document import Document
from kat_handouts.render.rendered import RenderedSheet


class SheetStore:
    """Renders documents of one project that nobody changes, and keeps each sheet in a folder.

    A test that replaces a part of the renderer renders by itself.
    """

    def __init__(self, project: Project, folder: Path) -> None:
        from kat_handouts.render.pdf import PdfRenderer

        self.folder = folder / "built-sheets"
        self.folder.mkdir(exist_ok=True)
        self.renderer = PdfRenderer(project)

    def __call__(self, document: Document) -> RenderedSheet:
        path = self.folder / hashlib.sha256(repr(document).encode()).hexdigest()
        with FileLock(f"{path}.lock"):
            if not path.exists():
                path.write_bytes(pickle.dumps(self.renderer.render(document)))
        sheet: RenderedSheet = pickle.loads(path.read_bytes())
        return sheet

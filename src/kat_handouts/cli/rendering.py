"""A renderer in this process, for the sheets of staff that are made one at a time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kat_handouts.files.project import Project

if TYPE_CHECKING:
    from kat_handouts.render.pdf import PdfRenderer


@contextmanager
def warm_renderer(project: Project) -> Iterator[PdfRenderer]:
    """Give a renderer that sees the registered fonts and no others.

    Raises `EnvironmentFault` where this machine lacks a library.
    """
    from kat_handouts.doctor import require_libraries
    from kat_handouts.typography.fonts import write_fontconfig

    require_libraries()
    with tempfile.TemporaryDirectory(prefix="kat-handouts-") as folder:
        # Fontconfig reads its settings when WeasyPrint is first imported.
        os.environ["FONTCONFIG_FILE"] = str(write_fontconfig(Path(folder)))
        from kat_handouts.render.pdf import PdfRenderer

        yield PdfRenderer(project)

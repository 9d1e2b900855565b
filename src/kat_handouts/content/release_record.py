"""What a release of the content records, and what was recorded of the last one."""

from __future__ import annotations

from datetime import date
from io import StringIO

from ruamel.yaml import YAML

from kat_handouts.content.library import Library
from kat_handouts.model.digest import SHORT, digest

_HEADER = """\
# The revisions and safety texts of the last release, written by `make record`.
# A safety text that differs from this needs a higher revision: docs/authoring.md
"""


def safety_texts(library: Library, name: str) -> dict[str, str]:
    """Return a digest of each safety text of a content file, by segment id."""
    return {
        segment.id: digest(segment.source, length=SHORT)
        for segment in library.segments.values()
        if segment.name == name and segment.safety
    }


def record(library: Library, today: date) -> str:
    """Return the text of ``content/released.yaml`` for a library as it is."""
    files = {
        name: {"revision": revision, "safety": safety_texts(library, name)}
        for name, (_, revision) in library.revisions.items()
    }
    buffer = StringIO()
    writer = YAML()
    writer.width = 100
    writer.dump({"date": today.isoformat(), "files": files}, buffer)
    return _HEADER + buffer.getvalue()

"""The last release of the content: which revision of each file had which safety texts."""

from __future__ import annotations

import hashlib
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from ruamel.yaml import YAML

from kat_handouts.content.text import Strict

if TYPE_CHECKING:
    from kat_handouts.content.library import Library

NAME = "content/released.yaml"
_HEADER = """\
# The revisions and safety texts of the last release, written by `make record`.
# A safety text that differs from this needs a higher revision: docs/authoring.md
"""


class ReleasedFile(Strict):
    """One content file: its revision, and a digest of each of its safety texts by segment id."""

    revision: Annotated[int, Field(ge=1)]
    safety: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]]


class Released(Strict):
    """``content/released.yaml``. `date` is the day of the release."""

    date: date
    files: dict[str, ReleasedFile]


def safety_texts(library: Library, name: str) -> dict[str, str]:
    """Return a digest of each safety text of a content file, by segment id."""
    return {
        segment.id: hashlib.sha256(segment.source.encode()).hexdigest()[:16]
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

"""The last release of the content: which revision of each file had which safety texts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from kat_handouts.files.validation import Strict


class ReleasedFile(Strict):
    """One content file: its revision, and a digest of each of its safety texts by segment id."""

    revision: Annotated[int, Field(ge=1)]
    safety: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]]


class Released(Strict):
    """``content/released.yaml``. `date` is the day of the release."""

    date: date
    files: dict[str, ReleasedFile]

"""A folder in memory, where the machine has one: a disk takes its time over each of many files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    place = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="kat-handouts-tests-", dir=place) as folder:
        # As the program resolves names.
        yield Path(folder).resolve()

"""SHA-256 digests in hex digits, and how many of them are kept, printed or recorded.

A length that stands on paper, in a ledger or in a manifest never changes: what was given out could
not be recognised any more.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

WHOLE = 64
# Of an input of a sheet: tells two versions of it apart.
INPUT = 24
# Of a safety text in `content/released.yaml`, and of a picture's sheet in its file name.
SHORT = 16
# Of what the entries of a manifest share, and of the program's source among that.
SHARED = 12
# Of the words on a sheet, at its foot.
SHEET_ID = 8


def digest(*parts: bytes | str, length: int = WHOLE) -> str:
    """Return the SHA-256 of bytes or of text in UTF-8, of several parts as if they were one."""
    made = hashlib.sha256()
    for part in parts:
        made.update(part.encode() if isinstance(part, str) else part)
    return made.hexdigest()[:length]


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; raises `OSError` where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

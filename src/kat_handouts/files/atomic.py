"""Files that appear whole or not at all."""

from __future__ import annotations

import glob
import os
import re
import secrets
import time
from contextlib import suppress
from enum import Enum
from pathlib import Path

from kat_handouts.files.project import shown_path
from kat_handouts.files.renaming import take_free_name
from kat_handouts.model.errors import Finding, InputError

# Nobody writes one file for so long (seconds).
_ABANDONED = 3_600
_PART = re.compile(r"\.part-\d+-[0-9a-f]{8}-.+")


class Kind(Enum):
    """What a file is for: the rule, and what to do where it cannot be written."""

    OUTPUT = ("output", "choose another folder with --output, or free some space")
    PROJECT = (
        "project-file",
        "make this file and its folder writable, free some space, or name another folder "
        "with --project",
    )
    REPORT = ("output", "choose another file, or free some space")

    @property
    def rule(self) -> str:
        return self.value[0]

    @property
    def hint(self) -> str:
        return self.value[1]


def write_whole(path: Path, data: bytes, kind: Kind = Kind.OUTPUT) -> None:
    """Write a file so that it is there whole or not at all.

    Raises `InputError` where it cannot be written; `kind` decides what that advises.
    """
    try:
        place(path, data)
    except OSError as error:
        raise unwritable(path, error, kind) from None


def place(path: Path, data: bytes, *, is_new: bool = False, mode: int = 0o644) -> None:
    """Put a file in its place, as `write_whole` does, for callers that say themselves what failed.

    `mode` are its permissions. Raises `OSError` where that cannot be, and `FileExistsError` where
    a new file is there already.
    """
    # Named before it is there, so that an interrupt at any moment can be cleaned up after; by
    # chance, since processes of two machines may write to one folder under the same number.
    temporary = path.with_name(f".part-{os.getpid()}-{secrets.token_hex(4)}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_new and os.path.lexists(path):
            raise FileExistsError(path)
        # Of nobody else's concern from its first byte, where the mode says so.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.chmod(mode)
        if is_new:
            take_free_name(temporary, path)
        else:
            temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        _remove_abandoned(path)


def _remove_abandoned(path: Path) -> None:
    """Remove what processes that were killed have left of this file."""
    with suppress(OSError):
        for left in path.parent.glob(f".part-*-{glob.escape(path.name)}"):
            if is_part(left.name) and time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink(missing_ok=True)


def is_part(name: str) -> bool:
    """Say whether a file name is that of a file that was being written."""
    return _PART.fullmatch(name) is not None


def unwritable(path: Path, error: OSError, kind: Kind = Kind.OUTPUT) -> InputError:
    """Return what to say of a file or a folder that cannot be written."""
    return InputError(
        Finding(
            kind.rule,
            f"cannot write: {error.strerror or error}",
            hint=kind.hint,
            file=shown_path(path),
        )
    )

"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from enum import Enum
from pathlib import Path

from kat_handouts.model.errors import Finding, InputError


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
    # Named before it is there, so that an interrupt at any moment can be cleaned up after.
    temporary = path.with_name(f".part-{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error, kind) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError, kind: Kind = Kind.OUTPUT) -> InputError:
    """Return what to say of a file or a folder that cannot be written."""
    return InputError(
        Finding(
            kind.rule,
            f"cannot write: {error.strerror or error}",
            hint=kind.hint,
            file=str(path),
        )
    )

"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from kat_handouts.model.errors import Finding, InputError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises `InputError` where the folder cannot be written.
    """
    # Named before it is there, so that an interrupt at any moment can be cleaned up after.
    temporary = path.with_name(f".part-{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> InputError:
    """Return what to say of a file or a folder that cannot be written."""
    return InputError(
        Finding(
            "output",
            f"cannot write: {error.strerror or error}",
            hint="choose another folder with --output, or free some space",
            file=str(path),
        )
    )

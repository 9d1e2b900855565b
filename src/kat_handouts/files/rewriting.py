"""Replace a file that a person made: proved first, whole or not at all, one writer at a time.

A change is a function of the bytes that are there. Whoever saves the file meanwhile is not
overwritten: the change is made again on what they saved.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kat_handouts.files.atomic import Kind, unwritable
from kat_handouts.files.project import shown_path
from kat_handouts.files.renaming import exchange, take_free_name
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError

# Seconds that a writer waits for another one.
_PATIENCE = 60
_TRIES = 5

# Returns the new bytes of a file from those that are there (None: no file), or None for no change.
Change = Callable[[bytes | None], bytes | None]
# Returns what a change of a file would lose.
Proof = Callable[[bytes | None, bytes], Iterable[Finding]]


def rewrite(path: Path, change: Change, proof: Proof, *, backup: bool) -> bool:
    """Change a file, and say whether it differs now.

    The file keeps its mode, its owner and its name: through a symbolic link, the file it leads to
    is replaced. With `backup` the version before stays beside it, as ``NAME~``.

    Raises `InputError` for a file that may not be replaced, and `KatHandoutsError` where the proof
    fails or where somebody else goes on saving; then nothing is written.
    """
    target = _target(path)
    with _locked(target):
        for _ in range(_TRIES):
            before = _read(target, path)
            after = change(before)
            if after is None or after == before:
                return False
            if lost := list(proof(before, after)):
                raise KatHandoutsError([found.at(file=shown_path(path)) for found in lost])
            if _replace(target, path, before, after, backup=backup):
                return True
    raise KatHandoutsError(
        Finding(
            "changed-meanwhile",
            "another program saves this file again and again; nothing was written",
            hint="close it there, then run the command again",
            file=shown_path(path),
        )
    )


def _target(path: Path) -> Path:
    """Return the file that a path leads to; raises `InputError` where that may not be replaced."""
    target = Path(os.path.realpath(path))
    try:
        found = target.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise _refused(
                path, "the symbolic link leads to no file", f"remove it: rm {path}"
            ) from None
        return target
    except OSError as error:
        raise unwritable(path, error, Kind.PROJECT) from None
    if not stat.S_ISREG(found.st_mode):
        raise _refused(path, "this is no regular file", "put a file in its place")
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise _refused(path, "the file is read-only", f"make it writable: chmod u+w {path}")
    if found.st_nlink > 1:
        raise _refused(
            path,
            f"the file has {found.st_nlink} names (hard links), which replacing it would part",
            f"make it a file of its own: cp -p {path} {path}.new && mv {path}.new {path}",
        )
    return target


def _refused(path: Path, message: str, hint: str) -> InputError:
    return InputError(
        Finding("file-kept", f"{message}; nothing was written", hint, file=shown_path(path))
    )


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    name = target.with_name(f".{target.name}.lock")
    lock = FileLock(name, timeout=_PATIENCE, poll_interval=0.02)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise KatHandoutsError(
            Finding(
                "file-locked",
                f"another kat-handouts has been writing this file for {_PATIENCE} seconds",
                hint="wait for it to end, then run the command again",
                file=shown_path(target),
            )
        ) from None
    except OSError as error:
        raise unwritable(target, error, Kind.PROJECT) from None
    try:
        yield
    finally:
        # Removed while it is held: whoever waits sees that it has no name, and takes a new one.
        with suppress(OSError):
            name.unlink(missing_ok=True)
        lock.release()


def _read(target: Path, path: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(
            Finding(
                "file-unreadable",
                f"cannot read: {error.strerror or error}",
                hint=f"allow it: chmod u+r {path}",
                file=shown_path(path),
            )
        ) from None


def _replace(target: Path, path: Path, before: bytes | None, after: bytes, *, backup: bool) -> bool:
    """Replace a file, unless it is no longer what was read; say whether it was."""
    # The lock is held, so the name is free; what a killed run left goes.
    part, old = target.with_name(f".{target.name}.part"), target.with_name(f"{target.name}~")
    try:
        _write(part, after, target)
        if backup and before is not None:
            old_part = target.with_name(f".{target.name}~.part")
            _write(old_part, before, target)
            old_part.replace(old)
        if _read(target, path) != before:
            return False
        if before is not None and exchange(part, target):
            if part.read_bytes() != before:
                # Somebody saved the file in the moment between the last look and the exchange.
                exchange(part, target)
                return False
        elif before is None:
            take_free_name(part, target)
        else:
            part.replace(target)
        _sync(target.parent)
    except FileExistsError:
        # Somebody made the file in this moment.
        return False
    except OSError as error:
        raise unwritable(path, error, Kind.PROJECT) from None
    finally:
        for left in (part, target.with_name(f".{target.name}~.part")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return True


def _write(part: Path, data: bytes, like: Path) -> None:
    """Write a new file with the mode and the owner of another, and wait until it is on the disk."""
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        if like.exists():
            wanted, got = like.stat(), os.fstat(descriptor)
            if (wanted.st_uid, wanted.st_gid) != (got.st_uid, got.st_gid):
                _give(part, wanted.st_uid, wanted.st_gid, like)
            shutil.copystat(like, part)
            os.utime(part)
        file.flush()
        os.fsync(file.fileno())


def _give(part: Path, uid: int, gid: int, like: Path) -> None:
    try:
        os.chown(part, uid, gid)
    except PermissionError:
        raise _refused(
            like,
            f"the file belongs to user {uid} and group {gid}, and only they can keep it so",
            f"run this as that user, or make it yours: cp {like} x && mv x {like}",
        ) from None


def _sync(folder: Path) -> None:
    # Where a folder cannot be synced, the file system does it itself.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

"""Temporary folders of ours, and those that a killed build has left behind.

A folder is marked with a file ``kat-handouts-<process>.lock`` that its process holds locked for as
long as it lives: the number of a process is given again, and means nothing in another container.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

_MARK = re.compile(r"kat-handouts-(\d+)\.lock")
# Ours, and those that multiprocessing makes for its sockets.
_FOLDERS = ("kat-handouts-*", "pymp-*")
# A mark that nobody holds is that of a process which has ended, after so many seconds for certain.
_SURE = 3_600


def prefix() -> str:
    """Return what the name of a temporary folder of this process begins with."""
    return f"kat-handouts-{os.getpid()}-"


def mark(folder: Path) -> AbstractContextManager[object]:
    """Mark a folder as this process's own until it ends or the lock is released."""
    lock = FileLock(folder / f"kat-handouts-{os.getpid()}.lock", thread_local=False)
    return lock.acquire(timeout=0)


def remove_leftovers(place: Path | None = None) -> list[Path]:
    """Remove the folders of processes that are gone, this user's own only; return which.

    `place` is the folder of temporary files.
    """
    removed = []
    for folder, process in _marked(place or Path(tempfile.gettempdir())):
        with suppress(OSError, Timeout):
            if _is_alive(process) and time.time() - folder.stat().st_mtime < _SURE:
                continue
            lock = FileLock(folder / f"kat-handouts-{process}.lock")
            lock.acquire(timeout=0)
            try:
                shutil.rmtree(folder)
            finally:
                lock.release()
            removed.append(folder)
    return removed


def _marked(place: Path) -> Iterator[tuple[Path, int]]:
    for pattern in _FOLDERS:
        for folder in sorted(place.glob(pattern)):
            with suppress(OSError):
                if folder.is_symlink() or not folder.is_dir() or not _is_own(folder):
                    continue
                for file in sorted(folder.iterdir()):
                    if found := _MARK.fullmatch(file.name):
                        yield folder, int(found[1])
                        break


def _is_own(folder: Path) -> bool:
    return os.name != "posix" or folder.lstat().st_uid == os.getuid()


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

"""Give a file another name in one step, so that nobody who does so at the same time is overwritten.

Source: Linux manual, renameat2(2). Other systems have no such step.
"""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_NO_REPLACE, _EXCHANGE = 1, 2
_HERE = -100


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two files where the system can; say whether it did."""
    return _rename(one, other, _EXCHANGE) == 0


def take_free_name(part: Path, path: Path) -> None:
    """Give a file its name; raises `FileExistsError` where there is another one of this name.

    Where the system has no such step, some microseconds are left for others.
    """
    failed = _rename(part, path, _NO_REPLACE)
    if failed == errno.EEXIST or (failed and os.path.lexists(path)):
        raise FileExistsError(path)
    if failed:
        part.replace(path)


def _rename(one: Path, other: Path, how: int) -> int:
    """Return 0, or the number of the system's error."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    renameat2 = getattr(library, "renameat2", None)
    if renameat2 is None:
        return errno.ENOSYS
    done = renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), how)
    return ctypes.get_errno() if done else 0

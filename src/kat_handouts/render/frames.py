"""Room for the frames of Python's calls, taken once instead of at each call.

CPython keeps frames in pieces of 16 KiB. Where a piece is full, a call takes the next one from the
system, and its return gives it back. Layout calls that deep a thousand times a page: it was half of
the memory pages that a sheet was given, and most of its time in the system.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])

# Values that fit in half a MiB. CPython doubles a piece until the frame fits, so that as much is
# left behind it. Memory that no frame reaches is never touched.
_VALUES = 65_536


def with_room(function: Function) -> Function:
    """Return a function within which calls find room for their frames in one piece of memory."""
    plain = cast(FunctionType, function)
    plain.__code__ = plain.__code__.replace(co_stacksize=_VALUES)
    return function

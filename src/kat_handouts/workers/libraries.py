"""Shared libraries by the names of their files, without a search for them."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kat_handouts.doctor import can_load

# What WeasyPrint 70.0 loads, by the names that it falls back on (weasyprint/text/ffi.py).
_FILES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)


@contextmanager
def found_by_file_name() -> Iterator[None]:
    """Let WeasyPrint load its libraries by file name while it is imported.

    It asks for names of other systems first, and Python starts the compiler and the linker to look
    for each. Where a library is not there by its file name, the search is made as before.
    """
    if sys.platform != "linux" or not all(map(can_load, _FILES)):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search

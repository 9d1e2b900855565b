"""The one place where a name becomes part of a path: locale, handout, region, edition.

A name that could lead out of its folder, or that some system cannot have, never gets there.
"""

from __future__ import annotations

import re
from functools import cache

from kat_handouts.model.errors import Finding, InputError

# Microsoft, "Naming Files, Paths, and Namespaces": names of devices, whatever stands behind a dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)*", re.ASCII)
# What other commands, and the gallery, write below an output folder.
NEIGHBOURS = frozenset({"evidence", "packets", "pseudo", "thumbnails"})
# Every file system allows 255 bytes; the rest is for what stands before and behind a name.
LONGEST = 120


def is_path_name(name: str) -> bool:
    """Say whether a name can be a file or a folder on every system, and stays where it is put."""
    return (
        len(name) <= LONGEST
        and _SAFE.fullmatch(name) is not None
        and _DEVICE.fullmatch(name) is None
    )


@cache
def path_of(*names: str) -> str:
    """Return the path, with ``/``, that names make; each of them is one step down.

    Raises `InputError` where a name is none.
    """
    for name in names:
        if not is_path_name(name):
            raise InputError(
                Finding(
                    "path-name",
                    f"“{name[:60]}” cannot be the name of a file or a folder",
                    hint=f"use up to {LONGEST} letters a–z, digits and hyphens: side-effects",
                )
            )
    return "/".join(names)

"""A folder of finished sheets, each under the key of everything that it was made from.

::

    CACHEDIR.TAG                what backup programs look for (bford.info/cachedir)
    sheets/<ab>/<key>           a line with the SHA-256 of the rest, a line of JSON, the sheet
    documents/<ab>/<digest>     what the documents of a locale bring, and from which files
    templates/<ab>/<digest>     which template files sheets of these inputs have depended on
    last-pruned                 when what nobody uses was last removed

Files appear whole or not at all and never change, so several builds may share the folder. A file
that is damaged is removed and counts as not there. What cannot be written is not kept: a build
never fails because of its cache.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kat_handouts.files.atomic import place
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import Finding, MachineError

FOLDER_VARIABLE = "KAT_HANDOUTS_CACHE_DIR"
# What nobody has used for so many days goes by itself.
UNUSED_DAYS = 30
_DAY = 86_400
# A file that a build left half-written is not younger than this (seconds).
_ABANDONED = 3_600
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Finished sheets of kat-handouts.\n"
_FORMAT = "2"
# Sets of template files that are kept for the same inputs.
_MOST_TEMPLATE_SETS = 8


def default_folder() -> Path:
    """Return the cache's place by the platform's convention, or `KAT_HANDOUTS_CACHE_DIR`.

    Raises `MachineError` for a user who has no home, as in some containers.
    """
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    try:
        return user_cache_path("kat-handouts", appauthor=False)
    except RuntimeError:
        raise MachineError(
            Finding(
                "cache",
                "this user has no home for a cache, and every sheet is made anew",
                hint=f"name a folder with --cache-dir or {FOLDER_VARIABLE}, or take --no-cache",
            )
        ) from None


@dataclass(frozen=True)
class CachedSheet:
    """A finished sheet with what was told of it: `about` is JSON."""

    data: bytes
    about: dict[str, Any]


@dataclass(frozen=True)
class CacheInfo:
    """What a cache holds; sizes in bytes, `oldest_use` in days."""

    folder: str
    sheets: int
    size: int
    oldest_use: float


class Cache:
    """A cache in a folder, which is made when the first thing is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Why nothing could be kept, if so.
        self.trouble = ""

    def get(self, key: str) -> CachedSheet | None:
        """Return the sheet of a key, or None where there is none that is whole."""
        body = self._read(self._path("sheets", key))
        if body is None:
            return None
        line, _, data = body.partition(b"\n")
        return CachedSheet(data, json.loads(line))

    def about(self, key: str) -> dict[str, Any] | None:
        """Return what was told of a sheet."""
        kept = self.get(key)
        return kept.about if kept else None

    def put(self, key: str, data: bytes, about: dict[str, Any]) -> None:
        """Keep a sheet."""
        line = json.dumps(about, ensure_ascii=False, sort_keys=True).encode()
        self._write(self._path("sheets", key), line + b"\n" + data)

    def get_documents(self, name: str) -> dict[str, Any]:
        """Return what was kept of the documents of a locale, by sheet."""
        body = self._read(self._path("documents", name))
        return json.loads(body) if body else {}

    def put_documents(self, name: str, documents: dict[str, Any]) -> None:
        """Keep what the documents of a locale bring."""
        self._write(self._path("documents", name), json.dumps(documents).encode())

    def get_templates(self, base: str) -> list[list[str]]:
        """Return the sets of template files that sheets of some inputs have depended on."""
        body = self._read(self._path("templates", base))
        found: list[list[str]] = json.loads(body) if body else []
        return found

    def put_templates(self, base: str, names: list[str]) -> None:
        """Keep which template files a sheet depends on, with what others of its inputs did."""
        others = [found for found in self.get_templates(base) if found != names]
        kept = [names, *others[: _MOST_TEMPLATE_SETS - 1]]
        self._write(self._path("templates", base), json.dumps(kept).encode())

    def info(self) -> CacheInfo:
        """Return how much there is."""
        sheets = size = 0
        oldest = now = time.time()
        for path, stat in self._files():
            sheets += path.parent.parent.name == "sheets"
            size += stat.st_size
            oldest = min(oldest, stat.st_mtime)
        return CacheInfo(str(self.folder), sheets, size, round((now - oldest) / _DAY, 1))

    def prune(self, days: float = UNUSED_DAYS, most: int | None = None) -> int:
        """Remove what was not used for some days, then the least used over `most` bytes.

        Returns how many bytes went. A build that is at work makes anew what it misses.
        """
        now = time.time()
        freed = 0
        left = []
        for path, stat in self._files():
            being_written = path.name.startswith(".")
            if now - stat.st_mtime >= (_ABANDONED if being_written else days * _DAY):
                freed += _remove(path, stat)
            elif not being_written:
                left.append((stat.st_mtime, path, stat))
        size = sum(stat.st_size for _, _, stat in left)
        for _, path, stat in sorted(left, key=lambda item: item[0]):
            if most is None or size <= most:
                break
            freed += _remove(path, stat)
            size -= stat.st_size
        return freed

    def tidy(self) -> None:
        """Prune what nobody uses, at most once a day."""
        stamp = self.folder / "last-pruned"
        with suppress(OSError):
            if not self.folder.is_dir():
                return
            if not stamp.exists() or time.time() - stamp.stat().st_mtime > _DAY:
                stamp.touch()
                self.prune()

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in sorted(self.folder.glob("*/*/*")):
            with suppress(OSError):
                if path.is_file():
                    yield path, path.stat()

    def _path(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / f"{name}-{_FORMAT}"

    def _read(self, path: Path) -> bytes | None:
        try:
            first, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest(body).encode() != first:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)
        return body

    def _write(self, path: Path, body: bytes) -> None:
        if self.trouble:
            return
        try:
            place(path, digest(body).encode() + b"\n" + body)
            tag = self.folder / "CACHEDIR.TAG"
            if not tag.exists():
                place(tag, _TAG.encode())
        except OSError as error:
            self.trouble = f"{error.strerror or error}"


def _remove(path: Path, stat: os.stat_result) -> int:
    try:
        path.unlink()
    except OSError:
        return 0
    return stat.st_size

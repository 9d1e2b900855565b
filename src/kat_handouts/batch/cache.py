"""A folder of finished sheets, each under the key of everything that it was made from.

::

    CACHEDIR.TAG                what backup programs look for (bford.info/cachedir)
    sheets/<ab>/<key>           a line with the SHA-256 of the rest, a line of JSON, the sheet
    documents/<ab>/<digest>     what the documents of a locale bring, and from which files
    templates/<ab>/<digest>     which template files sheets of these inputs have depended on
    last-pruned                 when what nobody uses was last removed

Files appear whole or not at all and never change, so several builds may share the folder. A file
that is damaged, or holds something else, is removed and counts as not there. What cannot be written
is not kept: a build never fails because of its cache.

A checksum shows what was damaged, not who wrote it: whoever can write into the folder can put any
file on paper. So it is its user's own, unless somebody names another one.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from kat_handouts.batch.inputs import DocumentInputs
from kat_handouts.batch.manifest import SheetFacts
from kat_handouts.files.atomic import place
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import Finding, MachineError, Severity

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
class About:
    """What is kept beside a sheet: its pages, and the inputs that its key is made of."""

    pages: Annotated[int, Field(ge=1)]
    inputs: dict[str, str]


@dataclass(frozen=True)
class KnownSheet:
    """What the document of a sheet brings, and what it says of the sheet."""

    brought: DocumentInputs
    facts: SheetFacts


@dataclass(frozen=True)
class KnownDocuments:
    """What is known of the sheets of a locale, by path, while these files have these digests."""

    files: dict[str, str]
    sheets: dict[str, KnownSheet]


Kept = TypeVar("Kept")

_ABOUT = TypeAdapter(About)
_DOCUMENTS = TypeAdapter(KnownDocuments)
_TEMPLATES = TypeAdapter(list[list[str]])


@dataclass(frozen=True)
class CachedSheet:
    """A finished sheet with what was told of it."""

    data: bytes
    about: About


@dataclass(frozen=True)
class CacheInfo:
    """What a cache holds; sizes in bytes, `oldest_use` in days."""

    folder: str
    sheets: int
    size: int
    oldest_use: float


class Cache:
    """A cache in a folder, which is made, its user's own, when the first thing is kept.

    `is_named` where somebody asked for this folder: then it is used whoever else can write into
    it. Another such folder is not. `doubt` warns of either.
    """

    def __init__(self, folder: Path, *, is_named: bool = True) -> None:
        self.folder = folder
        # Why nothing could be kept, if so.
        self.trouble = ""
        others = _other_writers(folder)
        self.doubt = _doubt(folder, others, is_named=is_named) if others else None
        self._is_used = is_named or not others
        self._mode = 0o600 if not is_named else _file_mode(folder)

    def get(self, key: str) -> CachedSheet | None:
        """Return the sheet of a key, or None where there is none that is whole."""
        path = self._path("sheets", key)
        body = self._read(path)
        if body is None:
            return None
        line, _, data = body.partition(b"\n")
        about = _parsed(path, _ABOUT, line)
        return CachedSheet(data, about) if about else None

    def about(self, key: str) -> About | None:
        """Return what was told of a sheet."""
        kept = self.get(key)
        return kept.about if kept else None

    def put(self, key: str, data: bytes, about: About) -> None:
        """Keep a sheet."""
        self._write(self._path("sheets", key), _ABOUT.dump_json(about) + b"\n" + data)

    def get_documents(self, name: str) -> KnownDocuments:
        """Return what was kept of the documents of a locale, by sheet."""
        path = self._path("documents", name)
        return _parsed(path, _DOCUMENTS, self._read(path)) or KnownDocuments({}, {})

    def put_documents(self, name: str, documents: KnownDocuments) -> None:
        """Keep what the documents of a locale bring."""
        self._write(self._path("documents", name), _DOCUMENTS.dump_json(documents))

    def get_templates(self, base: str) -> list[list[str]]:
        """Return the sets of template files that sheets of some inputs have depended on."""
        path = self._path("templates", base)
        return _parsed(path, _TEMPLATES, self._read(path)) or []

    def put_templates(self, base: str, names: list[str]) -> None:
        """Keep which template files a sheet depends on, with what others of its inputs did."""
        others = [found for found in self.get_templates(base) if found != names]
        kept = [names, *others[: _MOST_TEMPLATE_SETS - 1]]
        self._write(self._path("templates", base), _TEMPLATES.dump_json(kept))

    def info(self) -> CacheInfo:
        """Return how much there is."""
        sheets = size = 0
        oldest = now = time.time()
        for path, found in self._files():
            sheets += path.parent.parent.name == "sheets"
            size += found.st_size
            oldest = min(oldest, found.st_mtime)
        return CacheInfo(str(self.folder), sheets, size, round((now - oldest) / _DAY, 1))

    def prune(self, days: float = UNUSED_DAYS, most: int | None = None) -> int:
        """Remove what was not used for some days, then the least used over `most` bytes.

        Returns how many bytes went. A build that is at work makes anew what it misses.
        """
        now = time.time()
        freed = 0
        left = []
        for path, found in self._files():
            being_written = path.name.startswith(".")
            age = now - found.st_mtime
            # A clock that was wrong dates files in the future.
            if abs(age) >= _ABANDONED if being_written else days == 0 or age >= days * _DAY:
                freed += _remove(path, found)
            elif not being_written:
                left.append((found.st_mtime, path, found))
        size = sum(found.st_size for _, _, found in left)
        for _, path, found in sorted(left, key=lambda item: item[0]):
            if most is None or size <= most:
                break
            freed += _remove(path, found)
            size -= found.st_size
        return freed

    def tidy(self) -> None:
        """Prune what nobody uses, at most once a day."""
        stamp = self.folder / "last-pruned"
        with suppress(OSError):
            if not self._is_used or not self.folder.is_dir():
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
        if not self._is_used:
            return None
        try:
            first, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest(body).encode() != first:
            _forget(path)
            return None
        with suppress(OSError):
            os.utime(path)
        return body

    def _write(self, path: Path, body: bytes) -> None:
        if self.trouble or not self._is_used:
            return
        try:
            if not self.folder.exists():
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place(path, digest(body).encode() + b"\n" + body, mode=self._mode)
            tag = self.folder / "CACHEDIR.TAG"
            if not tag.exists():
                place(tag, _TAG.encode(), mode=self._mode)
        except OSError as error:
            self.trouble = f"{error.strerror or error}"


def _remove(path: Path, found: os.stat_result) -> int:
    try:
        path.unlink()
    except OSError:
        return 0
    return found.st_size


def _parsed(path: Path, kept: TypeAdapter[Kept], body: bytes | None) -> Kept | None:
    """Return what a file holds; where it holds something else, it goes and None is returned."""
    if body is None:
        return None
    try:
        return kept.validate_json(body)
    except ValidationError:
        _forget(path)
        return None


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _file_mode(folder: Path) -> int:
    """Return the mode of files in a folder that somebody named: read by those who may enter it."""
    try:
        return folder.stat().st_mode & 0o044 | 0o600
    except OSError:
        return 0o600


def _other_writers(folder: Path) -> str:
    """Return who else can write into a folder that is there; nobody where it is not."""
    if os.name != "posix":
        return ""
    try:
        found = folder.stat()
    except OSError:
        return ""
    if found.st_uid != os.getuid():
        return f"belongs to user {found.st_uid}"
    return "can be written by others" if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) else ""


def _doubt(folder: Path, others: str, *, is_named: bool) -> Finding:
    use = "whoever writes into it can put any file on paper" if is_named else "it is not used"
    return Finding(
        "cache-shared",
        f"the cache {others}; {use}",
        hint=f"make it your own (chmod 700 {folder}), or choose another with --cache-dir",
        severity=Severity.WARNING,
        file=str(folder),
    )

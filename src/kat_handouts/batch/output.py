"""The output folder: files appear whole or not at all, and the manifest says what they are.

::

    manifest.json     what each file is
    .lock             held by the build that is at work
    .journal          the files that it has touched since it last wrote the manifest
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kat_handouts.batch.manifest import (
    FILE_NAME,
    MANIFEST,
    ManifestEntry,
    load_manifest,
    write_manifest,
)
from kat_handouts.batch.ownership import (
    Owner,
    foreign_things,
    not_ours,
    of_another,
)
from kat_handouts.files.atomic import is_part, unwritable, write_whole
from kat_handouts.model.digest import file_digest
from kat_handouts.model.path_names import NEIGHBOURS

LOCK = ".lock"
JOURNAL = ".journal"


def is_whole(output: Path, entry: ManifestEntry) -> bool:
    """Say whether the file of an entry is there, with the bytes that the manifest names."""
    try:
        return file_digest(output / entry.file) == entry.sha256
    except OSError:
        return False


class OutputFolder:
    """An output folder that this process holds. `entries` are those of its manifest, by file name.

    What a build that was killed has left is put right at the start. Every method raises
    `InputError` where the folder cannot be written.
    """

    def __init__(self, path: Path, owner: Owner | None = None) -> None:
        self.path = path
        found = load_manifest(path)
        if owner and found.owner and not owner.is_same(found.owner):
            raise of_another(path, found.owner, owner)
        self.entries = found.entries
        self._owner = owner or found.owner
        self._at_work = ""
        self._changed = False
        self._recover()

    @classmethod
    @contextmanager
    def held(
        cls,
        path: Path,
        owner: Owner | None = None,
        on_wait: Callable[[], None] = lambda: None,
    ) -> Iterator[OutputFolder]:
        """Give the folder, and keep others from it until the end of the block.

        `on_wait` is called where another build holds it. Whatever ends the block, the manifest then
        says what is there. Raises `InputError` where the manifest cannot be read, where the folder
        is of another owner, and where it holds other things and no manifest.
        """
        if things := foreign_things(path, {MANIFEST, JOURNAL}):
            raise not_ours(path, things)
        lock = FileLock(path / LOCK)
        try:
            path.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                on_wait()
                lock.acquire()
        except OSError as error:
            raise unwritable(path, error) from None
        try:
            folder = cls(path, owner)
            try:
                yield folder
            finally:
                folder.save()
        finally:
            lock.release()

    def write(self, entry: ManifestEntry, data: bytes) -> None:
        """Write the file of an entry."""
        self._begin(entry.file)
        self.entries[entry.file] = entry
        write_whole(self.path / entry.file, data)

    def remove(self, name: str) -> None:
        """Remove a file that must not stay, with its entry, and its folder once that is empty."""
        if name in self.entries or (self.path / name).exists():
            self._begin(name)
            self._remove(name)

    def save(self) -> None:
        """Write the manifest where something has changed, and forget the journal."""
        if self._at_work:
            self._reconcile(self._at_work)
        if self._changed or not (self.path / MANIFEST).is_file():
            write_manifest(self.path, self.entries, self._owner)
            self._changed, self._at_work = False, ""
            with suppress(OSError):
                (self.path / JOURNAL).unlink(missing_ok=True)

    def _recover(self) -> None:
        for path in (*self.path.glob(".part-*"), *self.path.glob("*/.part-*")):
            if is_part(path.name):
                with suppress(OSError):
                    path.unlink()
        try:
            touched = (self.path / JOURNAL).read_bytes().decode("utf-8", "replace").splitlines()
        except OSError:
            return
        for name in touched:
            if FILE_NAME.fullmatch(name):
                self._reconcile(name)
        self._changed = True
        self.save()

    def _begin(self, name: str) -> None:
        """Note that a file is about to change, should this build be killed before it can say so."""
        self._at_work = name
        self._changed = True
        try:
            with (self.path / JOURNAL).open("a", encoding="utf-8") as journal:
                journal.write(f"{name}\n")
        except OSError as error:
            raise unwritable(self.path, error) from None

    def _reconcile(self, name: str) -> None:
        """Remove a file, and its entry, unless the two agree: writing it may have been stopped."""
        if name not in self.entries or not is_whole(self.path, self.entries[name]):
            self._remove(name)

    def _remove(self, name: str) -> None:
        self.entries.pop(name, None)
        path = self.path / name
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            raise unwritable(path, error) from None


def unrecorded(output: Path, known: Container[str]) -> list[str]:
    """Return the sheets that stand in a folder and are not among the known names, sorted."""
    below = (
        path.relative_to(output).as_posix()
        for suffix in ("pdf", "html")
        for path in output.glob(f"*/*.{suffix}")
    )
    named = (name for name in below if FILE_NAME.fullmatch(name) and name not in known)
    return sorted(name for name in named if name.partition("/")[0] not in NEIGHBOURS)

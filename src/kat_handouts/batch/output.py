"""The output folder: files appear whole or not at all, and the manifest says what they are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kat_handouts import __version__
from kat_handouts.files.atomic import unwritable, write_whole
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.sheet import Sheet

MANIFEST = "manifest.json"
# Files named in a manifest may be removed: none may lie outside the output folder.
_FILE_NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9][A-Za-z0-9.-]*\.(?:pdf|html)")
FORMAT = 4
LOCK = ".lock"
# The files that a build has touched since it last wrote the manifest, a name to a line.
JOURNAL = ".journal"


@dataclass(frozen=True)
class ManifestEntry:
    """What the manifest says of one file; `catalog` counts segments by state.

    `sheet_id` is the code at the foot of the sheet, `title` its title in its own language. `key` is
    that of everything the sheet was made from; empty means that a file changed meanwhile. `fonts`
    are the SHA-256 of the font files by name, `made_with` versions by the name of the software.
    """

    file: str
    handout: str
    locale: str
    region: str
    paper: str
    edition: str
    route: str | None
    second: str | None
    staff: bool
    sheet_id: str
    title: str
    pages: int
    revision: int
    catalog: dict[str, int]
    sha256: str
    key: str = ""
    fonts: dict[str, str] = field(default_factory=dict)
    made_with: dict[str, str] = field(default_factory=dict)

    def sheet(self, regular_paper: str) -> Sheet:
        """Return the sheet that the file holds."""
        return Sheet(
            self.locale,
            self.handout,
            self.region,
            self.paper,
            regular_paper,
            self.edition,
            self.route,
            self.second,
            self.staff,
            "html" if self.file.endswith(".html") else "pdf",
        )


def manifest_entry(
    sheet: Sheet,
    facts: dict[str, Any],
    data: bytes,
    pages: int,
    key: str = "",
    inputs: dict[str, str] | None = None,
) -> ManifestEntry:
    """Return the entry of a sheet; `facts` are of its document, `inputs` what it was made from."""
    return ManifestEntry(
        file=sheet.path,
        handout=sheet.handout,
        locale=sheet.locale,
        region=sheet.region,
        paper=sheet.paper,
        edition=sheet.edition,
        route=sheet.route,
        second=sheet.second,
        staff=sheet.staff,
        pages=pages,
        sha256=hashlib.sha256(data).hexdigest(),
        key=key,
        fonts=_of_kind("font", inputs or {}),
        made_with=_of_kind("version", inputs or {}),
        **facts,
    )


def _of_kind(kind: str, inputs: dict[str, str]) -> dict[str, str]:
    return {
        name.partition(":")[2]: value
        for name, value in inputs.items()
        if name.startswith(f"{kind}:")
    }


def read_manifest(output: Path) -> dict[str, ManifestEntry]:
    """Return the manifest's entries by file name; empty where there is none, or an older one's.

    Raises `InputError` for a manifest that cannot be read.
    """
    path = output / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] < FORMAT:
            return {}
        software = data["made_with"]
        entries = [
            ManifestEntry(**{**entry, "made_with": software[entry["made_with"]]})
            for entry in data["files"]
        ]
        for entry in entries:
            if not _FILE_NAME.fullmatch(entry.file):
                raise ValueError(entry.file)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            Finding(
                "manifest",
                f"the manifest cannot be read: {type(error).__name__}",
                hint="delete it and build everything again",
                file=str(path),
            )
        ) from None
    return {entry.file: entry for entry in entries}


def write_manifest(output: Path, entries: dict[str, ManifestEntry]) -> None:
    """Write the manifest, sorted by file name, and forget the journal.

    Files that were made with the same software share one list of it.
    """
    made_with: dict[str, dict[str, str]] = {}
    files = []
    for name in sorted(entries):
        software = entries[name].made_with
        id_ = hashlib.sha256(json.dumps(sorted(software.items())).encode()).hexdigest()[:12]
        made_with[id_] = software
        files.append({**asdict(entries[name]), "made_with": id_})
    data: dict[str, Any] = {
        "format": FORMAT,
        "program": f"kat-handouts {__version__}",
        "made_with": made_with,
        "files": files,
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    write_whole(output / MANIFEST, text.encode())
    with suppress(OSError):
        (output / JOURNAL).unlink(missing_ok=True)


@contextmanager
def locked(output: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the output folder, so that two builds into it take turns.

    `on_wait` is called where another holds it. Raises `InputError` where nothing can be written.
    """
    lock = FileLock(output / LOCK)
    try:
        output.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait()
            lock.acquire()
    except OSError as error:
        raise unwritable(output, error) from None
    try:
        yield
    finally:
        lock.release()


def is_whole(output: Path, entry: ManifestEntry) -> bool:
    """Say whether the file of an entry is there, with the bytes that the manifest names."""
    try:
        return hashlib.sha256((output / entry.file).read_bytes()).hexdigest() == entry.sha256
    except OSError:
        return False


def recover(output: Path) -> dict[str, ManifestEntry]:
    """Return the manifest's entries, after what a build that was killed has left is put right.

    Needs the lock. Raises `InputError` where the manifest cannot be read.
    """
    entries = read_manifest(output)
    for path in (*output.glob(".part-*"), *output.glob("*/.part-*")):
        with suppress(OSError):
            path.unlink()
    try:
        touched = (output / JOURNAL).read_text(encoding="utf-8").splitlines()
    except OSError:
        return entries
    for name in touched:
        if _FILE_NAME.fullmatch(name):
            settle(output, entries, name)
    write_manifest(output, entries)
    return entries


def announce(output: Path, name: str) -> None:
    """Note that a file is about to change, should this build be killed before it can say so.

    Raises `InputError` where the folder cannot be written.
    """
    try:
        with (output / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(f"{name}\n")
    except OSError as error:
        raise unwritable(output, error) from None


def drop(output: Path, entries: dict[str, ManifestEntry], name: str) -> None:
    """Remove a file that must not stay, with its entry, and its folder once that is empty.

    Raises `InputError` where the folder cannot be written.
    """
    entries.pop(name, None)
    path = output / name
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        raise unwritable(path, error) from None


def settle(output: Path, entries: dict[str, ManifestEntry], name: str) -> None:
    """Drop a file, and its entry, unless the two agree: writing it may have been interrupted."""
    if name and (name not in entries or not is_whole(output, entries[name])):
        drop(output, entries, name)

"""The output folder: files appear whole or not at all, and the manifest says what they are."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kat_handouts import __version__
from kat_handouts.errors import Finding, InputError
from kat_handouts.sheet import Sheet

MANIFEST = "manifest.json"
# Files named in a manifest may be removed: none may lie outside the output folder.
_FILE_NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9][A-Za-z0-9.-]*\.(?:pdf|html)")
FORMAT = 2


@dataclass(frozen=True)
class ManifestEntry:
    """What the manifest says of one file; `catalog` counts segments by state.

    `mark` is the code at the foot of the sheet, `title` its title in its own language.
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
    mark: str
    title: str
    pages: int
    revision: int
    catalog: dict[str, int]
    sha256: str

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


def read_manifest(output: Path) -> dict[str, ManifestEntry]:
    """Return the manifest's entries by file name; empty where there is none.

    Raises `InputError` for a manifest that cannot be read.
    """
    path = output / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = [ManifestEntry(**entry) for entry in data["files"]]
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
    """Write the manifest, sorted by file name."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "program": f"kat-handouts {__version__}",
        "files": [asdict(entries[name]) for name in sorted(entries)],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    write_whole(output / MANIFEST, text.encode())


def drop(output: Path, entries: dict[str, ManifestEntry], name: str) -> None:
    """Remove a file that must not stay, with its entry, and its folder once that is empty."""
    entries.pop(name, None)
    path = output / name
    path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def settle(output: Path, entries: dict[str, ManifestEntry], name: str) -> None:
    """Drop a file, and its entry, unless the two agree: writing it may have been interrupted."""
    if not name:
        return
    try:
        found = hashlib.sha256((output / name).read_bytes()).hexdigest()
    except OSError:
        found = ""
    if name not in entries or entries[name].sha256 != found:
        drop(output, entries, name)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises `InputError` where the folder cannot be written.
    """
    # Named before it is there, so that an interrupt at any moment can be cleaned up after.
    temporary = path.with_name(f".part-{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise InputError(
            Finding(
                "output",
                f"cannot write: {error.strerror}",
                hint="choose another folder with --output, or free some space",
                file=str(path),
            )
        ) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)

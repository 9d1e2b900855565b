"""Files that somebody put into a project for it to use, and that nothing reads: each is said.

A file in a folder that is spelled otherwise, or that ends otherwise, would leave the shipped one in
its place without a word.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kat_handouts.files.project import CLINIC_FILE, Project
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.model.tags import folder_of, is_locale_folder, is_tag, normalise_tag

_CATALOG = "handouts.po"
# What an editor or Windows, which hides the end of a name, makes of ``clinic.toml``.
_LIKE_CLINIC_FILE = {
    *("clinic.toml.txt", "clinic.txt", "clinic.tml", "clinic.toml.toml", "clinic.toml.bak.txt"),
    *("clinic", "clinic.yaml", "clinic.yml", "clinic.json", "clinic.ini"),
}


def overlooked_files(project: Project, *folders: str) -> Iterator[Finding]:
    """Yield a warning for each file of a project that nothing reads though it seems meant for it,
    and an error for each folder that cannot be read.

    `folders` are those to look into, such as ``content``. The project's own folder is looked
    through, not the shipped one.
    """
    root = project.root
    for path in sorted(root.iterdir()) if root.is_dir() and "content" in folders else ():
        name = path.name
        if name != CLINIC_FILE and (
            name.casefold() in _LIKE_CLINIC_FILE or name.casefold() == CLINIC_FILE
        ):
            yield _warning(project, path, "is not read", f"rename it to {CLINIC_FILE}")
    for folder in folders:
        refused: list[OSError] = []
        for path in _files(root / folder, refused):
            yield from _overlooked(project, path, path.relative_to(root).as_posix())
        for error in refused:
            yield Finding(
                "file-unreadable",
                f"this folder cannot be read: {error.strerror}",
                hint="let it be read by whoever builds: chmod -R a+rX",
                file=str(error.filename),
            )


def _files(folder: Path, refused: list[OSError]) -> Iterator[Path]:
    """Yield what lies below a folder, in order; what is hidden is nobody's.

    A folder that cannot be read is added to `refused`.
    """

    def refuse(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            refused.append(error)

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*names, *folders]):
            if not name.startswith((".", "#")) and not name.endswith("~"):
                yield Path(place) / name


def _overlooked(project: Project, path: Path, name: str) -> Iterator[Finding]:
    parts = name.split("/")
    end = path.suffix.casefold()
    if path.is_symlink() and not path.exists():
        words = "is a link that leads nowhere"
        yield _warning(
            project, path, words, "mend the link, or remove it; the shipped file is used"
        )
    elif path.is_dir():
        if end in (".yaml", ".po", ".j2", ".css"):
            yield _warning(project, path, "is a folder", "put the file itself here")
    elif name.startswith("templates/shipped/"):
        right = "templates/" + name.removeprefix("templates/shipped/")
        words = "is not read: shipped/ stands for what comes with the program"
        yield _warning(project, path, words, f"put yours at {right}")
    elif parts[0] == "templates":
        return
    elif end == ".yml" or (end in (".yaml", ".po") and path.suffix != end):
        right = path.with_suffix(".yaml" if end == ".yml" else end).name
        yield _warning(project, path, "is not read", f"rename it to {right}")
    elif parts[0] == "locales" and end == ".po" and not _is_catalog(parts):
        yield _warning(project, path, "is not read", _right_place(parts))


def _is_catalog(parts: list[str]) -> bool:
    is_placed = len(parts) == 4 and parts[2:] == ["LC_MESSAGES", _CATALOG]
    return is_placed and is_locale_folder(parts[1])


def _right_place(parts: list[str]) -> str:
    # The form of a tag fits LC_MESSAGES too.
    names = [part.removesuffix(".po") for part in parts[1:] if part != "LC_MESSAGES"]
    tag = next((name for name in names if is_tag(name)), "")
    place = f"a catalog is read as locales/{folder_of(normalise_tag(tag or 'es'))}/LC_MESSAGES"
    hint = f"{place}/{_CATALOG}"
    return hint if tag else f"{hint}, of Spanish; a copy is better kept elsewhere"


def _warning(project: Project, path: Path, message: str, hint: str) -> Finding:
    name = path.relative_to(project.root).as_posix()
    return Finding(
        "file-overlooked",
        f"this file {message}",
        hint,
        severity=Severity.WARNING,
        file=project.shown(name),
    )

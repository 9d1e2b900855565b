"""Whose an output folder is: nothing is written among other files, or over another's sheets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.path_names import NEIGHBOURS

# A folder of pictures alone is somebody's own.
_NO_STRANGERS = NEIGHBOURS - {"thumbnails"}


@dataclass(frozen=True)
class Owner:
    """Whose sheets a folder holds: the clinic's name, its project's folder, and its file there.

    A clinic that has a new name is still the one of its file. `site` is one of its sites.
    """

    clinic: str
    project: str
    file: str
    site: str = ""

    def is_same(self, other: Owner) -> bool:
        """Say whether both are one owner."""
        if self.site != other.site:
            return False
        if self.clinic and self.clinic == other.clinic:
            return True
        same_file = self.file == other.file or not self.file or not other.file
        return self.project == other.project and same_file

    def __str__(self) -> str:
        name = f"“{self.clinic}”" if self.clinic else f"the project “{self.project}”"
        return f"{name}, site {self.site}" if self.site else name


def owner_of(project: Project) -> Owner:
    """Return who owns what is built of a project."""
    root, file = project.root.resolve(), project.clinic_file
    name = ""
    if file:
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    return Owner(project.clinic.name, root.name, name, project.site)


def foreign_things(path: Path, markers: set[str]) -> list[str]:
    """Return what stands in a folder that none of the markers says to be ours, sorted."""
    try:
        names = {thing.name for thing in path.iterdir()}
    except OSError:
        return []
    if names & markers:
        return []
    return sorted(name for name in names - _NO_STRANGERS if not name.startswith("."))


def not_ours(path: Path, things: list[str]) -> InputError:
    """Return what to say of a folder with other things in it."""
    some = ", ".join(things[:3]) + (", …" if things[3:] else "")
    return InputError(
        Finding(
            "output-folder",
            f"this folder holds other things ({some}) and no manifest: nothing is written into it",
            hint="name an empty folder or a new one with --output, such as -o handouts",
            file=str(path),
        )
    )


def of_another(path: Path, there: Owner, here: Owner) -> InputError:
    """Return what to say of a folder of another owner."""
    return InputError(
        Finding(
            "output-owner",
            f"this folder holds the sheets of {there}; these would be of {here}",
            hint="name another folder with --output, or delete this one",
            file=str(path),
        )
    )

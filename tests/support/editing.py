"""Change a copied project, and look at what a folder holds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.content.library import load_library
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import Project
from kat_handouts.model.languages import get_language
from tests.support.shipped import ROOT


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Replace a text in a file of a project that may be changed, and insist that it was there.

    A file that lies in a lower layer alone is laid into the project's own folder.
    """
    text = read(project, name)
    assert old in text, f"{old!r} is not in {name}"
    write(project, name, text.replace(old, new))


def read(project: Project, name: str) -> str:
    return project.read(name).decode()


def write(project: Project, name: str, text: str) -> None:
    """Write a file into the project's own folder, whatever layer it was in."""
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy_project(folder: Path, locales: tuple[str, ...]) -> Project:
    """Copy the shipped project with the folders of some locales only."""
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for locale in locales:
        shutil.copytree(ROOT / "locales" / locale, folder / "locales" / locale)
    for path in (ROOT / "locales").iterdir():
        if path.is_file():
            shutil.copy(path, folder / "locales" / path.name)
    return Project(root=folder, bundled=folder)


def translate(
    project: Project, tag: str, segment: str, text: str, *, source: str | None = None
) -> None:
    """Give a segment another translation, whatever it has, that counts; and another source."""
    name = f"locales/{get_language(tag).folder}/LC_MESSAGES/handouts.po"
    catalog = read_po(read(project, name))
    assert segment in {block.context for block in catalog.entries}
    entries = tuple(
        block.with_translation(text)
        .with_source(block.source if source is None else source)
        .with_previous(None)
        .without_fuzzy()
        if block.context == segment
        else block
        for block in catalog.entries
    )
    write(project, name, replace(catalog, entries=entries).text())


def reword(project: Project) -> Segment:
    """Reword some heading of the content, whatever it says; return its segment as it was."""
    for segment in load_library(project).segments.values():
        line = f"heading: {segment.source}\n"
        if segment.id.endswith(".heading") and read(project, segment.name).count(line) == 1:
            edit(project, segment.name, line, f"heading: {segment.source} now\n")
            return segment
    raise AssertionError("no heading stands on a line of its own")


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes, but not the locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }

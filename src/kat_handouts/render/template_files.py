"""The files below ``templates/``: read once, through the layers, and known by the sheet.

A renderer keeps what it has parsed, so a style is read for its first sheet only. What it names in
turn is remembered as its parts, and counts for every later sheet that uses it.

A file of the project takes the place of the shipped one. ``templates/shipped/x.html.j2`` is the
shipped ``templates/x.html.j2`` whatever the project has in its place, so that this can extend it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from kat_handouts.files.project import LayerFile, Project
from kat_handouts.files.snapshot import Snapshot
from kat_handouts.model.errors import Finding, RenderError

FOLDER = "templates/"
# Before the name of a template, it means the one of the layer below the project's own.
SHIPPED = "shipped/"


def address(name: str) -> str:
    """Return the address of a file within a page: the project is its root, whatever the layer."""
    return f"file:///{name}"


class TemplateFiles:
    """The template files of a project. Names are those of the project: ``templates/x.html.j2``."""

    def __init__(self, project: Project) -> None:
        self._snapshot = Snapshot.of(project)
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        self._used: set[str] = set()
        self._whole: str | None = None

    def begin_sheet(self) -> None:
        """Begin a sheet: nothing is used yet."""
        self._used = set()

    def use(self, name: str) -> None:
        """Note that the sheet depends on a file, there or not."""
        # The digest of a file is that of all its layers.
        name, _ = _meant(name)
        if self._whole:
            self._parts[self._whole].add(name)
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in self._used:
                self._used.add(one)
                waiting += self._parts[one]

    @contextmanager
    def parts_of(self, whole: str) -> Iterator[None]:
        """Take what is used until the end of the block for parts of a file."""
        before, self._whole = self._whole, _meant(whole)[0]
        try:
            yield
        finally:
            self._whole = before

    def used(self) -> dict[str, str]:
        """Return the digest of each file that the sheet depends on, by name, sorted."""
        return self._snapshot.digests(self._used)

    def is_current(self) -> bool:
        """Say whether every file that was asked for is still what it was."""
        return self._snapshot.is_current()

    def has(self, name: str) -> bool:
        """Say whether a file is there; the sheet depends on that."""
        self.use(name)
        return self._layer(name) is not None

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises `RenderError` where it is not there, or leads elsewhere."""
        self.use(name)
        if not name.startswith(FOLDER) or {"..", ""} & set(name.split("/")):
            raise _refused(name, "lies outside the template folders")
        found = self._layer(name)
        if found is None:
            raise _refused(name, "there is no such file")
        # A link may lead to another folder of the project, and nowhere else.
        place = found.path.resolve()
        if not any(place.is_relative_to(root) for root in self._snapshot.roots):
            raise _refused(name, "is a link that leads out of the project")
        return found.data

    def shown(self, name: str) -> str:
        """Return the path of a file to show to a person."""
        found = self._layer(name)
        return found.shown if found else self._snapshot.shown(_meant(name)[0])

    def templates(self) -> list[str]:
        """Return the sorted names of the templates, below ``templates/``."""
        found = self._snapshot.names(FOLDER.rstrip("/"), "**/*.j2")
        return [name.removeprefix(FOLDER) for name in found]

    def _layer(self, name: str) -> LayerFile | None:
        """Return the file that a name means, or None where there is no such file."""
        name, is_shipped = _meant(name)
        layers = self._snapshot.layer_files(name)
        return next((one for one in layers if not (is_shipped and one.is_own)), None)


def _meant(name: str) -> tuple[str, bool]:
    """Return the file that a name means, and whether the shipped one is meant in any case."""
    rest = name.removeprefix(FOLDER + SHIPPED)
    return (name, False) if rest == name else (FOLDER + rest, True)


def _refused(name: str, problem: str) -> RenderError:
    return RenderError(
        Finding("resource", f"{name}: {problem}", hint="put the file below templates/")
    )

"""The files below ``templates/``: read once, through the layers, and known by the sheet.

A renderer keeps what it has parsed, so a style is read for its first sheet only. What it names in
turn is remembered as its parts, and counts for every later sheet that uses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from kat_handouts.files.project import Project
from kat_handouts.files.snapshot import Snapshot
from kat_handouts.model.errors import Finding, RenderError

FOLDER = "templates/"


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
        before, self._whole = self._whole, whole
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
        return self._snapshot.has(name)

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises `RenderError` where it is not there, or leads elsewhere."""
        self.use(name)
        if not name.startswith(FOLDER) or {"..", ""} & set(name.split("/")):
            raise _refused(name, "lies outside the template folders")
        path = self._snapshot.find(name)
        if path is None:
            raise _refused(name, "there is no such file")
        # A link may lead to another folder of the project, and nowhere else.
        if not any(path.resolve().is_relative_to(root) for root in self._snapshot.roots):
            raise _refused(name, "is a link that leads out of the project")
        return self._snapshot.read(name)

    def shown(self, name: str) -> str:
        """Return the path of a file to show to a person."""
        return self._snapshot.shown(name)


def _refused(name: str, problem: str) -> RenderError:
    return RenderError(
        Finding("resource", f"{name}: {problem}", hint="put the file below templates/")
    )

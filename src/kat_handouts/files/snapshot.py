"""A project whose every file is read once, and that knows what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields

from kat_handouts.files.project import LayerFile, Project
from kat_handouts.model.digest import digest

# How a listing of a folder is told from a file among what was read.
_LISTING = "list:"


@dataclass(frozen=True)
class Snapshot(Project):
    """A project in which a file stays what it was when it was first asked for.

    What a build is made of and what its keys are made of are the same bytes, whoever saves a file
    meanwhile. Everything asked for is known by name: files, files that were not there, and
    listings of folders.
    """

    _held: dict[str, tuple[LayerFile, ...]] = field(default_factory=dict, compare=False, repr=False)
    _listed: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    _digests: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _recordings: list[set[str]] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def of(cls, project: Project) -> Snapshot:
        """Return a snapshot of a project; one of a snapshot is itself."""
        if isinstance(project, Snapshot):
            return project
        return cls(**{name.name: getattr(project, name.name) for name in fields(Project)})

    def layer_files(self, name: str) -> tuple[LayerFile, ...]:
        """Return a file as each layer has it, with where it lies, the one that wins first."""
        self._note(name)
        if name not in self._held:
            self._held[name] = super().layer_files(name)
        return self._held[name]

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the sorted names in a folder that match a glob pattern, over all layers."""
        item = f"{_LISTING}{folder}:{pattern}"
        self._note(item)
        if item not in self._listed:
            self._listed[item] = super().names(folder, pattern)
        return self._listed[item]

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """Give a set that fills with what is asked for until the end of the block."""
        recording: set[str] = set()
        self._recordings.append(recording)
        try:
            yield recording
        finally:
            # By identity: sets that hold the same are equal.
            self._recordings[:] = [one for one in self._recordings if one is not recording]

    def digest(self, item: str) -> str:
        """Return a SHA-256 (hex) of something that was asked for, as it is in this snapshot."""
        if item in self._digests:
            return self._digests[item]
        if item.startswith(_LISTING):
            folder, _, pattern = item.removeprefix(_LISTING).partition(":")
            made = digest("\n".join(self.names(folder, pattern)))
        else:
            made = digest(*(f"{len(layer)}\0".encode() + layer for layer in self.layers(item)))
        self._digests[item] = made
        return self._digests[item]

    def is_current(self) -> bool:
        """Say whether every file that was asked for is still what it was."""
        return all(
            super(Snapshot, self).layer_files(name) == held for name, held in self._held.items()
        )

    def digests(self, items: Iterable[str]) -> dict[str, str]:
        """Return the digests of several things by their names, sorted."""
        return {item: self.digest(item) for item in sorted(items)}

    def _note(self, item: str) -> None:
        for recording in self._recordings:
            recording.add(item)

"""Where things are: the one object through which the stages reach files, the clock and settings.

A project is a folder laid over the content, templates and catalogs that come with the program: a
file in the folder takes the place of the shipped one. Catalogs, ledgers and some lists of content
lie over the shipped ones entry by entry: whoever reads those asks for every layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kat_handouts.model.clinic import Clinic

# What a clinic brings, in the project's folder.
CLINIC_FILE = "clinic.toml"

PACKAGE_FOLDER = Path(__file__).resolve().parents[1]


def bundled_root() -> Path:
    """Return the folder with the shipped content, templates and locales.

    In an installed wheel that is ``kat_handouts/data``; in a checkout, its top level.
    """
    installed = PACKAGE_FOLDER / "data"
    return installed if installed.is_dir() else PACKAGE_FOLDER.parents[1]


@dataclass(frozen=True)
class LayerFile:
    """A file as one layer has it. `is_own` marks the project's own layer, the one it writes."""

    data: bytes
    path: Path
    is_own: bool

    @property
    def shown(self) -> str:
        """The path to show to a person."""
        return shown_path(self.path)


@dataclass(frozen=True)
class Project:
    """A project folder over the bundled one, with the settings and the date of today.

    Every name is a path with ``/``, relative to the project, such as ``content/labels.yaml``.
    """

    root: Path = field(default_factory=Path.cwd)
    bundled: Path = field(default_factory=bundled_root)
    today: date = field(default_factory=date.today)
    clinic: Clinic = field(default_factory=Clinic)
    # Where the clinic was read from, if it was.
    clinic_file: Path | None = None
    # The clinic as each of its sites has it, which of them are meant (none named means all), and
    # of which one this project is.
    sites: dict[str, Clinic] = field(default_factory=dict, repr=False)
    chosen: tuple[str, ...] = ()
    site: str = ""

    @property
    def roots(self) -> tuple[Path, ...]:
        """The layers, the one that wins first."""
        layers = (self.root.resolve(), self.bundled.resolve())
        return tuple(dict.fromkeys(layers))

    @property
    def by_site(self) -> list[Project]:
        """This project as each chosen site of the clinic has it; without sites, it alone."""
        if self.site or not self.sites:
            return [self]
        names = [name for name in self.sites if name in (self.chosen or self.sites)]
        return [replace(self, clinic=self.sites[name], site=name) for name in names]

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of what is handed out, at whatever site; none where that is all."""
        named = [one.clinic.languages for one in self.by_site]
        return tuple(dict.fromkeys(tag for tags in named for tag in tags)) if all(named) else ()

    @property
    def is_layered(self) -> bool:
        """Whether the project lies over the shipped one, and is not the shipped one itself."""
        return len(self.roots) > 1

    def find(self, name: str) -> Path | None:
        """Return the file of a name in the first layer that has it, for a person to open."""
        return next(iter(self._paths(name)), None)

    def has(self, name: str) -> bool:
        """Say whether any layer has a file of this name."""
        return bool(self.layers(name))

    def read(self, name: str) -> bytes:
        """Return a file's bytes; raises `FileNotFoundError` where no layer has it."""
        found = self.layers(name)
        if not found:
            raise FileNotFoundError(name)
        return found[0]

    def layers(self, name: str) -> tuple[bytes, ...]:
        """Return a file as each layer has it, the one that wins first; empty where none has it."""
        return tuple(layer.data for layer in self.layer_files(name))

    def layer_files(self, name: str) -> tuple[LayerFile, ...]:
        """Return a file as each layer has it, with where it lies, the one that wins first."""
        own = self.roots[0]
        return tuple(
            LayerFile(path.read_bytes(), path, path == own / name) for path in self._paths(name)
        )

    def own(self, name: str) -> LayerFile | None:
        """Return a file as the project's own layer has it, or None where that has none."""
        return next((layer for layer in self.layer_files(name) if layer.is_own), None)

    def _paths(self, name: str) -> list[Path]:
        return [path for root in self.roots if (path := root / name).is_file()]

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the sorted names in a folder that match a glob pattern, over all layers.

        A hidden file is no part of a project: a program's own notes, or what was being written.
        """
        found = {
            path.relative_to(root).as_posix()
            for root in self.roots
            for path in (root / folder).glob(pattern)
            if path.is_file()
        }
        return sorted(name for name in found if not name.startswith(".") and "/." not in name)

    def shown(self, name: str) -> str:
        """Return a path to show to a person: as short as the place they stand in allows."""
        return shown_path(self.find(name) or self.root / name)

    def shown_own(self, name: str) -> str:
        """Return the path of a file in the project's own layer, there or not, to show."""
        return shown_path(self.roots[0] / name)


def shown_path(path: Path) -> str:
    """Return a path to show to a person: as short as the place they stand in allows."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()

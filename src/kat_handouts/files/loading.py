"""Load one YAML file of a project: its text, its lines, and the model that it fills."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial, reduce

from kat_handouts.files.project import LayerFile, Project
from kat_handouts.files.validation import Model, validate
from kat_handouts.files.yaml_data import SourceFile, read_yaml
from kat_handouts.model.errors import Finding


def load_file(project: Project, name: str, model: type[Model]) -> tuple[SourceFile, Model | None]:
    """Return a file with its lines and findings, and its data, or None where that is wrong."""
    return _validated(_layers(project, name)[0], model)


def load_entries(
    project: Project, name: str, model: type[Model], removable: Collection[str] = ()
) -> tuple[SourceFile, Model | None]:
    """Return a file as `load_file` does, each layer over the next by entry (`SourceFile.over`)."""
    layers = _layers(project, name)
    return _validated(reduce(partial(SourceFile.over, removable=removable), layers), model)


def _validated(file: SourceFile, model: type[Model]) -> tuple[SourceFile, Model | None]:
    return file, validate(file, model) if file.data is not None else None


def unreadable(error: OSError, shown: str) -> Finding:
    """Return what to say of a file that is there and cannot be read."""
    return Finding(
        "file-unreadable",
        f"cannot be read: {error.strerror or error}",
        hint="let the file be read by whoever builds: chmod a+r",
        file=shown,
    )


def _layers(project: Project, name: str) -> list[SourceFile]:
    try:
        found = [_read(layer) for layer in project.layer_files(name)]
    except OSError as error:
        shown = project.shown(name)
        return [SourceFile(shown, findings=[unreadable(error, shown)])]
    return found or [_missing(project.shown(name))]


def _missing(shown: str) -> SourceFile:
    finding = Finding(
        "file-missing",
        "this file is needed",
        hint="take it from the shipped content, or leave the folder out",
        file=shown,
    )
    return SourceFile(shown, findings=[finding])


def _read(layer: LayerFile) -> SourceFile:
    try:
        return read_yaml(layer.data.decode("utf-8-sig"), layer.shown)
    except UnicodeDecodeError as error:
        finding = Finding(
            "wrong-charset",
            "the file is not UTF-8",
            hint="save it again with the encoding UTF-8",
            file=layer.shown,
            line=error.object[: error.start].count(b"\n") + 1,
        )
        return SourceFile(layer.shown, findings=[finding])

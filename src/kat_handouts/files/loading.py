"""Load one YAML file of a project: its text, its lines, and the model that it fills."""

from __future__ import annotations

from kat_handouts.files.project import Project
from kat_handouts.files.validation import Model, validate
from kat_handouts.files.yaml_data import SourceFile, read_yaml
from kat_handouts.model.errors import Finding


def load_file(project: Project, name: str, model: type[Model]) -> tuple[SourceFile, Model | None]:
    """Return a file with its lines and findings, and its data, or None where that is wrong."""
    file = _read(project, name)
    return file, validate(file, model) if file.data is not None else None


def unreadable(error: OSError, shown: str) -> Finding:
    """Return what to say of a file that is there and cannot be read."""
    return Finding(
        "file-unreadable",
        f"cannot be read: {error.strerror or error}",
        hint="let the file be read by whoever builds: chmod a+r",
        file=shown,
    )


def _read(project: Project, name: str) -> SourceFile:
    shown = project.shown(name)
    try:
        text = project.read(name).decode("utf-8-sig")
    except FileNotFoundError:
        file = SourceFile(shown)
        file.findings.append(
            Finding(
                "file-missing",
                "this file is needed",
                hint="take it from the shipped content, or leave the folder out",
                file=shown,
            )
        )
        return file
    except OSError as error:
        file = SourceFile(shown)
        file.findings.append(unreadable(error, shown))
        return file
    except UnicodeDecodeError as error:
        file = SourceFile(shown)
        line = error.object[: error.start].count(b"\n") + 1
        file.findings.append(
            Finding(
                "wrong-charset",
                "the file is not UTF-8",
                hint="save it again with the encoding UTF-8",
                file=shown,
                line=line,
            )
        )
        return file
    return read_yaml(text, shown)

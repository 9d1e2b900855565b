"""A release has a number that is answered at night and at weekends: sheets say to call it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kat_handouts.files.project import Project, shown_path
from kat_handouts.files.toml_data import read_toml
from kat_handouts.files.yaml_data import KeyPath
from kat_handouts.model.errors import Finding


def missing_after_hours(project: Project) -> Iterator[Finding]:
    """Yield that the project's clinic, or the site that it is, has no number for after hours.

    Sheets that name no clinic have a line to write it on.
    """
    if project.clinic_file is None or project.clinic.phone("after-hours"):
        return
    above: KeyPath = ("sites", project.site) if project.site else ()
    yield Finding(
        "release-after-hours",
        "phones.after_hours is missing: nobody could be called at night and at weekends",
        hint="write the number that is answered then, that of daytime again if it always is: "
        '[phones] on a line, and below it after_hours = "555-0199"',
        file=shown_path(project.clinic_file),
        line=_line(project.clinic_file, (*above, "phones", "after_hours")),
    )


def _line(path: Path, field: KeyPath) -> int:
    try:
        return read_toml(path.read_text("utf-8-sig"), path.name).line(field)
    except (OSError, UnicodeDecodeError):
        # It was right a moment ago; somebody is changing it.
        return 1

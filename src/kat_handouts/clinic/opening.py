"""Open a project's folder: with the clinic of its file, and with the date that is today's."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from kat_handouts.clinic.sites import choose_sites
from kat_handouts.files.project import CLINIC_FILE, Project
from kat_handouts.model.errors import Finding, InputError


def open_project(
    root: Path,
    clinic_file: Path | None = None,
    today: date | None = None,
    sites: tuple[str, ...] = (),
) -> Project:
    """Return the project of a folder with its clinic.

    `clinic_file` takes the place of the folder's ``clinic.toml``, which may be missing; `today`
    that of `date_of_today`. `sites` are those of the clinic that are meant; none means all. Raises
    `InputError` where the file or the date is wrong, or there is no such site.
    """
    return choose_sites(_opened(root, clinic_file, today), sites)


def _opened(root: Path, clinic_file: Path | None, today: date | None) -> Project:
    project = Project(root=root.resolve(), today=today or date_of_today())
    path = clinic_file or project.root / CLINIC_FILE
    if not os.path.lexists(path):
        return project
    if not path.is_file():
        kind = "no regular file" if path.exists() else "a link that leads nowhere"
        raise InputError(
            Finding(
                "clinic-file",
                f"this is {kind}, and its name and phones would be missing on every sheet",
                hint="put a file there, or name one: --clinic clinic.toml",
                file=str(path),
            )
        )
    # Pillow, which looks at logos, is slow to load, and most folders have no clinic.
    from kat_handouts.clinic.file import load_clinics

    shown = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    regions = [Path(name).stem for name in project.names("content/regions", "*.yaml")]
    found = load_clinics(path, shown, regions)
    return replace(project, clinic=found.clinic, sites=found.sites, clinic_file=path.absolute())


def date_of_today() -> date:
    """Return the date of SOURCE_DATE_EPOCH (seconds, UTC), or of the clock.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH specification". Raises `InputError` where
    it is no such number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        finding = Finding(
            "source-date-epoch",
            f"SOURCE_DATE_EPOCH is “{epoch}”, not a number of seconds",
            hint="set it to the output of git log -1 --format=%ct, or unset it",
        )
        raise InputError(finding) from None

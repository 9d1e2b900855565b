"""The small project: three handouts of made-up sentences, for tests of the machinery.

It has every kind of block and form, two regions, three languages and British English, with the
templates that are shipped. Whoever rewords a clinical text changes nothing here.

After a change of its content, ``python -m tests.support.small`` brings its catalogs up to date.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from kat_handouts.catalogs.extraction import POT_NAME, extract
from kat_handouts.catalogs.update import updated_catalogs, write_catalogs
from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from tests.support.shipped import ROOT

SMALL_PROJECT = Path(__file__).with_name("small_project")
SMALL_HANDOUTS = ("garden", "tea", "walk")
SMALL_CATALOGS = ("en", "ar", "en-GB", "es")
SMALL_PRINTED = ("en", "ar", "es")
# A day on which nothing of it is overdue.
TODAY = date(2026, 11, 24)


def lay_out(folder: Path) -> Project:
    """Write the small project, with the shipped templates, into a folder that is not there yet."""
    shutil.copytree(SMALL_PROJECT, folder)
    shutil.copytree(ROOT / "templates", folder / "templates")
    return Project(root=folder, bundled=folder, today=TODAY)


def bring_catalogs_up_to_date(folder: Path) -> None:
    """Write the POT and the catalogs of a small project anew from its content.

    The command for it would take the shipped content in, over which every project is laid.
    """
    project = Project(root=folder, bundled=folder, today=TODAY)
    library = load_library(project)
    (folder / POT_NAME).write_bytes(extract(library))
    _, failed = write_catalogs(
        project, library, updated_catalogs(project, library, []), backup=False
    )
    for error in failed:
        raise error


if __name__ == "__main__":
    bring_catalogs_up_to_date(SMALL_PROJECT)

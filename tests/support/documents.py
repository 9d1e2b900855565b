"""Documents of a project, as a build makes them."""

from __future__ import annotations

from functools import cache
from typing import Any

from kat_handouts.content.library import Library, load_library
from kat_handouts.files.project import Project
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import Translations, load_translations
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.document import Document
from kat_handouts.model.sheet import Sheet
from tests.support.shipped import ROOT

SHIPPED = Project(root=ROOT, bundled=ROOT)


@cache
def _shipped_library() -> Library:
    return load_library(SHIPPED)


@cache
def _shipped_translations(tag: str) -> Translations:
    return load_translations(SHIPPED, _shipped_library().segments, tag)


def _library(project: Project) -> Library:
    """Return the content; that of the shipped project is read once, since no test changes it."""
    return _shipped_library() if project.root == ROOT else load_library(project)


def _translations(project: Project, library: Library, tag: str) -> Translations:
    if project.root == ROOT:
        return _shipped_translations(tag)
    return load_translations(project, library.segments, tag)


def make_sheet(
    locale: str = "en",
    handout: str = "side-effects",
    *,
    paper: str = "letter",
    route: str | None = None,
    region: str = "us",
) -> Sheet:
    return Sheet(
        locale, handout, region=region, paper=None if paper == "letter" else paper, route=route
    )


def make_variant_of(
    project: Project,
    locale: str,
    handout: str,
    *,
    clinic: Clinic | None = None,
    second: str | None = None,
    **variant: Any,
) -> Document:
    """Return the document of a sheet in an edition."""
    library = _library(project)
    translations = _translations(project, library, locale)
    other = _translations(project, library, second) if second else None
    sheet = Sheet(locale, handout, second=second, **variant)
    return localise(sheet, library, translations, clinic or project.clinic, other)


def make_document(
    project: Project,
    locale: str = "en",
    handout: str = "side-effects",
    *,
    clinic: Clinic | None = None,
    paper: str = "letter",
    route: str | None = None,
    region: str = "us",
) -> Document:
    library = _library(project)
    translations = _translations(project, library, locale)
    sheet = make_sheet(locale, handout, paper=paper, route=route, region=region)
    return localise(sheet, library, translations, clinic or project.clinic)


def small_document(
    project: Project, locale: str = "en", handout: str = "garden", **options: Any
) -> Document:
    """Return the document of a sheet of the small project."""
    return make_document(project, locale, handout, **options)

"""Shared fixtures: the real project, copies of it to break, and one warm renderer."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from kat_handouts.content.library import Library, load_library
from kat_handouts.files.project import Project
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.model.sheet import Sheet
from kat_handouts.typography.fonts import write_fontconfig

if TYPE_CHECKING:
    from kat_handouts.render.rendered import RenderedSheet

ROOT = Path(__file__).resolve().parents[1]
CATALOGS = (
    "en",
    *sorted(path.parent.parent.name.replace("_", "-") for path in ROOT.glob("locales/*/*/*.po")),
)
# English as it is written in gb, ie, au and nz has a catalog too, but no sheets elsewhere.
PRINTED = tuple(tag for tag in CATALOGS if tag != "en-GB")
# Tests that lay out pages take these, one of each kind of script; CI checks every sheet there is.
LOCALES = ("en", "ar", "es", "hi", "ja", "km", "my", "ur", "zh-Hans")
HANDOUTS = (
    "what-is-kat",
    "your-session",
    "side-effects",
    "next-steps",
    "before-your-visit",
    "after-today",
    "for-your-companion",
)

# A busy machine is slow; no test asserts how long a thing takes.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

# Fontconfig reads its settings when WeasyPrint is first imported, so this comes before any test.
_FONTS = Path(tempfile.mkdtemp(prefix="kat-handouts-tests-"))
# Workers of a parallel run may not reach the end of a session, nor the others a fixture.
atexit.register(shutil.rmtree, _FONTS, ignore_errors=True)
os.environ["FONTCONFIG_FILE"] = str(write_fontconfig(_FONTS))
# Nobody's own cache is used or filled, and what a CI service sets does not change a test.
os.environ["KAT_HANDOUTS_CACHE_DIR"] = str(_FONTS / "sheets")
for _name in ("GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"):
    os.environ.pop(_name, None)


@pytest.fixture(scope="session", autouse=True)
def _remove_font_settings() -> Iterator[None]:
    yield
    shutil.rmtree(_FONTS, ignore_errors=True)


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(root=ROOT, bundled=ROOT)


@pytest.fixture(scope="session")
def library(project: Project) -> Library:
    return load_library(project)


@pytest.fixture
def copied(tmp_path: Path) -> Project:
    """A copy of the project that a test may break."""
    root = tmp_path / "project"
    for folder in ("content", "locales", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    return Project(root=root, bundled=root)


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
    library = load_library(project)
    translations = load_translations(project, library.segments, locale)
    other = load_translations(project, library.segments, second) if second else None
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
    library = load_library(project)
    translations = load_translations(project, library.segments, locale)
    sheet = make_sheet(locale, handout, paper=paper, route=route, region=region)
    return localise(sheet, library, translations, clinic or project.clinic)


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Replace a text in a file of a copied project, and insist that it was there."""
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def errors_in(findings: list[Finding]) -> list[Finding]:
    """Return the findings that fail a check, without those that other findings bring with them.

    An edited safety text is one that no release has; a fault lowers the handout's score.
    """
    brought = {"revision", "score-cci", "score-pemat-p"}
    return [
        found
        for found in findings
        if found.severity is Severity.ERROR and found.rule not in brought
    ]


Render = Callable[[Document], bytes]


@pytest.fixture(scope="session")
def render(project: Project) -> Render:
    """Render a document of the real project with the real WeasyPrint."""
    from kat_handouts.render.pdf import PdfRenderer

    renderer = PdfRenderer(project)
    return lambda document: renderer.render(document).data


@pytest.fixture(scope="session")
def make_variant(project: Project) -> Callable[..., Document]:
    return lambda locale, handout, **variant: make_variant_of(project, locale, handout, **variant)


@pytest.fixture(scope="session")
def render_variant(project: Project) -> Callable[..., tuple[Document, RenderedSheet]]:
    """Render a sheet in an edition with the real WeasyPrint, with its document."""
    from kat_handouts.render.pdf import PdfRenderer

    renderer = PdfRenderer(project)

    def rendered(locale: str, handout: str, **variant: Any) -> tuple[Document, RenderedSheet]:
        document = make_variant_of(project, locale, handout, **variant)
        return document, renderer.render(document)

    return rendered

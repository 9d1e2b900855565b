"""Shared fixtures: the real project, copies of it to break, and one warm renderer."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from click.testing import CliRunner, Result

from kat_handouts.cli import build_options, main
from kat_handouts.clinic import opening
from kat_handouts.content.library import Library, load_library
from kat_handouts.files.project import Project
from kat_handouts.model.document import Document
from kat_handouts.typography.fontconfig import write_fontconfig
from tests.support.documents import make_variant_of
from tests.support.fakes import FaithfulRenderer
from tests.support.sampling import ALL, SEED, runs_all, sampled, seed
from tests.support.sheets import SheetStore
from tests.support.shipped import ROOT
from tests.support.small import lay_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from kat_handouts.render.rendered import RenderedSheet


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden", action="store_true", help="Write the files in tests/golden anew."
    )


# Fewer tests than these are somebody's choice, and run as they were chosen.
_WHOLE_SUITE = 500


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep a fifth of the costly tests, drawn by the commit; with whole matrices, all of them."""
    costly = [item.nodeid for item in items if item.get_closest_marker("costly")]
    if len(items) < _WHOLE_SUITE:
        return
    left_out = {*costly} - {*sampled(costly, len(costly) // 5)}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes `-n auto` starts: tests that wait for one leave a core idle."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_report_header() -> str:
    if runs_all():
        return "matrices: whole"
    return f"matrices: a sample drawn by {SEED}={seed()}; the whole ones with {ALL}=1"


# A busy machine is slow; no test asserts how long a thing takes.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

# Many small files are written and removed, and a disk may take its time over each.
_MEMORY, _ENOUGH = Path("/dev/shm"), 4 << 30
if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
    os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(prefix="tests-", dir=_MEMORY)
    # Some tests are another user, who has to get there.
    Path(tempfile.tempdir).chmod(0o711)
    atexit.register(shutil.rmtree, tempfile.tempdir, ignore_errors=True)

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium, started once."""
    from tests.support.browser import chromium

    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project, which no test may change."""
    return lay_out(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture(scope="session")
def small_library(small: Project) -> Library:
    return load_library(small)


@pytest.fixture
def small_copy(tmp_path: Path) -> Project:
    """A copy of the small project that a test may break."""
    return lay_out(tmp_path / "project")


@pytest.fixture
def small_clinic(small_copy: Project, tmp_path: Path) -> Project:
    """An empty folder over a copy of the small project; a test may change both."""
    root = tmp_path / "clinic"
    root.mkdir()
    return Project(root=root, bundled=small_copy.root, today=small_copy.today)


@pytest.fixture
def layered(tmp_path: Path) -> Project:
    """An empty folder over the shipped project: what a test edits is laid into it."""
    root = tmp_path / "project"
    root.mkdir()
    return Project(root=root, bundled=ROOT)


@pytest.fixture
def copied(tmp_path: Path) -> Project:
    """A copy of the project that a test may break."""
    root = tmp_path / "project"
    for folder in ("content", "locales", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    return Project(root=root, bundled=root)


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, small: Project, tmp_path: Path
) -> Callable[..., Result]:
    """Run a command in this process, over the small project, with a renderer that makes no PDF.

    It fails the sheets that are in its `fail`.
    """
    fail: set[str] = set()
    monkeypatch.setattr(
        build_options, "WorkerPool", lambda project, *_: FaithfulRenderer(project, fail)
    )
    # The project's folder lies over the small project, and not over what is shipped.
    monkeypatch.setattr(opening, "Project", partial(Project, bundled=small.root))
    monkeypatch.setenv("KAT_HANDOUTS_CACHE_DIR", str(tmp_path / "cache"))

    def command(*args: object) -> Result:
        return CliRunner().invoke(main, [*map(str, args)], catch_exceptions=False)

    command.fail = fail  # type: ignore[attr-defined]
    return command


Render = Callable[[Document], bytes]


@pytest.fixture(scope="session")
def small_render(small: Project) -> Render:
    """Render a document of the small project with the real WeasyPrint."""
    from kat_handouts.render.pdf import PdfRenderer

    renderer = PdfRenderer(small)
    return lambda document: renderer.render(document).data


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
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> SheetStore:
    """Give the finished sheet of a document of the shipped project, made once in a whole run."""
    folder = tmp_path_factory.getbasetemp()
    # Each worker of a parallel run has a folder of its own inside that of the run.
    return SheetStore(project, (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder))


@pytest.fixture(scope="session")
def render_variant(
    project: Project, built: SheetStore
) -> Callable[..., tuple[Document, RenderedSheet]]:
    """Give a sheet in an edition, made with the real WeasyPrint, with its document."""

    def rendered(locale: str, handout: str, **variant: Any) -> tuple[Document, RenderedSheet]:
        document = make_variant_of(project, locale, handout, **variant)
        return document, built(document)

    return rendered


@pytest.fixture(scope="session")
def filler(project):
    """One renderer for all tests of filling, and each master once."""
    from tests.support.filling import Filler

    return Filler(project)

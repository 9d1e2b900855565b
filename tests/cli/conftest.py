"""Commands that run in this process, over the small project."""

from functools import partial

import pytest
from click.testing import CliRunner

from kat_handouts.cli import build_options, main
from kat_handouts.clinic import opening
from kat_handouts.files.project import Project
from tests.support.fakes import FaithfulRenderer


@pytest.fixture
def command(monkeypatch, small, tmp_path):
    """Run a command in this process with a renderer that makes no PDF."""
    fail = set()
    monkeypatch.setattr(
        build_options, "WorkerPool", lambda project, *_: FaithfulRenderer(project, fail)
    )
    # The project's folder lies over the small project, and not over what is shipped.
    monkeypatch.setattr(opening, "Project", partial(Project, bundled=small.root))
    monkeypatch.setenv("KAT_HANDOUTS_CACHE_DIR", str(tmp_path / "cache"))

    def command(*args):
        return CliRunner().invoke(main, [*map(str, args)], catch_exceptions=False)

    command.fail = fail
    return command

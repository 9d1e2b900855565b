"""One renderer for all tests of filling, and each master once."""

from __future__ import annotations

import pytest

from kat_handouts.files.project import Project
from tests.support.filling import Filler


@pytest.fixture(scope="session")
def filler(project: Project) -> Filler:
    return Filler(project)

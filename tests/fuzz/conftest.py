"""A project to spoil, and at the end of a long run what became of its cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fuzz.cases import OUTCOMES, Workspace, whole_run
from tests.support.memory import folder_in_memory
from tests.support.small import lay_out


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    """A copy of the small project for the cases of one module; each puts back what it spoils."""
    with folder_in_memory() as folder:
        yield Workspace(lay_out(folder / "project"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not whole_run():
        return
    terminalreporter.write_sep("=", "fuzzed")
    terminalreporter.write_line(f"{'format':10}{'cases':>8}{'taken':>8}{'refused':>9}")
    for format_, counts in OUTCOMES.items():
        taken, refused = counts["taken"], counts["refused"]
        terminalreporter.write_line(f"{format_:10}{taken + refused:8}{taken:8}{refused:9}")

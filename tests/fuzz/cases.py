"""How many cases of a format run, what each of them may end in, and what came of them.

The cases are the same in every run at one commit (`tests.support.sampling`); one that fails is made
as small as it can be, and printed.
"""

from __future__ import annotations

import faulthandler
import functools
import os
import random
import re
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, KatHandoutsError, Severity
from tests.support import sampling

VARIABLE = "KAT_HANDOUTS_FUZZ"
CORPUS = Path(__file__).with_name("corpus")
# How many of 500 cases are of each format.
SHARES = {
    "PO": 70,
    "YAML": 80,
    "TOML": 100,
    "ledger": 50,
    "packet": 30,
    "logo": 60,
    "manifest": 30,
    "cache": 20,
    "code": 60,
}
# Seconds after which a case counts as hanging: of a busy machine, and of one that is stuck in C.
_PATIENCE = 120
_STUCK = 600
_LONG = "Generating overly large repr"

# What became of the cases, by format.
OUTCOMES: dict[str, Counter[str]] = defaultdict(Counter)


class Workspace:
    """A project whose files the cases of a module take turns to spoil, and its content."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.library = load_library(project)


class Hang(BaseException):
    """A case that does not end; no ``except Exception`` of the program takes it."""


def whole_run() -> bool:
    """Say whether more cases were asked for than the suite has."""
    return VARIABLE in os.environ


def cases_of(format_: str) -> int:
    """Return how many cases of a format run."""
    total = int(os.environ.get(VARIABLE) or sum(SHARES.values()))
    return max(1, total * SHARES[format_] // sum(SHARES.values()))


def corpus(folder: str) -> list[bytes]:
    """Return the nasty files of a format."""
    found = [path.read_bytes() for path in sorted((CORPUS / folder).iterdir())]
    assert found
    return found


def fuzz(format_: str, case: st.SearchStrategy[Any]) -> Callable[[Any], Any]:
    """Run a test with many cases of a format. It returns whether the program took its `case`."""

    def decorate(judge: Callable[..., bool]) -> Any:
        @functools.wraps(judge)
        def tried(**given_: Any) -> None:
            try:
                with _time_limit():
                    taken = judge(**given_)
            except Hang:
                raise AssertionError(f"not done after {_PATIENCE} seconds") from None
            OUTCOMES[format_]["taken" if taken else "refused"] += 1

        chance = random.Random(f"{sampling.seed()} {format_}").getrandbits(64)
        limits = settings(
            max_examples=cases_of(format_),
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        tests = limits(seed(chance)(given(case=case)(tried)))
        # A case that fails may be long, and is printed whole.
        return pytest.mark.filterwarnings(f"ignore:{_LONG}")(tests)

    return decorate


@contextmanager
def _time_limit() -> Iterator[None]:
    def hung(*_: Any) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(_PATIENCE)
    faulthandler.dump_traceback_later(_STUCK, exit=True, file=sys.__stderr__)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def assert_refused(
    error: KatHandoutsError, file: Path | str = "", data: bytes | None = None
) -> None:
    """Insist that an error says what is wrong, with findings that help (`assert_helpful`)."""
    assert error.findings
    assert_helpful(error.findings, file, data)


def assert_helpful(
    findings: Iterable[Finding], file: Path | str = "", data: bytes | None = None
) -> None:
    """Insist that each finding helps a person.

    What is said of `file`, which holds `data`, names a line of it; without `data` it has no lines.
    """
    for found in findings:
        assert found.rule != "internal", found
        assert found.message, found
        # It can be printed.
        str(found).encode()
        if found.severity is Severity.ERROR:
            assert found.hint, found
        if data is not None and found.file and Path(found.file).name == Path(file).name:
            assert found.line is not None, found
            assert 1 <= found.line <= len(re.findall(rb"\r\n|\r|\n", data)) + 1, found

"""Which part of a large matrix runs: a sample drawn by the commit, or all of it.

The sample is the same in every process of a run, and another one at the next commit.
"""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

SEED = "KAT_HANDOUTS_TEST_SEED"
ALL = "KAT_HANDOUTS_TEST_ALL"

Case = TypeVar("Case")


@cache
def seed() -> str:
    """Return what the sample is drawn by: the environment's word, or the commit."""
    if SEED in os.environ:
        return os.environ[SEED]
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True)
    return done.stdout.strip() or "none"


def runs_all() -> bool:
    return os.environ.get(ALL, "") not in ("", "0")


def sampled(cases: Iterable[Case], most: int, *, always: Iterable[Case] = ()) -> list[Case]:
    """Return `most` of the cases in their order, those of `always` among them; or all."""
    every, kept = list(cases), list(always)
    assert all(case in every for case in kept)
    if runs_all() or len(every) <= most:
        return every
    others = [case for case in every if case not in kept]
    # Not hash(), which each process has its own of.
    chosen = random.Random(f"{seed()} {every!r}").sample(others, max(most - len(kept), 0))
    return [case for case in every if case in kept or case in chosen]

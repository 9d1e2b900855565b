"""The exit status of a command: 0 fine, 1 something failed, 2 wrong use or bad input."""

from __future__ import annotations

from collections.abc import Iterable

from kat_handouts.model.errors import (
    Finding,
    InputError,
    KatHandoutsError,
    MachineError,
    has_errors,
)

FINE = 0
FAILED = 1
# The status of click for wrong use too.
WRONG_INPUT = 2
# What a shell says of a program that SIGINT, signal 2, has ended.
INTERRUPTED = 128 + 2
# And SIGTERM, signal 15.
TERMINATED = 128 + 15


def of_errors(errors: Iterable[KatHandoutsError]) -> int:
    """Return the status of what went wrong: that of the worst of the errors.

    A catalog that cannot be read is wrong input, though the other handouts were built.
    """
    return max((_of_error(error) for error in errors), default=FINE)


def of_findings(findings: Iterable[Finding]) -> int:
    """Return the status of a check: warnings and notes do not fail it."""
    return of_success(not has_errors(findings))


def of_success(is_fine: bool) -> int:
    """Return the status of a question that is answered by yes or no."""
    return FINE if is_fine else FAILED


def _of_error(error: KatHandoutsError) -> int:
    return WRONG_INPUT if isinstance(error, (InputError, MachineError)) else FAILED

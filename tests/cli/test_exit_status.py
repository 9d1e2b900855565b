"""What a shell sees of what went wrong, and that only the command line knows of it."""

import re

import pytest

from kat_handouts.batch.release import ReleaseRefused
from kat_handouts.cli import exit_status
from kat_handouts.model.errors import Finding, InputError, MachineError, RenderError, Severity
from tests.support.shipped import ROOT

WRONG = Finding("rule", "it is wrong")


@pytest.mark.parametrize(
    ("errors", "status"),
    [
        ([], 0),
        ([RenderError], 1),
        ([ReleaseRefused], 1),
        ([InputError], 2),
        ([MachineError], 2),
        ([RenderError, InputError, ReleaseRefused], 2),
    ],
)
def test_the_worst_error_decides(errors, status):
    assert exit_status.of_errors(error(WRONG) for error in errors) == status


def test_only_errors_fail_a_check():
    mild = [Finding("r", "m", severity=kind) for kind in (Severity.WARNING, Severity.NOTE)]
    assert exit_status.of_findings(mild) == 0
    assert exit_status.of_findings([*mild, WRONG]) == 1


def test_no_room_below_the_command_line_names_an_exit_status():
    source = ROOT / "src/kat_handouts"
    named = re.compile(r"exit_status|EXIT_|sys\.exit|SystemExit")
    names = [
        f"{path.relative_to(source)}: {found[0]}"
        for path in sorted(source.rglob("*.py"))
        if path.parent.name != "cli"
        for found in named.finditer(path.read_text(encoding="utf-8"))
    ]
    assert names == []

"""What the system refuses ends in one line and a status: a full disk, letters, a folder gone."""

import os
import subprocess
import sys

import pytest

from kat_handouts.cli.exit_status import FINE, WRONG_INPUT

pytestmark = pytest.mark.costly


def run(*arguments, **options):
    command = [sys.executable, "-m", "kat_handouts", *arguments]
    return subprocess.run(command, stderr=subprocess.PIPE, check=False, **options)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")  # noqa: PTH110
def test_a_full_disk_behind_the_output():
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        result = run("list", stdout=full)
    assert result.returncode == WRONG_INPUT
    assert len(result.stderr.splitlines()) == 1
    assert b"[system]" in result.stderr


def test_a_terminal_without_the_letters():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = run("list", stdout=subprocess.PIPE, env=environment)
    assert result.returncode == FINE
    assert result.stdout.isascii()


def test_a_working_folder_that_is_gone(tmp_path):
    code = (
        "import os, sys\n"
        f"os.chdir({str(tmp_path)!r})\nos.rmdir({str(tmp_path)!r})\n"
        "from kat_handouts.cli import main\nsys.argv = ['kat-handouts', 'list']\nmain()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, cwd=tmp_path.parent
    )
    assert result.returncode == WRONG_INPUT
    assert b"Traceback" not in result.stderr
    assert b"is gone" in result.stderr

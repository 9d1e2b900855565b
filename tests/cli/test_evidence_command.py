import subprocess
import sys

import pytest


@pytest.mark.costly
def test_the_command_writes_both_formats_and_refuses_what_is_not_there(tmp_path):
    def run(*args):
        return subprocess.run(
            [sys.executable, "-m", "kat_handouts", "evidence", *args, "-o", tmp_path],
            capture_output=True,
            text=True,
        )

    done = run("-H", "after-today", "--region", "gb")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "after-today.gb.md",
        "after-today.gb.pdf",
    ]
    assert "after-today.gb.pdf" in done.stdout
    wrong = run("-H", "after-tomorow", "--region", "xx")
    assert wrong.returncode == 2
    assert "after-tomorow" in wrong.stderr
    assert "“xx”" in wrong.stderr

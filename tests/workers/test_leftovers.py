"""What a killed build leaves in the temporary folder goes with the next one."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from kat_handouts.workers.leftovers import mark, prefix, remove_leftovers
from tests.support.shipped import ROOT

# Makes what a build makes, says so, and waits to be killed.
_BUILD = """
import sys, time
from kat_handouts.workers.local import _context, temporary_folder
with temporary_folder() as folder:
    worker = _context().Process(target=time.sleep, args=(600,))
    worker.start()
    print("ready", worker.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def place(tmp_path_factory):
    # A socket's path must be short.
    return tmp_path_factory.mktemp("t")


@pytest.fixture
def build(place):
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILD],
        env={**os.environ, "TMPDIR": str(place)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    worker = int(process.stdout.readline().split()[1])
    yield process
    for number in (process.pid, worker):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_a_killed_build_s_folders_go_and_a_living_one_s_stay(build, place):
    folders = {path.name.partition("-")[0]: path for path in place.iterdir()}
    assert set(folders) == {"kat", "pymp"}
    assert folders["kat"].name.startswith(f"kat-handouts-{build.pid}-")
    assert remove_leftovers(place) == []
    build.kill()
    build.wait()
    assert set(remove_leftovers(place)) == set(folders.values())
    assert list(place.iterdir()) == []


def aged(folder):
    then = time.time() - 7_200
    os.utime(folder, (then, then))


def test_a_living_process_keeps_its_folder_however_old_it_is(build, place):
    for folder in place.iterdir():
        aged(folder)
    assert remove_leftovers(place) == []


def test_a_number_that_was_given_again_keeps_no_folder(place):
    folder = place / f"{prefix()}x"
    folder.mkdir()
    # As a process with this one's number left it.
    (folder / f"kat-handouts-{os.getpid()}.lock").touch()
    assert remove_leftovers(place) == []
    aged(folder)
    assert remove_leftovers(place) == [folder]


def test_nothing_else_is_touched(place):
    for name in ("pymp-other", "kat-handouts-tests-x", "kat-handouts-1-x", "other"):
        (place / name).mkdir()
        (place / name / "file").touch()
    (place / "elsewhere").mkdir()
    (place / "elsewhere/kat-handouts-999999999.lock").touch()
    (place / "kat-handouts-999999999-link").symlink_to(place / "elsewhere")
    before = sorted(place.rglob("*"))
    assert remove_leftovers(place) == []
    assert sorted(place.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives files away")
def test_another_user_s_folder_stays(place):
    folder = place / "kat-handouts-999999999-x"
    folder.mkdir()
    (folder / "kat-handouts-999999999.lock").touch()
    os.chown(folder, 12345, -1)
    assert remove_leftovers(place) == []
    os.chown(folder, os.getuid(), -1)
    assert remove_leftovers(place) == [folder]


def test_a_mark_is_held_until_it_is_released(place):
    folder = place / f"{prefix()}x"
    folder.mkdir()
    aged(folder)
    with mark(folder):
        aged(folder)
        assert remove_leftovers(place) == []

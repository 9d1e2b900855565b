"""Builds that are killed, hang, meet a full or a read-only folder, or each other."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from tests.support.editing import copy_project, translate, tree
from tests.support.mounts import run_mounted
from tests.support.sampling import runs_all
from tests.support.shipped import ROOT

pytestmark = pytest.mark.costly

CODE = "import sys; from kat_handouts.cli import main; sys.exit(main(prog_name='kat-handouts'))"
SELECTED = ("-l", "es", "-l", "ar", "-H", "side-effects", "-H", "next-steps", "-H", "after-today")
SHEETS = 6


@pytest.fixture
def environment(tmp_path):
    return {**os.environ, "KAT_HANDOUTS_CACHE_DIR": str(tmp_path / "cache")}


@pytest.fixture
def start(tmp_path, environment):
    """Start a build in a process of its own."""

    def start(*args, output=tmp_path / "out", selected=SELECTED, project=ROOT, **options):
        return subprocess.Popen(
            [
                *(sys.executable, "-c", CODE, "build", "-j", "2", "--no-gallery"),
                *("--project", str(project), "-o", str(output), *selected, *args),
            ],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell's background jobs ignore what the test is about to send.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
            **options,
        )

    return start


@pytest.fixture
def run(start):
    def run(*args, **options):
        process = start(*args, **options)
        out, errors = process.communicate(timeout=300)
        assert "Traceback" not in errors, errors
        return process.returncode, out, errors

    return run


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """What an undisturbed build leaves."""
    folder = tmp_path_factory.mktemp("clean")
    args = ("build", "--no-cache", "--no-gallery", "--project", str(ROOT), "-o", str(folder))
    subprocess.run([sys.executable, "-c", CODE, *args, *SELECTED], check=True, capture_output=True)
    return tree(folder)


def assert_whole(output):
    """No file is half-written: each PDF has its end."""
    for path in output.rglob("*.pdf"):
        if not path.name.startswith("."):
            assert path.read_bytes().rstrip().endswith(b"%%EOF"), path


def workers_of(process):
    """Return the processes that render, with the fork server above them."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


@pytest.mark.parametrize("cached", [True, False])
def test_a_killed_build_leaves_whole_files_and_the_next_one_is_as_a_clean_one(
    start, run, clean, tmp_path, cached
):
    chance = random.Random(7)
    args = () if cached else ("--no-cache",)
    for _ in range(3 if runs_all() else 2):
        process = start(*args)
        time.sleep(chance.uniform(0.5, 4))
        process.kill()
        process.communicate()
        assert_whole(tmp_path / "out") if (tmp_path / "out").exists() else None
    assert run(*args)[0] == 0
    assert tree(tmp_path / "out") == clean


def test_processes_of_a_killed_build_end_by_themselves(start):
    process = start("--no-cache")
    deadline = time.monotonic() + 60
    orphans = []
    while not any(is_worker(one, process.pid) for one in orphans):
        assert time.monotonic() < deadline
        time.sleep(0.05)
        orphans = workers_of(process)
    process.kill()
    process.communicate()
    _, alive = psutil.wait_procs(orphans, timeout=60)
    assert alive == []


def test_killed_workers_are_replaced(start, clean, tmp_path):
    chance = random.Random(11)
    process = start("--no-cache")
    killed = 0
    while process.poll() is None and killed < 4:
        time.sleep(chance.uniform(0.2, 0.6))
        # A worker has the fork server for its parent.
        grown = [one for one in workers_of(process) if is_worker(one, process.pid)]
        if grown:
            chance.choice(grown).kill()
            killed += 1
            time.sleep(1.5)
    _, errors = process.communicate(timeout=300)
    assert killed
    assert "Traceback" not in errors
    if process.returncode == 1:
        # The same sheet was hit twice: it alone is missing.
        assert "[render-crash]" in errors
        start("--no-cache").communicate(timeout=300)
    assert tree(tmp_path / "out") == clean


def is_worker(process, build):
    try:
        parent = process.parent()
        return parent is not None and parent.pid != build and process.cpu_times().user > 0.05
    except psutil.Error:
        return False


def test_two_builds_into_one_folder_take_turns(start, clean, tmp_path):
    both = [start("--no-cache"), start("--no-cache")]
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sum("Another build is at work" in errors for _, errors in told) == 1
    assert tree(tmp_path / "out") == clean


def test_two_builds_with_one_cache_do_not_disturb_each_other(start, clean, tmp_path):
    outputs = (tmp_path / "a", tmp_path / "b")
    both = [start(output=output) for output in outputs]
    for process in both:
        process.communicate(timeout=300)
        assert process.returncode == 0
    assert tree(outputs[0]) == tree(outputs[1]) == clean


def test_a_cache_may_be_pruned_while_it_is_in_use(start, run, clean, tmp_path):
    from kat_handouts.batch.cache import Cache

    run(output=tmp_path / "first")
    cache = Cache(tmp_path / "cache")
    stop = threading.Event()

    def prune():
        while not stop.wait(0.01):
            cache.prune(0)

    thread = threading.Thread(target=prune)
    thread.start()
    try:
        status, _, errors = run()
    finally:
        stop.set()
        thread.join()
    assert (status, errors) == (0, "")
    assert tree(tmp_path / "out") == clean


def test_a_catalog_that_is_saved_while_building_is_in_the_next_build(start, run, tmp_path):
    """A sheet has the old text or the new; what is recorded is true; the next build has the new."""
    project = copy_project(tmp_path / "project", ("es", "ar", "en_GB"))
    for number in range(2 if runs_all() else 1):
        process = start(project=project.root)
        time.sleep(0.7 + 0.5 * number)
        words = ("No combine", "No mezcle")[number]
        translate(project, "es", "side-effects.breathing.action.heading", words)
        assert process.wait(300) == 0
        process.communicate()
        assert run(project=project.root)[0] == 0
        shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
        assert run("--no-cache", project=project.root, output=tmp_path / "fresh")[0] == 0
        assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_an_interrupt_stops_at_once_and_leaves_a_true_manifest(start, run, clean, tmp_path):
    process = start("--no-cache", start_new_session=True)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/*/*.pdf")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in errors
    left = tree(tmp_path / "out")
    assert 0 < len(left) - 1 < SHEETS + 1
    assert not any("part" in name or name == ".journal" for name in left)
    assert run("--no-cache")[0] == 0
    assert tree(tmp_path / "out") == clean


def command(output, *args):
    build = (sys.executable, "-c", CODE, "build", "-j", "2", "--no-gallery", "--no-cache")
    return [*build, "--project", str(ROOT), "-o", str(output), *SELECTED, *args]


@pytest.mark.parametrize(
    ("options", "told"),
    [("size=300k", "No space left on device"), ("ro", "Read-only file system")],
    ids=["full", "read-only"],
)
def test_a_folder_that_takes_no_more_is_a_clear_error(tmp_path, options, told):
    output = tmp_path / "out"
    output.mkdir()
    done = run_mounted(command(output), output, options)
    assert "status 2" in done.stdout, done
    assert "[output]" in done.stderr
    assert "choose another folder with --output" in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    left = tmp_path / "out.left"
    assert left.is_dir()
    assert_whole(left)
    assert not list(left.rglob(".part-*"))


def test_a_cache_that_cannot_be_written_costs_a_warning_only(run, clean, tmp_path):
    (tmp_path / "cache").write_bytes(b"a file where a folder should be")
    status, _, errors = run()
    assert status == 0
    assert "warning" in errors
    assert "[cache]" in errors
    assert tree(tmp_path / "out") == clean

"""A person's file is replaced whole or not at all, by one writer at a time."""

import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from kat_handouts.files import rewriting
from kat_handouts.files.rewriting import rewrite
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError
from tests.support.sampling import runs_all

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
# A few moments in the suite, all of them in a run of the whole.
MOMENTS = 200 if runs_all() else 8


def nothing_lost(before, after):
    return []


def change_to(data):
    return lambda there: data


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    return path


def test_a_file_is_replaced_and_the_version_before_kept(file):
    assert rewrite(file, change_to(b"new"), nothing_lost, backup=True)
    assert file.read_bytes() == b"new"
    assert names(file.parent) == ["a.po", "a.po~"]
    assert file.with_name("a.po~").read_bytes() == b"old"
    assert rewrite(file, change_to(b"newer"), nothing_lost, backup=False)
    assert file.with_name("a.po~").read_bytes() == b"old"


def test_a_change_that_changes_nothing_touches_nothing(file):
    before = file.stat()
    assert not rewrite(file, change_to(b"old"), nothing_lost, backup=True)
    assert file.stat() == before
    assert names(file.parent) == ["a.po"]


def test_a_new_file_is_made_with_its_folder_and_without_a_backup(tmp_path):
    path = tmp_path / "locales/sw/a.po"
    assert rewrite(path, change_to(b"new"), nothing_lost, backup=True)
    assert names(path.parent) == ["a.po"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o200 | 0o400])
def test_the_mode_stays(file, mode):
    file.chmod(mode)
    rewrite(file, change_to(b"new"), nothing_lost, backup=True)
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert stat.S_IMODE(file.with_name("a.po~").stat().st_mode) == mode


@AS_ROOT
def test_the_owner_stays(file):
    os.chown(file, 1234, 4321)
    rewrite(file, change_to(b"new"), nothing_lost, backup=True)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)


def test_a_symbolic_link_stays_and_what_it_leads_to_is_replaced(file, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "b.po"
    link.symlink_to("../c.po")
    (tmp_path / "c.po").symlink_to(file)
    rewrite(link, change_to(b"new"), nothing_lost, backup=True)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert file.with_name("a.po~").read_bytes() == b"old"
    assert names(elsewhere) == ["b.po"]


def broken_link(file):
    file.unlink()
    file.symlink_to("nowhere")


def hard_link(file):
    os.link(file, file.with_name("other"))


def read_only(file):
    file.chmod(0o444)


def pipe(file):
    file.unlink()
    os.mkfifo(file)


def folder(file):
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("make", [broken_link, hard_link, read_only, pipe, folder])
def test_what_cannot_be_replaced_as_it_is_stays_and_is_said(file, make):
    make(file)
    before = names(file.parent)
    with pytest.raises(InputError) as caught:
        rewrite(file, change_to(b"new"), nothing_lost, backup=True)
    (found,) = caught.value.findings
    assert (found.rule, found.file) == ("file-kept", str(file))
    assert "nothing was written" in found.message
    assert found.hint
    assert names(file.parent) == before


def test_what_would_be_lost_is_not_written(file):
    def proof(before, after):
        return [Finding("proof-failed", f"{before} {after}")]

    with pytest.raises(KatHandoutsError) as caught:
        rewrite(file, change_to(b"new"), proof, backup=True)
    assert caught.value.findings[0].file == str(file)
    assert names(file.parent) == ["a.po"]
    assert file.read_bytes() == b"old"


def test_who_saves_meanwhile_is_not_overwritten(file):
    seen = []

    def change(there):
        seen.append(there)
        if len(seen) == 1:
            file.write_bytes(b"saved")
        return there + b"+"

    assert rewrite(file, change, nothing_lost, backup=True)
    assert seen == [b"old", b"saved"]
    assert file.read_bytes() == b"saved+"


def test_who_saves_in_the_last_moment_is_not_overwritten(file, monkeypatch):
    """Between the last look at the file and its replacement; where files can be exchanged."""
    exchange = rewriting.exchange
    moments = []

    def saved_before(one, other):
        moments.append(one)
        if len(moments) == 1:
            saved = file.with_name("saved")
            saved.write_bytes(b"saved")
            saved.replace(file)
        return exchange(one, other)

    monkeypatch.setattr(rewriting, "exchange", saved_before)
    assert rewrite(file, lambda there: there + b"+", nothing_lost, backup=True)
    if sys.platform == "linux":
        assert file.read_bytes() == b"saved+"
        assert file.with_name("a.po~").read_bytes() == b"saved"
    assert names(file.parent) == ["a.po", "a.po~"]


def test_who_makes_the_file_in_the_last_moment_is_not_overwritten(tmp_path, monkeypatch):
    path = tmp_path / "a.po"
    take = rewriting.take_free_name
    moments = []

    def made_before(part, name):
        moments.append(part)
        if len(moments) == 1:
            name.write_bytes(b"theirs")
        take(part, name)

    monkeypatch.setattr(rewriting, "take_free_name", made_before)
    assert rewrite(path, lambda there: (there or b"") + b"+", nothing_lost, backup=True)
    assert path.read_bytes() == b"theirs+"
    assert names(tmp_path) == ["a.po", "a.po~"]


def test_where_files_cannot_be_exchanged_they_are_replaced(file, monkeypatch):
    monkeypatch.setattr(rewriting, "exchange", lambda one, other: False)
    assert rewrite(file, change_to(b"new"), nothing_lost, backup=True)
    assert file.read_bytes() == b"new"
    assert names(file.parent) == ["a.po", "a.po~"]


def test_who_saves_again_and_again_is_told(file):
    def change(there):
        file.write_bytes(there + b"x")
        return there + b"+"

    with pytest.raises(KatHandoutsError) as caught:
        rewrite(file, change, nothing_lost, backup=True)
    assert caught.value.findings[0].rule == "changed-meanwhile"
    assert set(file.read_bytes()) == set(b"oldx")
    assert names(file.parent) == ["a.po", "a.po~"]


WRITER = textwrap.dedent(
    """
    import os, resource, sys
    from pathlib import Path
    from kat_handouts.files.rewriting import rewrite
    path, mark, times = Path(sys.argv[1]), sys.argv[2].encode(), int(sys.argv[3])
    line = mark * 5000 + b"\\n"
    exec(sys.argv[4])
    print("ready", flush=True)
    for _ in range(times):
        rewrite(path, lambda there: (there or b"") + line, lambda *_: (), backup=True)
    """
)


def start(path, mark="a", times=10**6, first=""):
    """Start a process that adds lines to a file; `first` is what it does before."""
    command = [sys.executable, "-c", WRITER, str(path), mark, str(times), first]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    return process


def said(process):
    """Wait for a process, and return what it said of a mistake."""
    return process.communicate()[1]


def test_eight_writers_at_once_lose_nothing(file):
    writers = [start(file, mark, 10) for mark in "abcdefgh"]
    assert [said(writer) for writer in writers] == [b""] * 8
    lines = file.read_bytes().removeprefix(b"old").split(b"\n")[:-1]
    assert sorted(line[:1] for line in lines) == sorted(b"%c" % mark for mark in b"abcdefgh" * 10)
    assert all(line == line[:1] * 5000 for line in lines)
    assert names(file.parent) == ["a.po", "a.po~"]


def test_killed_at_any_moment_the_old_or_the_new_file_is_there_whole(file):
    moment = random.Random(15)
    for _ in range(MOMENTS):
        file.write_bytes(b"")
        writer = start(file)
        time.sleep(moment.uniform(0, 0.05))
        writer.send_signal(signal.SIGKILL)
        said(writer)
        for path in (file, file.with_name("a.po~")):
            text = path.read_bytes() if path.exists() else b""
            assert set(text.split(b"\n")) <= {b"a" * 5000, b""}
            assert text == b"" or text.endswith(b"\n")
        # What the killed one left hinders nobody, and goes with the next.
        assert rewrite(file, lambda there: there + b"b", nothing_lost, backup=True)
        assert names(file.parent) == ["a.po", "a.po~"]


def test_on_a_full_disk_the_old_file_stays(file):
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))"
    assert b"cannot write: File too large" in said(start(file, first=limit))
    assert file.read_bytes() == b"old" + (b"a" * 5000 + b"\n") * 2
    assert names(file.parent) == ["a.po", "a.po~"]


@AS_ROOT
def test_another_user_is_told_and_the_file_stays(tmp_path):
    place = tmp_path / "open"
    place.mkdir()
    place.chmod(0o777)
    # Another user must reach it, however deep the folders of this run are.
    parent = tmp_path
    while parent != Path(tempfile.gettempdir()):
        parent.chmod(0o755)
        parent = parent.parent
    file = place / "a.po"
    file.write_bytes(b"old")
    file.chmod(0o666)

    other = "os.setgid(4321); os.setuid(1234)"
    assert b"belongs to user 0" in said(start(file, first=other))
    assert file.read_bytes() == b"old"
    place.chmod(0o755)
    assert b"Permission denied" in said(start(file, first=other))
    assert names(place) == ["a.po"]

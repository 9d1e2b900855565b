"""After a run, what was filled in stands in the copies and nowhere else on the computer."""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.filling import as_csv, as_xlsx
from tests.support.shipped import ROOT

NAME, HELPER, PHONE = "Zqxjkva Wmbrtty", "Жщъэюя Ωξψλ", "+1 612 555 0173"
RECORD = {"language": "en", "handouts": "before-your-visit", "name": NAME, "companion": HELPER}
RECORD |= {"companion-phone": PHONE}
# Each part by itself is told of nobody else.
MARKS = ("Zqxjkva", "Wmbrtty", "Жщъэюя", "Ωξψλ", "555 0173", "555-0173", "5550173")


def written(mark):
    """Yield the bytes of a mark in the ways in which programs write text."""
    for one in {mark, mark.lower(), mark.casefold()}:
        yield from (one.encode("utf-8"), one.encode("utf-16-le"), one.encode("utf-16-be"))
        yield one.encode("utf-16-be").hex().encode()
        yield quote(one).encode()
        yield json.dumps(one)[1:-1].encode()
        yield ascii(one)[1:-1].encode()
        for before in range(3):
            whole = base64.b64encode(b" " * before + one.encode())
            # What is next to it changes the letters at the ends.
            yield whole[4 if before else 0 : -4]


FORMS = {form for mark in MARKS for form in written(mark) if len(form) > 5}
FOUND = re.compile(b"|".join(map(re.escape, sorted(FORMS, key=len, reverse=True))))


class Desk:
    """A computer of its own for one run: its home, temporary files, cache and folder."""

    def __init__(self, folder, cache):
        self.folder, self.cache = folder, cache
        self.seen = set()
        for name in ("home", "tmp", "here"):
            (folder / name).mkdir()

    def run(self, *words, data=None):
        """Run the command; what it leaves or has for a moment in any of its folders is kept."""
        known = ("PATH", "LANG", "COVERAGE_PROCESS_START")
        env = {name: os.environ[name] for name in known if name in os.environ}
        env |= {"HOME": f"{self.folder}/home", "TMPDIR": f"{self.folder}/tmp"}
        env |= {"KAT_HANDOUTS_CACHE_DIR": str(self.cache), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "kat_handouts", "fill", *words, "--project", str(ROOT)]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        place = self.folder / "here"
        with subprocess.Popen(command, cwd=place, env=env, **pipes) as process:
            try:
                if data is not None:
                    waits_for_values(process)
                    self.arguments = Path(f"/proc/{process.pid}/cmdline").read_bytes()
                    process.stdin.write(data)
                process.stdin.close()
                process.stdin = None
                while process.poll() is None:
                    self.seen |= contents(self.folder / "tmp", self.folder / "home")
                    time.sleep(0.02)
                said = b"".join(process.communicate())
            finally:
                process.kill()
        self.said = said.decode()
        folders = (self.folder / "tmp", self.folder / "home", self.folder / "here", self.cache)
        self.seen |= {said} | contents(*folders)
        return process.returncode

    @property
    def leaks(self):
        return {found.decode("latin-1") for one in self.seen for found in FOUND.findall(one)}


def contents(*folders):
    """Return the names and the bytes of all files below some folders."""
    parts = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            parts.add(os.fsencode(path))
            try:
                # The fonts of the computer are linked to.
                is_own = path.is_file() and not path.is_symlink()
                parts.add(path.read_bytes() if is_own else b"")
            except OSError:
                continue
    return parts


def waits_for_values(process):
    """Wait until a process would leave no image of its memory; it has read no value by then."""
    limits = Path(f"/proc/{process.pid}/limits")
    for _ in range(3000):
        if process.poll() is not None:
            raise AssertionError(process.communicate())
        if re.search(r"Max core file size +0 +0 ", limits.read_text()):
            return
        time.sleep(0.02)
    raise AssertionError(limits.read_text())


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(cache):
    # Sockets lie in it, whose names are short.
    with tempfile.TemporaryDirectory() as folder:
        yield Desk(Path(folder), cache)


def test_a_mark_is_found_in_each_way_that_it_may_be_written():
    for mark in (NAME, HELPER):
        for form in (
            mark.encode("utf-16-le"),
            quote(mark).encode(),
            base64.b64encode(b"x" + mark.encode()),
            json.dumps({"name": mark}).encode(),
            repr(mark.encode().decode()).encode(),
        ):
            assert FOUND.search(form), form


def test_values_stand_in_the_copies_alone(desk, tmp_path):
    out = tmp_path / "out"
    assert desk.run("--values", "-", "-o", str(out), "--json", data=as_csv([RECORD])) == 0, (
        desk.said
    )
    assert json.loads(desk.said)["copies"] == 1
    assert desk.leaks == set()
    assert not FOUND.search(desk.arguments)
    # The sheet without its values is kept, so that the next run need not lay it out.
    assert any(b"%PDF" in path.read_bytes() for path in desk.cache.rglob("*") if path.is_file())
    [copy] = out.iterdir()
    assert copy.name == "000001.en.before-your-visit.pdf"
    assert (copy.stat().st_mode & 0o777, out.stat().st_mode & 0o777) == (0o600, 0o700)
    text = subprocess.run(["pdftotext", copy, "-"], capture_output=True, check=True).stdout.decode()
    assert all(words in text for words in (NAME, HELPER))
    told = subprocess.run(
        [sys.executable, "-m", "kat_handouts", "identify", copy, "--json", "--project", ROOT],
        capture_output=True,
        check=True,
    )
    assert not FOUND.search(told.stdout + told.stderr)


@pytest.mark.parametrize("option", ["--zip", "--one-pdf"])
def test_values_stand_in_the_one_file_that_was_asked_for(desk, tmp_path, option):
    values, out = tmp_path / "today.xlsx", tmp_path / "out"
    values.write_bytes(as_xlsx([RECORD]))
    assert desk.run("--values", str(values), option, str(out)) == 0, desk.said
    assert desk.leaks == set()
    assert out.stat().st_mode & 0o777 == 0o600
    if option == "--zip":
        with zipfile.ZipFile(out) as archive:
            assert not FOUND.search("".join(archive.namelist()).encode())
            assert archive.comment == b""
    else:
        done = subprocess.run(["pdfinfo", out], capture_output=True, check=True)
        assert not FOUND.search(done.stdout)


WRONG = [
    {**RECORD, "name": f"{NAME} " * 5},
    {**RECORD, "companion-phone": HELPER, "dose-time": NAME},
    {**RECORD, "language": NAME, "handouts": HELPER, "id": NAME},
    {**RECORD, "region": HELPER, "edition": NAME, "route": NAME, "paper": NAME, "second": HELPER},
    {**RECORD, "leave-time": "12:15", NAME: PHONE},
    {**RECORD, "name": f"{NAME} 😀"},
]


def test_no_message_tells_a_value_and_nothing_is_written(desk, tmp_path):
    out = tmp_path / "out"
    words = ("--values", "-", "-o", str(out), "--limit", "0")
    assert desk.run(*words, data=as_csv(WRONG)) == 2, desk.said
    assert desk.leaks == set()
    assert desk.said.count("error: ") == 12
    assert not out.exists()


def test_nor_does_a_message_about_the_place_of_the_output(desk, tmp_path):
    out = tmp_path / "out.zip"
    out.write_bytes(b"mine")
    assert desk.run("--values", "-", "--zip", str(out), "--json", data=as_csv([RECORD])) == 2
    assert desk.leaks == set()
    assert json.loads(desk.said)["findings"][0]["rule"] == "fill-output"
    assert out.read_bytes() == b"mine"

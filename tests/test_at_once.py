"""Real processes that write the same file at once: nothing is lost, or it is told."""

import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time

import polib
import pytest
from openpyxl import load_workbook

from kat_handouts.catalogs.update import updated_catalogs, write_catalogs
from kat_handouts.content.library import load_library
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.corrections import import_packet
from kat_handouts.reviews.packet import COLUMNS, packet_rows, spreadsheet
from kat_handouts.reviews.repair import repair_ledger
from kat_handouts.reviews.signing import Reviewer, revoke, sign
from tests.support.editing import reword, translate
from tests.support.sampling import runs_all

PO = "locales/es/LC_MESSAGES/handouts.po"
LEDGER = "locales/es/sign-offs.jsonl"
ES = get_language("es")
NAMES = [name for name, _ in COLUMNS]
EVERYTHING = runs_all()
SIGNERS = 8 if EVERYTHING else 4


def start(project, *arguments):
    command = [sys.executable, "-m", "kat_handouts", *map(str, arguments)]
    return subprocess.Popen(
        [*command, "--project", str(project.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=project.root,
    )


def told(process):
    """Wait for a process; return its exit status and all that it said."""
    said = "".join(process.communicate())
    return process.returncode, said


def translations(project):
    parsed = polib.pofile(str(project.root / PO))
    return {entry.msgctxt: entry.msgstr for entry in parsed if not entry.obsolete}


@pytest.mark.parametrize("_round", range(5 if EVERYTHING else 1))
def test_all_who_sign_at_once_have_signed(layered, _round):
    ids = list(load_library(layered).segments)[:40]
    signers = [
        start(layered, "review", "sign", "es", *ids, "--role", "reviser", "--by", f"R. {number}")
        for number in range(SIGNERS)
    ]
    assert {told(signer) for signer in signers} == {(0, "es: 40 signed as reviser\n")}
    text = (layered.root / LEDGER).read_text(encoding="utf-8")
    signed = {(line["by"], line["segment"]) for line in map(json.loads, text.splitlines())}
    assert signed == {(f"R. {number}", id_) for number in range(SIGNERS) for id_ in ids}
    assert [path.name for path in (layered.root / LEDGER).parent.glob("*sign-offs*")] == [
        "sign-offs.jsonl"
    ]


def packet(project, file, corrected):
    library = load_library(project)
    spanish = load_translations(project, library.segments, "es")
    book = load_workbook(io.BytesIO(spreadsheet(packet_rows(library, spanish), spanish)))
    for line in book.active.iter_rows(min_row=2):
        text = corrected.get(line[NAMES.index("Segment")].value)
        if text:
            line[NAMES.index("Correction")].value = text
    book.save(file)


@pytest.mark.parametrize("_round", range(12 if EVERYTHING else 1))
def test_two_imports_at_once_are_both_taken(layered, tmp_path, _round):
    ids = [id_ for id_ in load_library(layered).segments if id_.endswith(".heading")][:2]
    wanted = [{id_: f"Título {'AB'[number]}"} for number, id_ in enumerate(ids)]
    imports = []
    for number, corrected in enumerate(wanted):
        file = tmp_path / f"{number}.xlsx"
        packet(layered, file, corrected)
        imports.append(file)
    running = [start(layered, "locales", "packet", "es", "--import", file) for file in imports]
    assert [told(process) for process in running] == [(0, "es: 1 corrected, 0 refused\n")] * 2
    found = translations(layered)
    assert {**wanted[0], **wanted[1]}.items() <= found.items()


@pytest.mark.parametrize("by_renaming", [True, False])
def test_what_is_saved_while_catalogs_are_updated_is_there_afterwards(layered, by_renaming):
    """An editor saves again and again, as a new file or into the old one."""
    id_ = reword(layered).id
    translate(layered, "es", id_, "Título 0")
    path = layered.root / PO
    update = start(layered, "locales", "update", "am", "ar", "es", "hi")
    saved = 0
    while update.poll() is None:
        before = path.read_text(encoding="utf-8")
        after = before.replace(f'"Título {saved}"', f'"Título {saved + 1}"')
        assert after != before
        saved += 1
        if by_renaming:
            new = path.with_name("editor")
            new.write_text(after, encoding="utf-8")
            new.replace(path)
        else:
            path.write_text(after, encoding="utf-8")
        time.sleep(0.1)
    status, said = told(update)
    assert len(translations(layered)) == len(load_library(layered).segments)
    # What the last save was made from may be older than what was written meanwhile.
    assert translations(layered)[id_] == f"Título {saved}"
    assert status == 0 or "handouts.po" in said


def in_a_child(work):
    """Do a thing over and over in a forked process; return its number."""
    child = os.fork()
    if child:
        return child
    try:
        for _ in range(10**6):
            work()
    finally:
        os._exit(1)


def commands(project, library):
    """Each command that rewrites a person's file: the file, its old state, and what to do."""
    spanish = load_translations(project, library.segments, "es")
    data = io.BytesIO()
    packet(project, data, {"garden.title": "Un buen día"})
    catalog, ledger = project.root / PO, project.root / LEDGER
    sign(project, spanish, list(library.segments.values()), Reviewer("A. B.", "reviser"))
    signed = ledger.read_bytes()
    first = json.loads(signed.split(b"\n")[0])["id"]
    reworded = catalog.read_bytes().replace(b'msgid "A bench"', b'msgid "The bench"')
    few = list(library.segments.values())[:5]

    def update():
        updates = updated_catalogs(project, library, ["es"])
        for error in write_catalogs(project, library, updates)[1]:
            raise error

    def take():
        import_packet(project, library, spanish, data.getvalue(), "packet.xlsx")

    return {
        "update": (catalog, reworded, update),
        "import": (catalog, catalog.read_bytes(), take),
        "sign": (ledger, signed, lambda: sign(project, spanish, few, Reviewer("C. D.", "reviser"))),
        "revoke": (ledger, signed, lambda: revoke(project, [first], Reviewer("C. D."))),
        "repair": (ledger, b"broken\n" + signed, lambda: repair_ledger(project, ES)),
    }


@pytest.mark.parametrize("name", ["update", "import", "sign", "revoke", "repair"])
def test_killed_at_any_moment_a_command_leaves_the_old_or_the_new_file_whole(
    small_copy, small_library, name
):
    path, old, work = commands(small_copy, small_library)[name]
    path.write_bytes(old)
    started = time.perf_counter()
    work()
    length, new = time.perf_counter() - started, path.read_bytes()
    assert new != old
    # A process takes some time to begin, more where its coverage is measured.
    path.write_bytes(old)
    child, started = in_a_child(work), time.perf_counter()
    while path.read_bytes() == old:
        time.sleep(0.001)
    begins = time.perf_counter() - started
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    moments = random.Random(name)
    landed = 0
    for _ in range(200 if EVERYTHING else 3):
        path.write_bytes(old)
        child = in_a_child(work)
        time.sleep(moments.uniform(0, begins + length))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        there = path.read_bytes()
        landed += there != old
        if name == "sign":
            # Its ids are new each time, and a loop signs again.
            assert there.startswith(old)
            assert all(map(json.loads, there.splitlines()))
        elif name == "revoke" and there != old:
            assert (there[: len(old)], len(there)) == (old, len(new))
        else:
            assert there in {old, new}
    path.write_bytes(old)
    work()
    left = {one.name for one in path.parent.iterdir() if one.name.startswith(".")}
    assert left == set()
    assert landed or not EVERYTHING


def test_on_a_full_disk_the_old_file_stays(small_copy, small_library):
    for path, old, work in commands(small_copy, small_library).values():
        path.write_bytes(old)
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(old) // 2, len(old) // 2))
            try:
                work()
            except InputError as error:
                os._exit(42 if error.findings[0].rule == "project-file" else 1)
            finally:
                os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42
        assert path.read_bytes() == old

"""Real processes that write the same file at once: nothing is lost, or it is told."""

import io
import json
import subprocess
import sys
import time

import polib
import pytest
from openpyxl import load_workbook

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.content.library import load_library
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.packet import COLUMNS, packet_rows, spreadsheet
from tests.support.editing import reword, translate
from tests.support.sampling import runs_all

pytestmark = pytest.mark.costly

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
    library = load_library(layered)
    spanish = load_catalog(layered, "es")
    ids = [id_ for id_, segment in library.segments.items() if spanish.text(segment)][:40]
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

"""A clinic's own practical handout, from its start to its sheets, as docs/clinics.md tells it."""

import io
import json

import polib
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from kat_handouts.cli import main
from tests.support.packets import NAMES

CLINIC = """\
name = "Riverside Clinic"
address = ["12 River Street", "Springfield"]
languages = ["en", "es"]
[phones]
daytime = "555-0100"
"""


def run(*arguments):
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clinic") / "riverside"
    done("init", folder, "--handout", "parking")
    (folder / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    done("locales", "extract", "--project", folder)
    done("locales", "update", "es", "--project", folder)
    return folder


def test_its_catalogs_hold_its_own_texts_alone(folder):
    for name in ("handouts.pot", "es/LC_MESSAGES/handouts.po"):
        entries = polib.pofile(str(folder / "locales" / name))
        assert {entry.msgctxt.split(".")[0] for entry in entries} == {"parking"}
    assert not (folder / "locales/fr").exists()


def test_it_is_translated_by_its_packet_built_and_checked_without_an_error(folder, tmp_path):
    where = ("--project", folder)
    packets = tmp_path / "packets"
    done("locales", "packet", "es", "-H", "parking", "-o", packets, *where)
    assert sorted(path.name for path in packets.iterdir()) == ["es.parking.pdf", "es.parking.xlsx"]
    path = packets / "es.parking.xlsx"
    book = load_workbook(io.BytesIO(path.read_bytes()))
    rows = list(book.active.iter_rows(min_row=2))
    assert len(rows) == 10
    for row in rows:
        english = row[NAMES.index("English")].value
        row[NAMES.index("Correction")].value = english.replace("e", "é")
    for row in rows:
        cell = row[NAMES.index("Correction")]
        for name in ("clinic_address", "clinic_phone"):
            cell.value = cell.value.replace(name.replace("e", "é"), name)
    book.save(path)
    taken = done("locales", "packet", "es", "--import", path, *where)
    assert "10 corrected, 0 refused" in taken
    again = done("locales", "packet", "es", "--import", path, *where)
    assert "0 corrected, 0 refused, 10 already there" in again
    left = done("locales", "packet", "es", "-H", "parking", "--changed", "-o", packets, *where)
    assert "no text is left" in left
    done("build", "-H", "parking", "--format", "pdf", "--format", "html", *where)
    checked = done("check", "content", "catalogs", "pdf", "--json", *where)
    found = json.loads(checked)["findings"]
    assert [one for one in found if one["severity"] == "error"] == []


def test_it_is_released_in_english(folder, tmp_path):
    done("build", "-H", "parking", "-l", "en", "--release", "--project", folder, "-o", tmp_path)
    refused = run("build", "-H", "next-steps", "-l", "en", "--release", "--project", folder)
    assert refused.exit_code != 0

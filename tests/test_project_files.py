"""What is said where a file of the project cannot be written, or a locale has none."""

import io
import sys

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from kat_handouts.cli import main
from kat_handouts.localise.translations import load_translations
from kat_handouts.reviews.packet import packet_rows, spreadsheet
from tests.support.mounts import run_mounted

ID = "side-effects.bladder.heading"
SIGNED = ("--role", "reviser", "--by", "A. B.")


@pytest.fixture
def packet(project, library, tmp_path):
    """A review packet of Spanish with one correction in it."""
    translations = load_translations(project, library.segments, "es")
    book = load_workbook(io.BytesIO(spreadsheet(packet_rows(library, translations), translations)))
    names = [cell.value for cell in next(book.active.iter_rows(max_row=1))]
    for row in book.active.iter_rows(min_row=2):
        if row[names.index("Segment")].value == ID:
            row[names.index("Correction")].value = "La vejiga"
    path = tmp_path / "es.xlsx"
    book.save(path)
    return path


@pytest.fixture
def run():
    def run(*args):
        return CliRunner().invoke(main, [*map(str, args)], catch_exceptions=False)

    return run


# The folders of a catalog take all the inodes; a ledger of all texts, more than the size.
@pytest.mark.costly
@pytest.mark.parametrize("options", ["ro", "size=4k,nr_inodes=4"], ids=["read-only", "full"])
@pytest.mark.parametrize(
    ("args", "file"),
    [
        (("locales", "add", "sv"), "locales/sv/LC_MESSAGES/handouts.po"),
        (("review", "sign", "es", "--all", *SIGNED), "locales/es/sign-offs.jsonl"),
        (("locales", "packet", "es", "--import"), "locales/es/LC_MESSAGES/handouts.po"),
    ],
    ids=["catalog", "ledger", "packet"],
)
def test_the_advice_is_about_the_file_and_not_about_an_output_folder(
    packet, tmp_path, args, file, options
):
    root = tmp_path / "project"
    root.mkdir()
    if args[-1] == "--import":
        args = (*args, str(packet))
    command = [sys.executable, "-m", "kat_handouts", *args, "--project", str(root)]
    done = run_mounted(command, root, options)
    assert "status 2" in done.stdout, done
    assert f"{root / file}: error: cannot write: " in done.stderr
    assert "[project-file]" in done.stderr
    assert "--project" in done.stderr
    assert "--output" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not [path for path in (tmp_path / "project.left").rglob("*") if path.is_file()]


def test_a_packet_that_is_read_back_changes_the_catalog_of_the_folder(run, packet, tmp_path):
    done = run("locales", "packet", "es", "--import", packet, "--project", tmp_path)
    assert (done.exit_code, done.stdout) == (0, "es: 1 corrected, 0 refused\n")
    catalog = tmp_path / "locales/es/LC_MESSAGES/handouts.po"
    assert 'msgstr "La vejiga"' in catalog.read_text(encoding="utf-8")
    again = run("locales", "packet", "es", "--import", packet, "--project", tmp_path)
    assert (again.exit_code, again.stdout) == (0, "es: 0 corrected, 0 refused, 1 already there\n")


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_nobody_translates_corrects_or_signs_a_pseudo_language(run, packet, tmp_path, tag):
    for args in (
        ("locales", "add", tag),
        ("locales", "packet", tag, "--import", packet),
        ("review", "sign", tag, ID, *SIGNED),
    ):
        done = run(*args, "--project", tmp_path)
        assert done.exit_code == 2, args
        assert "[pseudo-locale]" in done.stderr
    assert not (tmp_path / "locales").exists()


def test_english_is_corrected_in_the_content(run, packet, tmp_path):
    done = run("locales", "packet", "en", "--import", packet, "--project", tmp_path)
    assert done.exit_code == 2
    assert "[packet]" in done.stderr
    assert "content/" in done.stderr

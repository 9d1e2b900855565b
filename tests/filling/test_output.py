"""Where copies go: a folder, an archive or one print run, whole or not at all."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile

import pikepdf
import pypdfium2
import pytest

from kat_handouts.batch.cache import Cache
from kat_handouts.filling.fill import fill
from kat_handouts.filling.output import to_archive, to_folder, to_one_pdf
from kat_handouts.filling.records import RecordFile
from kat_handouts.model.errors import InputError
from tests.support.filling import Direct, as_csv
from tests.support.shipped import ROOT

# Sheets of an even and of an odd number of sides.
HANDOUTS = ("my-plan", "side-effects", "for-your-companion")
NAMES = ("Ana Núñez", "علي محمد", "王小明")
RECORDS = [
    {"language": "en", "handouts": " ".join(HANDOUTS), "name": name, "id": f"p-{number}"}
    for number, name in enumerate(NAMES)
]


@pytest.fixture(scope="module")
def run(project, filler, tmp_path_factory):
    renderer, cache = Direct(filler.renderer), Cache(tmp_path_factory.mktemp("cache"))

    def run(output, records=None):
        """Write the copies of some records, with masters that were made once."""
        file = RecordFile(as_csv(records or RECORDS), "today.csv")
        return fill(project, file, renderer, filler.writer, output, cache=cache)

    return run


@pytest.fixture(scope="module")
def copies(run, tmp_path_factory):
    """The copies in a folder: their bytes by name, in the order of printing."""
    folder = tmp_path_factory.mktemp("filled") / "out"
    report = run(to_folder(folder))
    assert (report.records, report.copies, report.sheets) == (3, 9, 3)
    names = [f"p-{number}.en.{handout}.pdf" for number in range(3) for handout in HANDOUTS]
    assert {path.name for path in folder.iterdir()} == {*names}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    return {name: (folder / name).read_bytes() for name in names}


def page_texts(pdf):
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert done.stderr == b""
    return [page.split() for page in done.stdout.decode().split("\f")[:-1]]


def test_an_archive_holds_what_a_folder_does(run, copies, tmp_path):
    paths = tmp_path / "1.zip", tmp_path / "2.zip"
    for path in paths:
        run(to_archive(path))
    with zipfile.ZipFile(paths[0]) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == copies
        assert archive.testzip() is None
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_archive_is_written_as_its_copies_are_made(tmp_path, filler):
    """None of them waits in memory for the last."""
    _, master = filler.master("en", "my-plan")
    path, sizes = tmp_path / "filled.zip", []
    with to_archive(path) as target:
        for number in range(4):
            target.add(f"{number}", os.urandom(200_000), master)
            sizes.append(path.stat().st_size)
    assert sizes == sorted({*sizes})
    assert sizes[0] > 100_000


@pytest.mark.parametrize("duplex", [True, False])
def test_one_pdf_has_the_pages_of_all_copies_in_order(run, copies, tmp_path, duplex):
    path = tmp_path / "today.pdf"
    run(to_one_pdf(path, duplex=duplex))
    wanted = []
    for copy in copies.values():
        pages = page_texts(copy)
        assert len(wanted) % 2 == 0 or not duplex
        wanted += [*pages, *([[]] if duplex and len(pages) % 2 else [])]
    made = page_texts(path.read_bytes())
    assert made == wanted
    # Some sheets have an odd number of sides, and some have not.
    assert 0 < made.count([]) < len(copies) if duplex else [] not in made


def test_one_pdf_looks_as_its_copies_do(run, copies, tmp_path):
    path = tmp_path / "today.pdf"
    run(to_one_pdf(path, duplex=False))
    with pypdfium2.PdfDocument(path) as whole:
        pages = iter(whole)
        for copy in copies.values():
            with pypdfium2.PdfDocument(copy) as opened:
                for page in opened:
                    own, other = (one.render(scale=1).to_numpy() for one in (page, next(pages)))
                    assert (own == other).all()


def test_one_pdf_holds_once_what_copies_share_and_does_not_say_that_it_has_tags(run, tmp_path):
    records = [{**RECORDS[0], "id": "", "name": f"Ana {number}"} for number in range(40)]
    path, folder = tmp_path / "today.pdf", tmp_path / "out"
    run(to_one_pdf(path, duplex=True), records)
    run(to_folder(folder), records)
    assert path.stat().st_size < sum(one.stat().st_size for one in folder.iterdir()) / 10
    with pikepdf.open(path) as opened:
        assert not {"/MarkInfo", "/StructTreeRoot", "/Metadata"} & {*opened.Root.keys()}
        assert opened.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert not opened.docinfo
        assert not any("/StructParents" in page.obj for page in opened.pages)
        # A ToUnicode map and a file of each font, whatever the number of copies.
        files = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        fonts = [one for one in files if one.get("/Type") == "/FontDescriptor"]
    with pikepdf.open(io.BytesIO((folder / "000001.en.my-plan.pdf").read_bytes())) as opened:
        own = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        own = [one for one in own if one.get("/Type") == "/FontDescriptor"]
    assert len(fonts) <= 3 * (len(own) + 4)


@pytest.mark.parametrize("to", [to_folder, to_archive, lambda p: to_one_pdf(p, duplex=True)])
def test_what_is_there_is_not_written_over(run, tmp_path, to):
    path = tmp_path / "filled"
    there = path
    if to is to_folder:
        path.mkdir()
        there = path / f"p-1.en.{HANDOUTS[2]}.pdf"
    there.write_bytes(b"mine")
    with pytest.raises(InputError, match=r"is there.*\[fill-output\]") as caught:
        run(to(path))
    assert caught.value.findings[0].file == str(there)
    assert [one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()] == [b"mine"]


@pytest.mark.parametrize("to", [to_folder, to_archive, lambda p: to_one_pdf(p, duplex=True)])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_cannot_be_finished_is_removed(run, filler, monkeypatch, tmp_path, to, error):
    path = tmp_path / "new" / "filled"
    from kat_handouts.filling import copies

    made = []

    def broken(master, written):
        made.append(master)
        if len(made) > 4:
            raise error
        return copies_of(master, written)

    copies_of = copies.copy_of
    monkeypatch.setattr(copies, "copy_of", broken)
    with pytest.raises(type(error)):
        run(to(path))
    assert len(made) == 5
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
    assert not path.exists()


def test_a_run_that_is_ended_leaves_nothing(tmp_path):
    values, out = tmp_path / "today.csv", tmp_path / "filled.zip"
    record = {"language": "en", "handouts": "my-plan"}
    values.write_bytes(as_csv([{**record, "name": f"Ana {number}"} for number in range(9000)]))
    command = [sys.executable, "-m", "kat_handouts", "fill", "--values", str(values)]
    with subprocess.Popen([*command, "--zip", str(out), "--project", str(ROOT)]) as process:
        while process.poll() is None and not (out.exists() and out.stat().st_size > 2e6):
            time.sleep(0.01)
        process.terminate()
    assert process.returncode == 128 + signal.SIGTERM
    assert [*tmp_path.iterdir()] == [values]


def test_a_folder_that_was_there_stays_with_what_was_in_it(run, tmp_path):
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(b"mine")
    run(to_folder(tmp_path), [RECORDS[0]])
    assert len([*tmp_path.iterdir()]) == 4
    with pytest.raises(InputError):
        run(to_folder(tmp_path), [RECORDS[1], RECORDS[0]])
    assert len([*tmp_path.iterdir()]) == 4
    assert mine.read_bytes() == b"mine"


def test_a_file_in_the_place_of_a_folder_is_told(run, tmp_path):
    path = tmp_path / "filled"
    path.write_bytes(b"mine")
    with pytest.raises((InputError, OSError)):
        run(to_folder(path))
    assert path.read_bytes() == b"mine"


def test_no_two_copies_have_one_name(run, tmp_path):
    records = [{**RECORDS[0], "id": "000002"}, {**RECORDS[0], "id": ""}]
    with pytest.raises(InputError, match="the number of another one"):
        run(to_archive(tmp_path / "filled.zip"), records)
    assert [*tmp_path.iterdir()] == []

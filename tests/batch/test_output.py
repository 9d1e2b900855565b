import hashlib

import pytest

from kat_handouts import __version__
from kat_handouts.batch.manifest import ManifestEntry, SheetFacts, read_manifest, write_manifest
from kat_handouts.batch.output import OutputFolder
from kat_handouts.files.atomic import write_whole
from kat_handouts.model.document import CatalogState
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import Sheet


@pytest.mark.parametrize(
    "text", ["", "{}", '{"files": [{"file": "x"}]}', "\xff", "[" * 5_000, '{"format": 4,\n}']
)
def test_a_broken_manifest_is_reported(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text, encoding="latin-1")
    with pytest.raises(InputError, match="manifest") as caught:
        read_manifest(tmp_path)
    (found,) = caught.value.findings
    assert "Error" not in found.message
    assert "delete this folder and build again" in found.hint


def test_a_manifest_with_an_edition_of_another_version_says_which(tmp_path):
    write_manifest(tmp_path, {"es/x.pdf": entry_of("es/x.pdf", b"")})
    path = tmp_path / "manifest.json"
    text = path.read_text(encoding="utf-8").replace('"standard"', '"braille"')
    path.write_text(text.replace(f"kat-handouts {__version__}", "kat-handouts 99.0"), "utf-8")
    with pytest.raises(InputError) as caught:
        read_manifest(tmp_path)
    (found,) = caught.value.findings
    assert "the edition “braille”, which this version does not know" in found.message
    assert "it was written by kat-handouts 99.0: use that version, or delete" in found.hint


def test_no_manifest_is_an_empty_one(tmp_path):
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    "name", ["../x.pdf", "/etc/x.pdf", "es/../../x.pdf", "es/x.txt", "es//x.pdf"]
)
def test_a_manifest_that_names_a_file_elsewhere_is_refused(tmp_path, name):
    write_manifest(tmp_path, {"es/x.pdf": entry_of("es/x.pdf", b"")})
    assert list(read_manifest(tmp_path)) == ["es/x.pdf"]
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("es/x.pdf", name), encoding="utf-8")
    with pytest.raises(InputError, match="manifest"):
        read_manifest(tmp_path)


def entry_of(name, data, **more):
    sheet = Sheet(*name.removesuffix(".pdf").split("/"))
    facts = SheetFacts("", sheet.handout, 1, "letter", CatalogState(0, 0, 0, 0, 0))
    return ManifestEntry(sheet, facts, 2, hashlib.sha256(data).hexdigest(), "k", **more)


def test_what_a_killed_build_left_is_put_right(tmp_path):
    """It was killed after some files had changed, and before the manifest was written."""
    names = ("es/as-it-was.pdf", "es/replaced.pdf", "es/gone.pdf")
    for name in names:
        write_whole(tmp_path / name, b"old")
    write_manifest(tmp_path, {name: entry_of(name, b"old") for name in names})
    (tmp_path / ".journal").write_text("\n".join((*names, "es/new.pdf")), encoding="utf-8")
    (tmp_path / "es/replaced.pdf").write_bytes(b"new")
    (tmp_path / "es/gone.pdf").unlink()
    (tmp_path / "es/new.pdf").write_bytes(b"new")
    (tmp_path / "es/.part-1-0123abcd-x.pdf").write_bytes(b"half")
    (tmp_path / "es/not-ours.pdf").write_bytes(b"somebody's own")
    with OutputFolder.held(tmp_path) as folder:
        assert list(folder.entries) == ["es/as-it-was.pdf"]
    assert list(read_manifest(tmp_path)) == ["es/as-it-was.pdf"]
    assert sorted(path.name for path in (tmp_path / "es").iterdir()) == [
        "as-it-was.pdf",
        "not-ours.pdf",
    ]
    assert not (tmp_path / ".journal").exists()


def test_a_journal_names_nothing_outside_the_folder(tmp_path):
    outside = tmp_path / "precious.pdf"
    outside.write_bytes(b"mine")
    output = tmp_path / "out"
    output.mkdir()
    (output / ".journal").write_text("../precious.pdf\nes/../../precious.pdf\né\n", "latin-1")
    with OutputFolder.held(output) as folder:
        assert folder.entries == {}
    assert outside.read_bytes() == b"mine"


def test_an_older_manifest_counts_as_none(tmp_path):
    (tmp_path / "manifest.json").write_text('{"format": 2, "files": [{"file": "x"}]}')
    assert read_manifest(tmp_path) == {}


def test_the_manifest_names_fonts_and_versions_once(tmp_path):
    made_of = {"fonts": {"A.ttf": "1"}, "made_with": {"weasyprint": "70.0"}, "templates": ("x.j2",)}
    entries = {name: entry_of(name, b"", **made_of) for name in ("es/one.pdf", "es/two.pdf")}
    write_manifest(tmp_path, entries)
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert text.count('"weasyprint": "70.0"') == 1
    assert text.count('"x.j2"') == 1
    assert text.count('"A.ttf": "1"') == 2
    assert read_manifest(tmp_path) == entries


def test_a_sheet_comes_back_from_the_manifest_as_it_was(tmp_path):
    sheets = [
        Sheet("es", "x", paper="a4"),
        Sheet("es", "x", region="gb"),
        Sheet("es", "x", edition="bilingual", second="ar", route="infusion", staff=True),
        Sheet("zh-Hans", "x", format="html"),
    ]
    facts = SheetFacts("", "X", 1, "a4", CatalogState(3, 2, 1, 0, 0))
    entries = {sheet.path: ManifestEntry(sheet, facts, 1, "0") for sheet in sheets}
    write_manifest(tmp_path, entries)
    assert read_manifest(tmp_path) == entries

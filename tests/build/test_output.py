import pytest

from kat_handouts.build import output as output_module
from kat_handouts.build.output import (
    ManifestEntry,
    read_manifest,
    write_manifest,
    write_whole,
)
from kat_handouts.errors import InputError


def test_a_file_is_written_whole(tmp_path):
    write_whole(tmp_path / "a/b.pdf", b"one")
    write_whole(tmp_path / "a/b.pdf", b"two")
    assert (tmp_path / "a/b.pdf").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    write_whole(tmp_path / "b.pdf", b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output_module.Path, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        write_whole(tmp_path / "b.pdf", b"new")
    assert (tmp_path / "b.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


def test_a_folder_that_is_a_file_is_reported(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        write_whole(tmp_path / "file/b.pdf", b"")
    assert caught.value.findings[0].hint


@pytest.mark.parametrize("text", ["", "{}", '{"files": [{"file": "x"}]}', "\xff"])
def test_a_broken_manifest_is_reported(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text, encoding="latin-1")
    with pytest.raises(InputError, match="manifest"):
        read_manifest(tmp_path)


def test_no_manifest_is_an_empty_one(tmp_path):
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    "name", ["../x.pdf", "/etc/x.pdf", "es/../../x.pdf", "es/x.txt", "es//x.pdf"]
)
def test_a_manifest_that_names_a_file_elsewhere_is_refused(tmp_path, name):
    variant = ("us", "a4", "standard", None, None, False)
    entry = ManifestEntry("es/x.pdf", "x", "es", *variant, "", "X", 1, 1, {}, "0")
    write_manifest(tmp_path, {"es/x.pdf": entry})
    assert list(read_manifest(tmp_path)) == ["es/x.pdf"]
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("es/x.pdf", name), encoding="utf-8")
    with pytest.raises(InputError, match="manifest"):
        read_manifest(tmp_path)

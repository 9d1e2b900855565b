"""Files are there whole or not at all."""

import os
from pathlib import Path

import pytest

from kat_handouts.files.atomic import place, write_whole
from kat_handouts.model.errors import InputError


def test_a_file_is_written_whole(tmp_path):
    write_whole(tmp_path / "a/b.pdf", b"one")
    write_whole(tmp_path / "a/b.pdf", b"two")
    assert (tmp_path / "a/b.pdf").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    write_whole(tmp_path / "b.pdf", b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        write_whole(tmp_path / "b.pdf", b"new")
    assert (tmp_path / "b.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


def test_a_folder_that_is_a_file_is_reported(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        write_whole(tmp_path / "file/b.pdf", b"")
    assert caught.value.findings[0].hint


def test_a_new_file_takes_no_others_place(tmp_path):
    place(tmp_path / "a/clinic.toml", b"one", is_new=True)
    with pytest.raises(FileExistsError):
        place(tmp_path / "a/clinic.toml", b"two", is_new=True)
    (tmp_path / "a/link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        place(tmp_path / "a/link", b"two", is_new=True)
    assert (tmp_path / "a/clinic.toml").read_bytes() == b"one"
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["clinic.toml", "link"]


def test_machines_that_share_a_folder_never_write_to_the_same_part(tmp_path, monkeypatch):
    """Two containers may write one file at once, each as its process 1."""
    monkeypatch.setattr(os, "getpid", lambda: 1)
    parts = []
    real = Path.replace

    def replace(path, target):
        parts.append(path.name)
        if len(parts) == 1:
            write_whole(target, b"other")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    write_whole(tmp_path / "b.pdf", b"one")
    assert len(set(parts)) == 2
    assert all(name.startswith(".part-") for name in parts)
    assert (tmp_path / "b.pdf").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]

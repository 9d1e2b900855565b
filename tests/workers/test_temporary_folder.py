"""Where a build keeps what it needs meanwhile: said in one line where that cannot be."""

import os
import tempfile
from pathlib import Path

import pytest

from kat_handouts.batch.cache import FOLDER_VARIABLE, default_folder
from kat_handouts.model.errors import MachineError
from kat_handouts.typography.fonts import font_folders
from kat_handouts.workers.local import temporary_folder


def test_a_path_that_is_too_long_for_workers(tmp_path, monkeypatch):
    folder = tmp_path / ("x" * 100)
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with pytest.raises(MachineError) as caught, temporary_folder():
        pass
    assert "TMPDIR=/tmp" in caught.value.findings[0].hint


def test_no_room_for_a_folder(monkeypatch):
    def refuse(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(MachineError, match="No space left"), temporary_folder():
        pass


def test_the_folder_goes_again():
    with temporary_folder() as folder:
        assert folder.is_dir()
    assert not folder.exists()


def test_a_user_without_a_home(monkeypatch):
    def none(*arguments, **options):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    assert all(folder.is_dir() for folder in font_folders())
    monkeypatch.delenv(FOLDER_VARIABLE)
    monkeypatch.setattr("platformdirs.user_cache_path", none)
    with pytest.raises(MachineError, match="no home"):
        default_folder()

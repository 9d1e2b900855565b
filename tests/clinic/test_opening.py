"""A named --clinic, and a clinic.toml that is no file, are never passed over."""

import os

import pytest
from click.testing import CliRunner

from kat_handouts.cli import main
from kat_handouts.cli.exit_status import WRONG_INPUT


def listed(*options):
    return CliRunner().invoke(main, ["build", "-l", "en", "--dry-run", "--no-cache", *options])


def test_a_clinic_that_is_no_regular_file_is_an_error(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    for name in ("/dev/null", str(tmp_path / "pipe.toml")):
        result = listed("--project", str(tmp_path), "--clinic", name)
        assert result.exit_code == WRONG_INPUT
        assert "no regular file" in result.output


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_a_clinic_toml_that_is_no_file_is_an_error(tmp_path, kind):
    path = tmp_path / "clinic.toml"
    if kind == "link":
        path.symlink_to(tmp_path / "gone")
    else:
        path.mkdir()
    result = listed("--project", str(tmp_path))
    assert result.exit_code == WRONG_INPUT
    assert "clinic.toml" in result.output
    assert "[clinic-file]" in result.output


def test_a_clinic_toml_that_ends_otherwise_is_said(tmp_path):
    (tmp_path / "clinic.toml.txt").write_text('name = "A"\n', encoding="utf-8")
    result = listed("--project", str(tmp_path))
    assert "rename it to clinic.toml" in result.output

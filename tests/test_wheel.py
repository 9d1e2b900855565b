"""The wheel holds all that is needed, and no more: it builds handouts in an empty folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.support.shipped import ROOT

DATA = ("content", "templates", "locales")


def built(root, folder):
    return next(WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"]))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_a_wheel_holds_every_file_that_is_kept(wheel):
    listed = subprocess.run(
        ["git", "ls-files", *DATA, "src"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kept = {
        name.removeprefix("src/") if name.startswith("src/") else f"kat_handouts/data/{name}"
        for name in listed.stdout.splitlines()
    }
    assert {name for name in names(wheel) if ".dist-info/" not in name} >= kept


@pytest.mark.parametrize(
    "stray",
    [
        *("locales/es/LC_MESSAGES/handouts.po~", "locales/es/LC_MESSAGES/handouts.po.rej"),
        *("locales/es.bak/LC_MESSAGES/handouts.po", "locales/es copy/LC_MESSAGES/handouts.po"),
        *("locales/es/es.xlsx", "locales/es/LC_MESSAGES/handouts.mo", "content/notes.md"),
        *("content/tea.yaml.orig", "templates/.page.j2.swp", "templates/patients.csv"),
        *("src/kat_handouts/notes.txt", "output/es/tea.pdf", "clinic.toml", ".env"),
    ],
)
def test_a_wheel_takes_nothing_that_only_lies_there(tmp_path, stray):
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("src/kat_handouts/__init__.py", "content/labels.yaml", "locales/policy.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / stray).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / stray).write_text("a stray file", encoding="utf-8")
    taken = names(built(tmp_path, tmp_path / "dist"))
    assert "kat_handouts/data/content/labels.yaml" in taken
    assert not [name for name in taken if Path(name).name == Path(stray).name]


def test_an_installed_wheel_builds_handouts_in_an_empty_folder(tmp_path, wheel):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    assert any(name.endswith("licenses/LICENSE-CONTENT") for name in names(wheel))
    empty = tmp_path / "empty"
    empty.mkdir()
    # The editable install of this checkout must not be what runs.
    code = (
        "import kat_handouts, sys; assert kat_handouts.__file__.startswith(sys.argv[1]);"
        "from kat_handouts.cli import main; main(sys.argv[2:], prog_name='kat-handouts')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(site), "build", "-l", "km", "-H", "side-effects"],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (empty / "output").rglob("[!.]*.*[!g]")) == [
        "index.html",
        "manifest.json",
        "side-effects.pdf",
    ]

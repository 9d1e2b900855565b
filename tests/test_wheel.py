"""The wheel holds all that is needed: it builds handouts in an empty folder."""

import os
import subprocess
import sys
import zipfile

from tests.support.shipped import ROOT


def test_an_installed_wheel_builds_handouts_in_an_empty_folder(tmp_path):
    from hatchling.builders.wheel import WheelBuilder

    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
        names = archive.namelist()
    assert any(name.endswith("licenses/LICENSE-CONTENT") for name in names)
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

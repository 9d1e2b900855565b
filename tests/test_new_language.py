"""A language in a script that nothing is registered for yet: docs/languages.md, step by step."""

import json
import os
import shutil
import subprocess
import sys

import polib
import pypdfium2
import pytest

from kat_handouts.files.project import Project
from kat_handouts.model.languages import REGISTRY
from tests.support.editing import edit
from tests.support.shipped import CATALOGS, ROOT

pytestmark = pytest.mark.costly

MALAYALAM = {
    "side-effects.title": "പാർശ്വഫലങ്ങളും എന്തുചെയ്യണം എന്നതും",
    "side-effects.bladder.heading": "മൂത്രസഞ്ചി",
    "label.emergency": "അടിയന്തരം",
}


def test_every_registered_language_has_a_catalog():
    assert set(REGISTRY) == set(CATALOGS)


@pytest.fixture
def program(tmp_path):
    """A copy of the program and its project, and what runs it."""
    for folder in ("src", "content", "locales", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)

    def run(*args):
        code = "from kat_handouts.cli import main; main(prog_name='kat-handouts')"
        env = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
        env.pop("FONTCONFIG_FILE", None)
        return subprocess.run(
            [sys.executable, "-c", code, *args],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
        )

    return run


def test_malayalam_is_a_line_for_its_script_one_for_itself_and_a_catalog(program, tmp_path):
    refused = program("locales", "add", "ml")
    assert refused.returncode == 2
    assert "Mlym" in refused.stderr

    copy = Project(root=tmp_path, bundled=tmp_path)
    script = 'Script("Mlym", _noto("Sans Malayalam"), line_height=1.5, actual_text=True),'
    language = '_language("ml", "Malayalam", "മലയാളം", "Mlym"),'
    edit(
        copy,
        "src/kat_handouts/model/scripts.py",
        '        _cjk("Hans"',
        f'        {script}\n        _cjk("Hans"',
    )
    before = '        _language("th", "Thai"'
    edit(copy, "src/kat_handouts/model/languages.py", before, f"        {language}\n{before}")
    assert program("locales", "add", "ml").returncode == 0
    path = tmp_path / "locales/ml/LC_MESSAGES/handouts.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = MALAYALAM.get(entry.msgctxt, "")
    catalog.save()

    built = program("build", "-l", "ml", "-H", "side-effects", "-o", "out")
    assert built.returncode == 0, built.stderr
    checked = program("check", "pdf", "-o", "out")
    assert checked.returncode == 0, checked.stderr
    (entry,) = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert entry["catalog"]["translated"] == len(MALAYALAM)
    with pypdfium2.PdfDocument(tmp_path / "out/ml/side-effects.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert MALAYALAM["side-effects.bladder.heading"] in text

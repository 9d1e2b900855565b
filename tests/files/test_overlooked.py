"""What somebody put into a project and nothing reads is said, in every build and check."""

import os

import pytest

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.content import check_content
from kat_handouts.files.overlooked import overlooked_files
from kat_handouts.files.project import Project
from kat_handouts.model.errors import InputError, Severity
from tests.support.shipped import ROOT

FOLDERS = ("content", "locales", "templates")


def overlooked(root):
    found = list(overlooked_files(Project(root=root, bundled=ROOT), *FOLDERS))
    assert {(item.rule, item.severity) for item in found} <= {("file-overlooked", Severity.WARNING)}
    return found


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("locales/pt-BR/LC_MESSAGES/handouts.po", "locales/pt_BR/LC_MESSAGES/handouts.po"),
        ("locales/ES/LC_MESSAGES/handouts.po", "locales/es/LC_MESSAGES/handouts.po"),
        ("locales/zh_hans/LC_MESSAGES/handouts.po", "locales/zh_Hans/LC_MESSAGES/handouts.po"),
        ("locales/es.bak/LC_MESSAGES/handouts.po", "a copy is better kept elsewhere"),
        ("locales/es@x/LC_MESSAGES/handouts.po", "locales/es/LC_MESSAGES/handouts.po"),
        ("locales/es/handouts.po", "locales/es/LC_MESSAGES/handouts.po"),
        ("locales/es.po", "locales/es/LC_MESSAGES/handouts.po"),
        ("locales/es/LC_MESSAGES/es.po", "locales/es/LC_MESSAGES/handouts.po"),
        ("locales/es/LC_MESSAGES/handouts.PO", "handouts.po"),
        ("locales/es/glossary.yml", "glossary.yaml"),
        ("content/texts.yml", "texts.yaml"),
        ("content/regions/us.YAML", "us.yaml"),
        ("templates/shipped/handout.html.j2", "templates/handout.html.j2"),
        ("clinic.toml.txt", "clinic.toml"),
        ("Clinic.toml", "clinic.toml"),
        ("clinic.yaml", "clinic.toml"),
    ],
)
def test_a_file_that_nothing_reads_is_said_with_its_right_name(tmp_path, name, hint):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# nothing\n", encoding="utf-8")
    (finding,) = overlooked(tmp_path)
    assert finding.file is not None
    assert finding.file.endswith(name)
    assert hint in finding.hint


@pytest.mark.parametrize(
    "name",
    [
        *("content/regions/us.yaml", "content/texts.yaml", "locales/sw/LC_MESSAGES/handouts.po"),
        *("clinic.toml", "clinic-north.toml", "README.md", "content/.us.yml", "content/us.yml~"),
        *("locales/es/LC_MESSAGES/handouts.mo", "locales/handouts.pot", "locales/es/notes.txt"),
    ],
)
def test_what_is_read_and_what_is_nobodys_is_not_said(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# nothing\n", encoding="utf-8")
    assert overlooked(tmp_path) == []


def test_a_link_that_leads_nowhere_is_said(tmp_path):
    for name in ("content/regions/us.yaml", "locales/es", "templates/styles/handout.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(tmp_path / "gone")
    assert len(overlooked(tmp_path)) == 3


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path):
    (tmp_path / "content/labels.yaml").mkdir(parents=True)
    (finding,) = overlooked(tmp_path)
    assert "is a folder" in finding.message


def test_a_folder_that_cannot_be_read_stops_a_build(tmp_path, library, monkeypatch):
    # Whoever runs this may read everything, so that the system is asked to refuse.
    (tmp_path / "content").mkdir()
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("content"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    project = Project(root=tmp_path, bundled=ROOT)
    with pytest.raises(InputError) as caught:
        plan(project, library, Selection(("es",)))
    assert [found.rule for found in caught.value.findings] == ["file-unreadable"]


@pytest.mark.costly
def test_every_build_and_check_says_it(tmp_path, library):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/texts.yml").write_text("texts: {}\n", encoding="utf-8")
    (tmp_path / "locales/ES/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "locales/ES/LC_MESSAGES/handouts.po").write_text("", encoding="utf-8")
    project = Project(root=tmp_path, bundled=ROOT)
    files = {finding.file for finding in plan(project, library, Selection(("es",))).findings}
    assert len(files) == 2
    checked = [*check_content(project).findings, *check_catalogs(project, ["es"])]
    assert {item.file for item in checked if item.rule == "file-overlooked"} == files


def test_the_shipped_files_are_all_read():
    assert overlooked(ROOT) == []

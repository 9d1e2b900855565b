"""A file that cannot be read is a finding."""

from kat_handouts.content.vocabulary import Terms
from kat_handouts.files.loading import load_file
from kat_handouts.files.project import Project


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yaml").write_text("terms: {}\n", encoding="utf-8")

    def refuse(project, name):
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr(Project, "layer_files", refuse)
    file, data = load_file(Project(root=tmp_path, bundled=tmp_path), "content/a.yaml", Terms)
    assert data is None
    assert [(one.rule, one.hint) for one in file.findings] == [
        ("file-unreadable", "let the file be read by whoever builds: chmod a+r")
    ]

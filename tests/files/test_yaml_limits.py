"""A YAML file that grows or nests without end is refused at once, with a line."""

import pytest

from kat_handouts.content.vocabulary import Terms
from kat_handouts.files.loading import load_file
from kat_handouts.files.project import Project
from kat_handouts.files.yaml_data import read_yaml


@pytest.mark.parametrize("depth", [400, 5_000, 100_000])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("[", "")])
def test_brackets_without_end(depth, opened, closed):
    file = read_yaml(f"x: {opened * depth}{closed * depth}", "a.yaml")
    assert file.data is None
    assert [found.rule for found in file.findings] == ["yaml-syntax"]


def test_what_anchors_stand_for_is_never_written_out():
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    file = read_yaml("\n".join(lines), "a.yaml")
    assert file.data is None
    assert {found.rule for found in file.findings} == {"yaml-anchor"}
    assert {found.line for found in file.findings} == set(range(1, 31))


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yaml").write_text("terms: {}\n", encoding="utf-8")

    def refuse(project, name):
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr(Project, "read", refuse)
    file, data = load_file(Project(root=tmp_path, bundled=tmp_path), "content/a.yaml", Terms)
    assert data is None
    assert [(one.rule, one.hint) for one in file.findings] == [
        ("file-unreadable", "let the file be read by whoever builds: chmod a+r")
    ]

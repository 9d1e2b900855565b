import pytest
from weasyprint.urls import FatalURLFetchingError

from kat_handouts.files.project import Project
from kat_handouts.render.fetcher import TemplateFetcher
from kat_handouts.render.template_files import TemplateFiles, address


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "project"
    (root / "templates").mkdir(parents=True)
    (root / "templates/a b.svg").write_text("<svg/>", encoding="utf-8")
    (root / "notes.txt").write_text("notes", encoding="utf-8")
    (tmp_path / "secret.svg").write_text("secret", encoding="utf-8")
    return root


def fetcher(root):
    return TemplateFetcher(TemplateFiles(Project(root=root, bundled=root)))


def test_a_template_file_is_served(root):
    response = fetcher(root).fetch(address("templates/a%20b.svg"))
    assert response.read() == b"<svg/>"
    assert response.content_type == "image/svg+xml"


def test_a_link_to_another_folder_of_the_project_is_followed(root):
    (root / "shared").mkdir()
    (root / "shared/x.svg").write_text("<svg/>", encoding="utf-8")
    (root / "templates/own").symlink_to(root / "shared")
    assert fetcher(root).fetch(address("templates/own/x.svg")).read() == b"<svg/>"


def test_a_file_of_the_lower_layer_is_served_where_the_upper_has_none(root, tmp_path):
    upper = tmp_path / "upper"
    (upper / "templates").mkdir(parents=True)
    files = TemplateFiles(Project(root=upper, bundled=root))
    assert TemplateFetcher(files).fetch(address("templates/a%20b.svg")).read() == b"<svg/>"


def test_whatever_lies_elsewhere_is_refused(root):
    templates = root / "templates"
    (templates / "link.svg").symlink_to(root.parent / "secret.svg")
    (templates / "folder").symlink_to(root.parent)
    (templates / "loop.svg").symlink_to(templates / "loop.svg")
    urls = [
        "http://localhost/x.svg",
        "https://example.org/x.svg",
        "ftp://example.org/x",
        "data:image/svg+xml,<svg/>",
        "file://host/templates/a%20b.svg",
        "file:///etc/passwd",
        "file:///notes.txt",
        (templates / "a b.svg").as_uri(),
        "file:///templates/../notes.txt",
        "file:///templates/%2e%2e/notes.txt",
        "file:///templates//etc/passwd",
        "file:///templates/link.svg",
        "file:///templates/folder/secret.svg",
        "file:///templates/loop.svg",
        "file:///templates/missing.svg",
        "file:///templates",
        "file:///templates/",
    ]
    for url in urls:
        with pytest.raises(FatalURLFetchingError):
            fetcher(root).fetch(url)

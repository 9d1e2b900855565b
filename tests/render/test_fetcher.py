import pytest
from weasyprint.urls import FatalURLFetchingError

from kat_handouts.render.fetcher import TemplateFetcher


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a b.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


def test_a_file_of_the_folder_is_served(folder):
    response = TemplateFetcher([folder]).fetch((folder / "a b.svg").as_uri())
    assert response.read() == b"<svg/>"
    assert response.content_type == "image/svg+xml"


def test_whatever_lies_elsewhere_is_refused(folder):
    (folder / "link.svg").symlink_to(folder.parent / "secret.txt")
    (folder / "loop.svg").symlink_to(folder / "loop.svg")
    urls = [
        "http://localhost/x.svg",
        "https://example.org/x.svg",
        "ftp://example.org/x",
        "data:image/svg+xml,<svg/>",
        "file://host/etc/passwd",
        "file:///etc/passwd",
        (folder.parent / "secret.txt").as_uri(),
        folder.as_uri() + "/../secret.txt",
        folder.as_uri() + "/%2e%2e/secret.txt",
        (folder / "link.svg").as_uri(),
        (folder / "loop.svg").as_uri(),
        (folder / "missing.svg").as_uri(),
        folder.as_uri(),
    ]
    fetcher = TemplateFetcher([folder])
    for url in urls:
        with pytest.raises(FatalURLFetchingError):
            fetcher.fetch(url)

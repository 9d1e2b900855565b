"""The table of pages: what a person and what a machine is told of blank paper."""

import json

import pytest

from kat_handouts.batch.build import build
from kat_handouts.batch.plan import Selection
from kat_handouts.render.rendered import RenderedSheet


@pytest.fixture(scope="module")
def output(small, small_render, tmp_path_factory):
    class InProcess:
        def render_all(self, documents):
            for document in documents:
                yield document, RenderedSheet(small_render(document), 1)

    folder = tmp_path_factory.mktemp("built")
    build(small, Selection(("en", "ar"), ("tea", "garden"), paper="a4"), folder, InProcess())
    return folder


@pytest.fixture
def told(small, output, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *words: command("check", *words, "--project", small.root, "-o", output)


def test_each_sheet_has_a_line_and_each_language_its_sum(told):
    lines = told("pdf", "--pages").stdout.splitlines()
    starts = [line.split("  ")[0] for line in lines]
    assert [start for start in starts if start.startswith(("ar/", "en/"))] == [
        "ar/garden.a4",
        "ar/tea.a4",
        "en/garden.a4",
        "en/tea.a4",
    ]
    assert [start for start in starts if start.endswith(": all")] == ["ar: all", "en: all"]


def test_the_same_is_told_as_json_and_a_handout_can_be_chosen(told):
    data = json.loads(told("pdf", "--pages", "--json", "-H", "garden").stdout)
    assert [(one["locale"], one["handout"]) for one in data["pages"]] == [
        ("ar", "garden"),
        ("en", "garden"),
    ]
    for one in data["pages"]:
        assert one["pages"] == len(one["blank"])
        assert one["file"] == f"{one['locale']}/garden.a4.pdf"
        assert all(0 <= share <= 1 for share in one["blank"])
    assert "pages" not in json.loads(told("pdf", "--json").stdout)


def test_pages_are_asked_of_pdfs_alone(told):
    asked = told("content", "--pages")
    assert asked.exit_code == 2
    assert "check pdf --pages" in asked.stderr

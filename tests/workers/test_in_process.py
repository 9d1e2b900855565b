"""Rendering in this process leaves nothing behind that a later one would look for."""

import os
from pathlib import Path

import pytest

from kat_handouts.workers.in_process import FewInProcess, registered_fonts


@pytest.mark.parametrize("before", [None, "/there/before/fonts.conf"])
def test_the_settings_of_fonts_are_there_while_it_renders_and_no_longer(monkeypatch, before):
    if before is None:
        monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    else:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    with registered_fonts():
        file = Path(os.environ["FONTCONFIG_FILE"])
        assert file.is_file()
    assert not file.exists()
    assert os.environ.get("FONTCONFIG_FILE") == before


class _Named:
    def __init__(self, name):
        self.name = name

    def render_all(self, documents):
        for document in documents:
            yield document, self.name


@pytest.mark.parametrize(("number", "where"), [(0, set()), (4, {"here"}), (5, {"pool"})])
def test_a_few_sheets_are_rendered_here_and_many_in_the_pool(number, where):
    renderer = FewInProcess(_Named("here"), _Named("pool"))
    made = list(renderer.render_all(range(number)))
    assert [document for document, _ in made] == list(range(number))
    assert {name for _, name in made} == where

"""Rendering in this process leaves nothing behind that a later one would look for."""

import os
from pathlib import Path

import pytest

from kat_handouts.workers.in_process import registered_fonts


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

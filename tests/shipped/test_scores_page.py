"""docs/scores.md is in step with what was read and with the handouts."""

import importlib.util

from tests.support.shipped import ROOT

_SPEC = importlib.util.spec_from_file_location("scores_page", ROOT / "scripts/scores.py")
scores_page = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(scores_page)


def test_the_page_of_the_scores_is_in_step(project):
    assert scores_page.page(project) == scores_page.PAGE.read_text("utf-8"), "run: make scores"


def test_the_page_has_every_reason(project, library):
    text = scores_page.page(project)
    for reading in library.judged.handouts.values():
        assert all(judgement.reason in text for judgement in reading.items.values())
    assert "our own" in text

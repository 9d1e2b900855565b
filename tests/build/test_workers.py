"""Real worker processes, with templates that hang, die and fail."""

import dataclasses

import pytest

from conftest import edit, make_document
from kat_handouts.build.workers import WorkerPool
from kat_handouts.errors import KatHandoutsError

# Only sheets of one handout meet what the test puts into the template.
_SPOILT = "side-effects"


@pytest.fixture
def outcomes(copied):
    def outcomes(spell, *, limit=60.0):
        edit(
            copied,
            "templates/handout.html.j2",
            "<h1 ",
            "{% if document.sheet.handout == '" + _SPOILT + "' %}" + spell + "{% endif %}<h1 ",
        )
        project = dataclasses.replace(copied, render_limit=limit)
        handouts = ("next-steps", _SPOILT, "what-is-kat")
        documents = [make_document(copied, "en", handout) for handout in handouts]
        done = WorkerPool(project, 2).render_all(documents)
        return {document.sheet.handout: outcome for document, outcome in done}

    return outcomes


def rule_of(outcome):
    assert isinstance(outcome, KatHandoutsError), outcome
    found = outcome.findings[0]
    assert (found.locale, found.handout) == ("en", _SPOILT)
    return found.rule


@pytest.mark.parametrize(
    ("spell", "limit", "rule"),
    [
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            6,
            "render-timeout",
        ),
        ("{{ document.nothing }}", 60, "template"),
        ("{{ 1 // 0 }}", 60, "internal"),
    ],
)
def test_a_sheet_that_hangs_or_fails_does_not_take_the_others_down(outcomes, spell, limit, rule):
    done = outcomes(spell, limit=limit)
    assert rule_of(done[_SPOILT]) == rule
    for handout in ("next-steps", "what-is-kat"):
        assert done[handout].data.startswith(b"%PDF-1.7")
        assert done[handout].pages >= 2


def test_a_worker_that_dies_is_replaced(outcomes):
    crash = "{{ cycler.__init__.__globals__.os._exit(3) }}"
    done = outcomes(crash)
    assert rule_of(done[_SPOILT]) == "render-crash"
    assert done["next-steps"].pages
    assert done["what-is-kat"].pages


def test_no_documents_need_no_worker(project):
    assert list(WorkerPool(project, 2).render_all([])) == []

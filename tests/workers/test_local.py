"""Real worker processes, with templates that hang, die, eat memory and fail."""

import os
import tempfile
from pathlib import Path

import pytest

from kat_handouts.batch.cache import FOLDER_VARIABLE, default_folder
from kat_handouts.model.errors import KatHandoutsError, MachineError
from kat_handouts.typography.fonts import font_folders
from kat_handouts.workers import local
from kat_handouts.workers.limits import Limits
from kat_handouts.workers.local import WorkerPool, temporary_folder
from kat_handouts.workers.pool import Fault
from tests.support.documents import small_document
from tests.support.editing import edit

# Only sheets of one handout meet what the test puts into the template.
_SPOILT = "garden"


@pytest.fixture
def outcomes(small_copy):
    def outcomes(spell, **limits):
        edit(
            small_copy,
            "templates/handout.html.j2",
            "<h1 ",
            "{% if document.sheet.handout == '" + _SPOILT + "' %}" + spell + "{% endif %}<h1 ",
        )
        handouts = ("tea", _SPOILT, "walk")
        documents = [small_document(small_copy, "en", handout) for handout in handouts]
        pool = WorkerPool(small_copy, 2, Limits(**limits))
        done = {document.sheet.handout: made for document, made in pool.render_all(documents)}
        return done, pool.tally

    return outcomes


def rule_of(outcome):
    assert isinstance(outcome, KatHandoutsError), outcome
    found = outcome.findings[0]
    assert (found.locale, found.handout) == ("en", _SPOILT)
    return found.rule


@pytest.mark.parametrize(
    ("spell", "limits", "rule", "tally"),
    [
        (
            "{% set big = namespace(text='x' * 99999999) %}"
            "{% for a in range(99999) %}{% set big.text = big.text ~ big.text %}{% endfor %}",
            {"memory": 2048},
            "render-memory",
            Fault.NO_MEMORY,
        ),
        ("{{ document.nothing }}", {}, "template", None),
        # A template gets at nothing of the program, nor of the machine.
        ("{{ cycler.__init__.__globals__.os._exit(3) }}", {}, "template", None),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", {}, "template", None),
        ("{{ document.__init__.__globals__ }}", {}, "template", None),
        ("{{ 1 // 0 }}", {}, "internal", None),
    ],
)
def test_a_sheet_that_goes_wrong_costs_that_sheet_only(outcomes, spell, limits, rule, tally):
    done, counted = outcomes(spell, **limits)
    assert rule_of(done[_SPOILT]) == rule
    assert counted.get(tally, 0) == (2 if tally else 0)
    for handout in ("tea", "walk"):
        assert done[handout].data.startswith(b"%PDF-1.7")
        assert done[handout].pages >= 1
        assert done[handout].seconds > 0


def start_and_die(project, config):
    """Start as a worker does, and end the process at the spoilt sheet."""
    render = local._start(project, config)

    def die(document):
        return os._exit(3) if document.sheet.handout == _SPOILT else render(document)

    return die


def start_and_abort(project, config):
    """Start as a worker does, and end by a signal at the spoilt sheet."""
    render = local._start(project, config)

    def abort(document):
        return os.abort() if document.sheet.handout == _SPOILT else render(document)

    return abort


def start_and_hang(project, config):
    """Start as a worker does, and never come back from the spoilt sheet."""
    render = local._start(project, config)

    def hang(document):
        return os.read(os.pipe()[0], 1) if document.sheet.handout == _SPOILT else render(document)

    return hang


@pytest.mark.costly
@pytest.mark.parametrize(
    ("start", "limits", "rule", "fault"),
    [
        (start_and_die, {}, "render-crash", Fault.DIED),
        (start_and_abort, {}, "render-crash", Fault.DIED),
        (start_and_hang, {"seconds": 6}, "render-timeout", Fault.HUNG),
    ],
)
def test_a_process_that_ends_or_hangs_costs_its_sheet_only(
    outcomes, monkeypatch, start, limits, rule, fault
):
    monkeypatch.setattr(local, "_start", start)
    done, counted = outcomes("", **limits)
    assert rule_of(done[_SPOILT]) == rule
    assert counted[fault] == 2
    assert all(made.data.startswith(b"%PDF-1.7") for id_, made in done.items() if id_ != _SPOILT)


def test_workers_that_grow_are_replaced_and_nothing_is_lost(outcomes):
    done, counted = outcomes("", recycle=1)
    assert all(made.pages >= 1 for made in done.values())
    assert counted["recycled"] == 3


def test_no_documents_need_no_worker(small):
    assert list(WorkerPool(small, 2).render_all([])) == []


def test_the_longest_sheets_are_begun_first(small):
    handouts = ("walk", "garden", "tea")
    documents = [small_document(small, "es", handout) for handout in handouts]
    made = [document.sheet.handout for document, _ in WorkerPool(small, 1).render_all(documents)]
    assert made[0] == "garden"
    assert made.index("tea") < made.index("walk")


def test_a_path_that_is_too_long_for_workers(tmp_path, monkeypatch):
    folder = tmp_path / ("x" * 100)
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with pytest.raises(MachineError) as caught, temporary_folder():
        pass
    assert "TMPDIR=/tmp" in caught.value.findings[0].hint


def test_no_room_for_a_folder(monkeypatch):
    def refuse(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(MachineError, match="No space left"), temporary_folder():
        pass


def test_the_folder_goes_again():
    with temporary_folder() as folder:
        assert folder.is_dir()
    assert not folder.exists()


def test_a_user_without_a_home(monkeypatch):
    def none(*arguments, **options):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    assert all(folder.is_dir() for folder in font_folders())
    monkeypatch.delenv(FOLDER_VARIABLE)
    monkeypatch.setattr("platformdirs.user_cache_path", none)
    with pytest.raises(MachineError, match="no home"):
        default_folder()

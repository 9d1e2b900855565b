import pytest

from conftest import edit
from fakes import FaithfulRenderer
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.manifest import read_manifest
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.batch.watch import Watch

SELECTION = Selection(("es", "hi"), ("side-effects", "next-steps"))
PO = "locales/es/LC_MESSAGES/handouts.po"


@pytest.fixture
def renderer(copied):
    return FaithfulRenderer(copied)


@pytest.fixture
def watch(copied, tmp_path, renderer):
    return Watch(copied, SELECTION, tmp_path / "out", renderer)


def names(rebuilt):
    return [
        (sheet.name, sheet.changed, [found.rule for found in sheet.findings]) for sheet in rebuilt
    ]


def test_everything_is_built_first_and_nothing_without_a_change(watch, tmp_path):
    assert [name for name, _, _ in names(watch.refresh())] == [
        "es/side-effects",
        "es/next-steps",
        "hi/side-effects",
        "hi/next-steps",
    ]
    assert names(watch.refresh()) == []
    assert len(read_manifest(tmp_path / "out")) == 4


def test_a_saved_catalog_touches_only_the_sheets_that_print_the_text(watch, copied):
    list(watch.refresh())
    edit(copied, PO, '"Vejiga"', '"La vejiga"')
    assert names(watch.refresh()) == [("es/side-effects", ("side-effects.bladder.heading",), [])]


def test_a_saved_handout_touches_its_sheets_in_every_language(watch, copied):
    list(watch.refresh())
    edit(copied, "content/next-steps.yaml", "reviewed: 2026-11-22", "reviewed: 2026-11-21")
    assert [name for name, _, _ in names(watch.refresh())] == ["es/next-steps", "hi/next-steps"]


def test_a_saved_template_makes_everything_anew(watch, copied):
    list(watch.refresh())
    edit(copied, "templates/styles/handout.css", "color: #111;", "color: #000;")
    assert len(names(watch.refresh())) == 4


def test_a_broken_catalog_is_told_and_costs_no_other_language(watch, copied):
    list(watch.refresh())
    text = (copied.root / PO).read_text(encoding="utf-8")
    edit(copied, PO, 'msgctxt "side-effects.title"', "msgctxt side-effects.title")
    edit(copied, "content/next-steps.yaml", "reviewed: 2026-11-22", "reviewed: 2026-11-21")
    broken, fine = names(watch.refresh())
    assert (broken[0], set(broken[2])) == ("es/side-effects", {"po-syntax"})
    assert fine == ("hi/next-steps", ("label.reviewed",), [])
    (copied.root / PO).write_text(text, encoding="utf-8")
    assert [name for name, _, _ in names(watch.refresh())] == ["es/next-steps"]


def test_broken_content_is_told_and_the_watch_goes_on(watch, copied):
    list(watch.refresh())
    edit(copied, "content/next-steps.yaml", "title: After", "titel: After")
    ((name, _, rules),) = names(watch.refresh())
    assert name == "content"
    assert "unknown-field" in rules
    edit(copied, "content/next-steps.yaml", "titel: After", "title: After")
    assert names(watch.refresh()) == []


def test_a_sheet_that_cannot_be_made_is_tried_again_and_its_old_file_stays(
    watch, copied, renderer, tmp_path
):
    list(watch.refresh())
    renderer.fail = {"es/side-effects"}
    edit(copied, PO, '"Vejiga"', '"La vejiga"')
    assert names(watch.refresh()) == [("es/side-effects", (), ["fake"])]
    assert (tmp_path / "out/es/side-effects.pdf").is_file()
    renderer.fail = set()
    assert [name for name, _, _ in names(watch.refresh())] == ["es/side-effects"]


def test_what_a_watch_made_is_not_made_again_by_a_build(watch, copied, renderer, tmp_path):
    list(watch.refresh())
    report = build(copied, SELECTION, tmp_path / "out", renderer, BuildOptions(gallery=False))
    assert {done.outcome for done in report.done} == {Outcome.UNCHANGED}

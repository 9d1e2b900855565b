import pytest

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.manifest import read_manifest
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.batch.watch import Watch
from tests.support.editing import edit
from tests.support.fakes import FaithfulRenderer

SELECTION = Selection(("es", "ar"), ("garden", "tea"))
PO = "locales/es/LC_MESSAGES/handouts.po"


@pytest.fixture
def renderer(small_copy):
    return FaithfulRenderer(small_copy)


@pytest.fixture
def watch(small_copy, tmp_path, renderer):
    return Watch(small_copy, SELECTION, tmp_path / "out", renderer)


def names(rebuilt):
    return [
        (sheet.name, sheet.changed, [found.rule for found in sheet.findings]) for sheet in rebuilt
    ]


def test_everything_is_built_first_and_nothing_without_a_change(watch, tmp_path):
    assert [name for name, _, _ in names(watch.refresh())] == [
        "es/garden",
        "es/tea",
        "ar/garden",
        "ar/tea",
    ]
    assert names(watch.refresh()) == []
    assert len(read_manifest(tmp_path / "out")) == 4


def test_a_saved_catalog_touches_only_the_sheets_that_print_the_text(watch, small_copy):
    list(watch.refresh())
    edit(small_copy, PO, '"Un banco"', '"El banco"')
    assert names(watch.refresh()) == [("es/garden", ("garden.back.bench.heading",), [])]


def test_what_only_looks_wrong_in_a_saved_text_is_said_after_the_sheet(watch, small_copy):
    list(watch.refresh())
    edit(small_copy, PO, '"Un banco"', '"Un banco скамья"')
    assert names(watch.refresh()) == [
        ("es/garden", ("garden.back.bench.heading",), []),
        ("es", (), ["catalog-script"]),
    ]
    edit(small_copy, PO, '"Un banco скамья"', '"Un banco"')
    assert len(names(watch.refresh())) == 1


def test_a_saved_handout_touches_its_sheets_in_every_language(watch, small_copy):
    list(watch.refresh())
    edit(small_copy, "content/tea.yaml", "reviewed: 2026-11-22", "reviewed: 2026-11-21")
    assert [name for name, _, _ in names(watch.refresh())] == ["es/tea", "ar/tea"]


def test_a_saved_template_makes_everything_anew(watch, small_copy):
    list(watch.refresh())
    edit(small_copy, "templates/styles/tokens.css", "--ink: #111;", "--ink: #000;")
    assert len(names(watch.refresh())) == 4


def test_a_broken_catalog_is_told_and_costs_no_other_language(watch, small_copy):
    list(watch.refresh())
    text = (small_copy.root / PO).read_text(encoding="utf-8")
    edit(small_copy, PO, 'msgctxt "garden.title"', "msgctxt garden.title")
    edit(small_copy, "content/tea.yaml", "reviewed: 2026-11-22", "reviewed: 2026-11-21")
    broken, fine = names(watch.refresh())
    assert (broken[0], set(broken[2])) == ("es/garden", {"po-syntax"})
    assert fine == ("ar/tea", ("label.reviewed",), [])
    (small_copy.root / PO).write_text(text, encoding="utf-8")
    assert [name for name, _, _ in names(watch.refresh())] == ["es/tea"]


def test_broken_content_is_told_and_the_watch_goes_on(watch, small_copy):
    list(watch.refresh())
    edit(small_copy, "content/tea.yaml", "title: A pot", "titel: A pot")
    ((name, _, rules),) = names(watch.refresh())
    assert name == "content"
    assert "unknown-field" in rules
    edit(small_copy, "content/tea.yaml", "titel: A pot", "title: A pot")
    assert names(watch.refresh()) == []


def test_a_sheet_that_cannot_be_made_is_tried_again_and_its_old_file_stays(
    watch, small_copy, renderer, tmp_path
):
    list(watch.refresh())
    renderer.fail = {"es/garden"}
    edit(small_copy, PO, '"Un banco"', '"El banco"')
    assert names(watch.refresh()) == [("es/garden", (), ["fake"])]
    assert (tmp_path / "out/es/garden.pdf").is_file()
    renderer.fail = set()
    assert [name for name, _, _ in names(watch.refresh())] == ["es/garden"]


def test_what_a_watch_made_is_not_made_again_by_a_build(watch, small_copy, renderer, tmp_path):
    list(watch.refresh())
    report = build(small_copy, SELECTION, tmp_path / "out", renderer, BuildOptions(gallery=False))
    assert {done.outcome for done in report.done} == {Outcome.UNCHANGED}

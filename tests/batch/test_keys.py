"""A sheet is made again when, and only when, something that it is made from has changed."""

import dataclasses
import shutil
from dataclasses import replace

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.cache import Cache
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.clinic.file import load_clinics
from kat_handouts.localise.localiser import Localiser
from kat_handouts.workers.local import WorkerPool
from tests.support.editing import edit, tree
from tests.support.fakes import FaithfulRenderer
from tests.support.small import SMALL_HANDOUTS, lay_out

PO = "locales/es/LC_MESSAGES/handouts.po"
TWO = Selection(("es", "ar"))


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def rebuilt(project, output, cache=None, selection=TWO):
    renderer = FaithfulRenderer(project)
    build(project, selection, output, renderer, BuildOptions(cache=cache))
    return set(renderer.rendered)


@pytest.mark.parametrize("with_cache", [False, True])
def test_nothing_changed_and_nothing_is_made(small_copy, tmp_path, cache, with_cache):
    cache = cache if with_cache else None
    assert len(rebuilt(small_copy, tmp_path / "out", cache)) == 2 * len(SMALL_HANDOUTS)
    before = tree(tmp_path / "out")
    assert rebuilt(small_copy, tmp_path / "out", cache) == set()
    assert tree(tmp_path / "out") == before


def test_one_changed_translation_costs_the_sheets_that_print_it(small_copy, tmp_path, cache):
    rebuilt(small_copy, tmp_path / "out", cache)
    edit(small_copy, PO, "No levante macetas", "No cargue macetas")
    assert rebuilt(small_copy, tmp_path / "out", cache) == {"es/garden"}


@pytest.mark.costly
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("templates/styles/handout.css", {"es", "ar"}),
        ("templates/styles/tokens.css", {"es", "ar"}),
        ("templates/styles/paper-letter.css", {"es", "ar"}),
        ("templates/styles/paper-a4.css", set()),
        ("templates/styles/large-print.css", set()),
        ("templates/phone/handout.css", set()),
        ("templates/macros/phone.html.j2", set()),
        ("templates/macros/paper.html.j2", {"es", "ar"}),
        ("templates/blocks/contacts.html.j2", {"es", "ar"}),
    ],
)
def test_a_changed_style_costs_the_sheets_that_use_it(small_copy, tmp_path, name, expected):
    rebuilt(small_copy, tmp_path / "out")
    with (small_copy.root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    made = rebuilt(small_copy, tmp_path / "out")
    if expected and name != "templates/styles/paper-letter.css":
        assert len(made) == 2 * len(SMALL_HANDOUTS)
    assert {name.partition("/")[0] for name in made} == expected


@pytest.mark.parametrize("format_", ["pdf", "html"])
def test_a_changed_sign_or_a_new_twin_of_it_costs_the_sheets_that_show_it(
    small_copy, tmp_path, format_
):
    """A step has its picture in every format, which may get a twin that goes the other way."""
    selection = replace(TWO, formats=(format_,))
    rebuilt(small_copy, tmp_path / "out", selection=selection)
    sign = small_copy.root / "templates/pictograms/dose.svg"
    sign.with_name("dose-rtl.svg").write_bytes(sign.read_bytes())
    made = rebuilt(small_copy, tmp_path / "out", selection=selection)
    assert {name.partition("/")[0] for name in made} == {"ar"}
    sign.write_bytes(sign.read_bytes() + b"\n")
    made = rebuilt(small_copy, tmp_path / "out", selection=selection)
    assert {name.partition("/")[0] for name in made} == {"es"}


def test_a_changed_picture_costs_the_sheets_that_show_it(small_copy, tmp_path):
    rebuilt(small_copy, tmp_path / "out")
    picture = small_copy.root / "templates/pictograms/unconscious.svg"
    picture.write_text(picture.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    made = rebuilt(small_copy, tmp_path / "out")
    assert {"es/garden", "ar/garden"} <= made
    assert "es/walk" not in made


def test_what_the_clinic_prints_is_part_of_a_sheet(small_copy, tmp_path):
    rebuilt(small_copy, tmp_path / "out")
    file = tmp_path / "clinic.toml"
    file.write_text('name = "Riverside"\n', encoding="utf-8")
    named = dataclasses.replace(small_copy, clinic=load_clinics(file, "clinic.toml", ["us"]).clinic)
    assert len(rebuilt(named, tmp_path / "out")) == 2 * len(SMALL_HANDOUTS)


def test_a_damaged_or_missing_file_is_put_back_without_rendering(small_copy, tmp_path, cache):
    output = tmp_path / "out"
    rebuilt(small_copy, output, cache)
    before = tree(output)
    (output / "es/tea.pdf").write_bytes(b"damaged")
    (output / "ar/tea.pdf").unlink()
    assert rebuilt(small_copy, output, cache) == set()
    assert tree(output) == before


def test_a_damaged_cache_entry_is_made_again(small_copy, tmp_path, cache):
    output = tmp_path / "out"
    rebuilt(small_copy, output, cache)
    before = tree(output)
    for path in cache.folder.glob("*/*/*"):
        path.write_bytes(path.read_bytes()[:-2])
    shutil.rmtree(output)
    assert len(rebuilt(small_copy, output, cache)) == 2 * len(SMALL_HANDOUTS)
    assert tree(output) == before


def test_an_undone_change_comes_from_the_cache(small_copy, tmp_path, cache):
    output = tmp_path / "out"
    rebuilt(small_copy, output, cache)
    before = tree(output)
    edit(small_copy, PO, "No levante macetas", "No cargue macetas")
    rebuilt(small_copy, output, cache)
    edit(small_copy, PO, "No cargue macetas", "No levante macetas")
    report = build(small_copy, TWO, output, FaithfulRenderer(small_copy), BuildOptions(cache=cache))
    outcomes = [done.outcome for done in report.done]
    assert (outcomes.count(Outcome.FROM_CACHE), outcomes.count(Outcome.BUILT)) == (1, 0)
    assert tree(output) == before


def test_one_cache_serves_several_folders(small_copy, tmp_path, cache):
    rebuilt(small_copy, tmp_path / "a", cache)
    assert rebuilt(small_copy, tmp_path / "b", cache) == set()
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_template_that_changes_meanwhile_is_in_the_next_build(small_copy, tmp_path, cache):
    """What a sheet's key is made of are the bytes that its renderer read."""

    class Busy(FaithfulRenderer):
        def render_all(self, documents):
            style = small_copy.root / "templates/styles/handout.css"
            for place, result in enumerate(super().render_all(documents)):
                if place == 3:
                    style.write_text(style.read_text(encoding="utf-8") + "\n", encoding="utf-8")
                yield result

    build(small_copy, TWO, tmp_path / "out", Busy(small_copy), BuildOptions(cache=cache))
    assert len(rebuilt(small_copy, tmp_path / "out", cache)) == 2 * len(SMALL_HANDOUTS)
    assert rebuilt(small_copy, tmp_path / "new", cache) == set()
    build(small_copy, TWO, tmp_path / "clean", FaithfulRenderer(small_copy))
    assert tree(tmp_path / "new") == tree(tmp_path / "clean")


def test_content_that_changes_while_a_build_plans_is_in_the_next_build(
    small_copy, tmp_path, cache, monkeypatch
):
    """Sheets are made of the files as they were read, whoever saves one between two locales."""
    read = Localiser.translations

    def busy(self, tag):
        if tag == "ar":
            edit(small_copy, "content/regions/us.yaml", '"911"', '"944"')
            monkeypatch.undo()
        return read(self, tag)

    monkeypatch.setattr(Localiser, "translations", busy)
    assert len(rebuilt(small_copy, tmp_path / "out", cache)) == 2 * len(SMALL_HANDOUTS)
    rebuilt(small_copy, tmp_path / "out", cache)
    rebuilt(small_copy, tmp_path / "new", cache)
    build(small_copy, TWO, tmp_path / "clean", FaithfulRenderer(small_copy))
    assert tree(tmp_path / "out") == tree(tmp_path / "new") == tree(tmp_path / "clean")


def change(project, kind, place):
    """Change something; `place` in [0, 1) says where."""
    if kind == "translation":
        path = project.root / PO
        catalog = polib.pofile(path, wrapwidth=100)
        plain = [entry for entry in catalog if entry.msgstr and entry.msgstr[0].isalpha()]
        entry = plain[int(place * len(plain))]
        entry.msgstr = entry.msgstr[0].swapcase() + entry.msgstr[1:]
        catalog.save(path)
    elif kind == "fuzzy":
        path = project.root / PO
        catalog = polib.pofile(path, wrapwidth=100)
        entry = list(catalog)[int(place * len(catalog))]
        entry.flags = [] if entry.fuzzy else ["fuzzy"]
        catalog.save(path)
    else:
        folder, pattern = {
            "style": ("templates/styles", "*.css"),
            "picture": ("templates/pictograms", "*.svg"),
            "template": ("templates", "*.j2"),
        }[kind]
        paths = sorted((project.root / folder).glob(pattern))
        path = paths[int(place * len(paths))]
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


edits = st.lists(
    st.tuples(
        st.sampled_from(["translation", "fuzzy", "style", "picture", "template"]),
        st.floats(0, 1, exclude_max=True),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(edits, min_size=1, max_size=2))
def test_an_incremental_build_equals_a_clean_one(tmp_path_factory, rounds):
    folder = tmp_path_factory.mktemp("incremental")
    project = lay_out(folder / "project")
    cache = Cache(folder / "cache")
    output = folder / "out"
    build(project, TWO, output, FaithfulRenderer(project), BuildOptions(cache=cache, gallery=False))
    for some in rounds:
        for kind, place in some:
            change(project, kind, place)
        build(
            project,
            TWO,
            output,
            FaithfulRenderer(project),
            BuildOptions(cache=cache, gallery=False),
        )
        clean = folder / "clean"
        build(project, TWO, clean, FaithfulRenderer(project), BuildOptions(gallery=False))
        assert tree(output) == tree(clean)
        shutil.rmtree(clean)
    shutil.rmtree(folder)


@pytest.mark.costly
def test_the_same_holds_of_real_sheets(small_copy, tmp_path, cache):
    selection = Selection(("es", "ar"), ("garden", "walk"), formats=("pdf", "html"))
    output = tmp_path / "out"
    build(small_copy, selection, output, WorkerPool(small_copy, 2), BuildOptions(cache=cache))
    edit(small_copy, PO, "No levante macetas", "No cargue macetas")
    change(small_copy, "style", 0.3)
    report = build(
        small_copy, selection, output, WorkerPool(small_copy, 2), BuildOptions(cache=cache)
    )
    assert {done.outcome for done in report.done} == {Outcome.BUILT, Outcome.UNCHANGED}
    build(small_copy, selection, tmp_path / "clean", WorkerPool(small_copy, 1))
    assert tree(output) == tree(tmp_path / "clean")

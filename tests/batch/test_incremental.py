"""A sheet is made again when, and only when, something that it is made from has changed."""

import re
import shutil

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import HANDOUTS, ROOT, edit, make_variant_of
from fakes import FaithfulRenderer
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.cache import Cache
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.batch.toolchain import versions
from kat_handouts.clinic.file import load_clinic
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.workers.local import WorkerPool

PO = "locales/es/LC_MESSAGES/handouts.po"
TWO = Selection(("es", "ar"))


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def rebuilt(project, output, cache=None, selection=TWO):
    renderer = FaithfulRenderer(project)
    build(project, selection, output, renderer, BuildOptions(cache=cache))
    return set(renderer.rendered)


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.mark.parametrize("with_cache", [False, True])
def test_nothing_changed_and_nothing_is_made(copied, tmp_path, cache, with_cache):
    cache = cache if with_cache else None
    assert len(rebuilt(copied, tmp_path / "out", cache)) == 2 * len(HANDOUTS)
    before = tree(tmp_path / "out")
    assert rebuilt(copied, tmp_path / "out", cache) == set()
    assert tree(tmp_path / "out") == before


def test_one_changed_translation_costs_the_sheets_that_print_it(copied, tmp_path, cache):
    rebuilt(copied, tmp_path / "out", cache)
    edit(copied, PO, "No mezcle", "No combine")
    assert rebuilt(copied, tmp_path / "out", cache) == {"es/side-effects"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("templates/styles/handout.css", {"es", "ar"}),
        ("templates/styles/paper-letter.css", {"es", "ar"}),
        ("templates/styles/paper-a4.css", set()),
        ("templates/styles/large-print.css", set()),
        ("templates/web/handout.css", set()),
    ],
)
def test_a_changed_style_costs_the_sheets_that_use_it(copied, tmp_path, name, expected):
    rebuilt(copied, tmp_path / "out")
    with (copied.root / name).open("a", encoding="utf-8") as file:
        file.write("\n/* changed */\n")
    made = rebuilt(copied, tmp_path / "out")
    if name.endswith("handout.css") and expected:
        assert len(made) == 2 * len(HANDOUTS)
    assert {name.partition("/")[0] for name in made} == expected


def test_a_changed_picture_costs_the_sheets_that_show_it(copied, tmp_path):
    rebuilt(copied, tmp_path / "out")
    picture = copied.root / "templates/pictograms/seizure.svg"
    picture.write_text(picture.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    made = rebuilt(copied, tmp_path / "out")
    assert {"es/next-steps", "ar/next-steps"} <= made
    assert "es/before-your-visit" not in made


def test_what_the_clinic_prints_is_part_of_a_sheet(copied, tmp_path):
    rebuilt(copied, tmp_path / "out")
    file = tmp_path / "clinic.toml"
    file.write_text('name = "Riverside"\n', encoding="utf-8")
    named = Project(
        root=copied.root, bundled=copied.root, clinic=load_clinic(file, "clinic.toml", ["us"])
    )
    assert len(rebuilt(named, tmp_path / "out")) == 2 * len(HANDOUTS)


def test_a_damaged_or_missing_file_is_put_back_without_rendering(copied, tmp_path, cache):
    output = tmp_path / "out"
    rebuilt(copied, output, cache)
    before = tree(output)
    (output / "es/next-steps.pdf").write_bytes(b"damaged")
    (output / "ar/next-steps.pdf").unlink()
    assert rebuilt(copied, output, cache) == set()
    assert tree(output) == before


def test_a_damaged_cache_entry_is_made_again(copied, tmp_path, cache):
    output = tmp_path / "out"
    rebuilt(copied, output, cache)
    before = tree(output)
    for path in cache.folder.glob("*/*/*"):
        path.write_bytes(path.read_bytes()[:-2])
    shutil.rmtree(output)
    assert len(rebuilt(copied, output, cache)) == 2 * len(HANDOUTS)
    assert tree(output) == before


def test_an_undone_change_comes_from_the_cache(copied, tmp_path, cache):
    output = tmp_path / "out"
    rebuilt(copied, output, cache)
    before = tree(output)
    edit(copied, PO, "No mezcle", "No combine")
    rebuilt(copied, output, cache)
    edit(copied, PO, "No combine", "No mezcle")
    report = build(copied, TWO, output, FaithfulRenderer(copied), BuildOptions(cache=cache))
    outcomes = [done.outcome for done in report.done]
    assert (outcomes.count(Outcome.FROM_CACHE), outcomes.count(Outcome.BUILT)) == (1, 0)
    assert tree(output) == before


def test_one_cache_serves_several_folders(copied, tmp_path, cache):
    rebuilt(copied, tmp_path / "a", cache)
    assert rebuilt(copied, tmp_path / "b", cache) == set()
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_template_that_changes_meanwhile_is_in_the_next_build(copied, tmp_path, cache):
    """What a sheet's key is made of are the bytes that its renderer read."""

    class Busy(FaithfulRenderer):
        def render_all(self, documents):
            style = copied.root / "templates/styles/handout.css"
            for place, result in enumerate(super().render_all(documents)):
                if place == 3:
                    style.write_text(style.read_text(encoding="utf-8") + "\n", encoding="utf-8")
                yield result

    build(copied, TWO, tmp_path / "out", Busy(copied), BuildOptions(cache=cache))
    assert len(rebuilt(copied, tmp_path / "out", cache)) == 2 * len(HANDOUTS)
    assert rebuilt(copied, tmp_path / "new", cache) == set()
    build(copied, TWO, tmp_path / "clean", FaithfulRenderer(copied))
    assert tree(tmp_path / "new") == tree(tmp_path / "clean")


def test_content_that_changes_while_a_build_plans_is_in_the_next_build(
    copied, tmp_path, cache, monkeypatch
):
    """Sheets are made of the files as they were read, whoever saves one between two locales."""
    read = Localiser.translations

    def busy(self, tag):
        if tag == "ar":
            edit(copied, "content/regions/us.yaml", '"911"', '"944"')
            monkeypatch.undo()
        return read(self, tag)

    monkeypatch.setattr(Localiser, "translations", busy)
    assert len(rebuilt(copied, tmp_path / "out", cache)) == 2 * len(HANDOUTS)
    rebuilt(copied, tmp_path / "out", cache)
    rebuilt(copied, tmp_path / "new", cache)
    build(copied, TWO, tmp_path / "clean", FaithfulRenderer(copied))
    assert tree(tmp_path / "out") == tree(tmp_path / "new") == tree(tmp_path / "clean")


def test_the_versions_of_all_that_lays_text_out_are_known():
    found = versions()
    for name in ("weasyprint", "pango", "harfbuzz", "freetype", "fontconfig", "fribidi", "zlib"):
        assert re.fullmatch(r"[\d.]+", found[name]), name


def test_every_file_that_a_sheet_opens_is_one_of_its_inputs(project, monkeypatch):
    from kat_handouts.render import fetcher
    from kat_handouts.render.pdf import PdfRenderer

    opened = []
    real = fetcher.TemplateFetcher.fetch

    def fetch(self, url, headers=None):
        if url.startswith("file:"):
            opened.append(url.partition("/templates/")[2])
        return real(self, url, headers)

    monkeypatch.setattr(fetcher.TemplateFetcher, "fetch", fetch)
    sheets = [
        {"handout": "side-effects"},
        {"handout": "after-today", "edition": "cards"},
        {"handout": "for-your-companion", "edition": "large-print"},
        {"handout": "your-session", "edition": "bilingual", "second": "en"},
        {"handout": "next-steps", "staff": True},
        {"handout": "next-steps", "format": "html"},
    ]
    for variant in sheets:
        opened.clear()
        renderer = PdfRenderer(project)
        loaded = []
        loader = renderer.templates.loader
        get_source = loader.get_source

        def source(environment, name, get_source=get_source, loaded=loaded):
            loaded.append(name)
            return get_source(environment, name)

        monkeypatch.setattr(loader, "get_source", source)
        document = make_variant_of(project, "ar", **variant)
        made = renderer.render(document)
        named = {name.removeprefix("templates/") for name in made.files}
        assert loaded
        assert {*opened, *loaded} <= named, variant


def small_project(folder):
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for locale in ("es", "ar", "en_GB"):
        shutil.copytree(ROOT / "locales" / locale, folder / "locales" / locale)
    for name in ("handouts.pot", "policy.yaml"):
        if (ROOT / "locales" / name).exists():
            shutil.copy(ROOT / "locales" / name, folder / "locales" / name)
    return Project(root=folder, bundled=folder)


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
    project = small_project(folder / "project")
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


def test_the_same_holds_of_real_sheets(copied, tmp_path, cache):
    selection = Selection(("es", "km"), ("side-effects", "after-today"), formats=("pdf", "html"))
    output = tmp_path / "out"
    build(copied, selection, output, WorkerPool(copied, 2), BuildOptions(cache=cache))
    edit(copied, PO, "No mezcle", "No combine")
    change(copied, "style", 0.3)
    report = build(copied, selection, output, WorkerPool(copied, 2), BuildOptions(cache=cache))
    assert {done.outcome for done in report.done} == {Outcome.BUILT, Outcome.UNCHANGED}
    build(copied, selection, tmp_path / "clean", WorkerPool(copied, 1))
    assert tree(output) == tree(tmp_path / "clean")

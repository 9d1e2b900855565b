"""The gallery, in a real browser, from the file system."""

import re

import pytest

from kat_handouts.batch.build import build
from kat_handouts.batch.gallery import INDEX, THUMBNAILS
from kat_handouts.batch.manifest import read_manifest
from kat_handouts.batch.plan import Selection
from kat_handouts.files.project import Project
from kat_handouts.workers.local import WorkerPool
from tests.support.browser import DESKTOP, PHONE, faults, needs_browser
from tests.support.shipped import ROOT

pytestmark = pytest.mark.xdist_group("gallery")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    output = tmp_path_factory.mktemp("gallery")
    project = Project(root=ROOT, bundled=ROOT)
    selection = Selection(
        ("en", "ar", "es"),
        ("after-today", "side-effects"),
        editions=("standard", "bilingual"),
        formats=("pdf", "html"),
    )
    build(project, selection, output, WorkerPool(project, 2))
    return output


@pytest.fixture
def page(browser, built, request):
    page = browser.new_page(viewport=getattr(request, "param", DESKTOP))
    page.goto((built / INDEX).as_uri())
    yield page
    page.close()


def shown(page):
    return page.locator(".card:visible").count()


def test_every_sheet_has_a_card_whose_files_are_there(built):
    text = (built / INDEX).read_text(encoding="utf-8")
    entries = read_manifest(built)
    pdfs = [name for name in entries if name.endswith(".pdf")]
    assert text.count('class="card"') == len(pdfs) == 10
    files = set(re.findall(r'(?:href|src)="([^"#]+)"', text))
    assert set(entries) <= files
    assert all((built / name).is_file() for name in files)


def test_pictures_of_sheets_that_are_gone_are_gone(built):
    project = Project(root=ROOT, bundled=ROOT)
    before = set((built / THUMBNAILS).iterdir())
    stray = built / THUMBNAILS / "0123456789abcdef.png"
    stray.write_bytes(b"")
    (built / INDEX).unlink()
    build(project, Selection(("es",), ("after-today",)), built, WorkerPool(project, 1))
    assert set((built / THUMBNAILS).iterdir()) == before


@needs_browser
@pytest.mark.parametrize("page", [DESKTOP, PHONE], indirect=True, ids=["desktop", "phone"])
def test_the_gallery_has_no_barrier_and_fits_the_window(page):
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@needs_browser
def test_dark_mode_has_no_barrier(browser, built):
    page = browser.new_page(viewport=DESKTOP, color_scheme="dark")
    page.goto((built / INDEX).as_uri())
    assert faults(page) == []
    page.close()


@needs_browser
@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("arabic", 4),
        ("العربية", 4),
        ("efectos secundarios", 2),
        ("KAT-06", 5),
        ("after-today", 5),
        ("911 spanish", 4),
        ("spanish after", 2),
    ],
)
def test_a_search_finds_a_sheet_by_what_people_know_of_it(page, words, count):
    page.fill("#words", words)
    assert shown(page) == count
    assert f"{count} of 10" in page.inner_text("#shown")
    page.fill("#words", "xyzzy")
    assert shown(page) == 0
    page.click("#again")
    assert shown(page) == 10


@needs_browser
def test_filters_narrow_what_is_shown_and_can_be_taken_back(page):
    page.select_option("#language", "ar")
    page.select_option("#edition", "bilingual")
    assert shown(page) == 2
    bilingual = page.locator("section[data-language=ar] .card[data-edition=bilingual]")
    states = [bilingual.nth(i).get_attribute("data-state") for i in range(2)]
    for state in page.locator("#state option").all_inner_texts()[1:]:
        page.select_option("#state", state)
        assert shown(page) == states.count(state)
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelectorAll('.card:not([hidden])').length === 10")


@needs_browser
def test_the_keyboard_is_enough(page):
    page.keyboard.press("/")
    page.keyboard.type("arabic bilingual side")
    assert shown(page) == 1
    page.keyboard.press("Escape")
    assert shown(page) == 10
    focused = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.tagName"))
    assert {"SELECT", "BUTTON", "A"} <= set(focused)


@needs_browser
@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_names_from_right_to_left_stand_as_they_are_read(page):
    title = page.locator("section[data-language=ar] h2 span").first
    assert title.evaluate("element => getComputedStyle(element).direction") == "rtl"
    own = page.locator("section[data-language=ar] .card p[lang=ar]").first
    assert own.evaluate("element => getComputedStyle(element).direction") == "rtl"


@needs_browser
def test_print_opens_the_sheet(browser, built):
    context = browser.new_context()
    page = context.new_page()
    page.goto((built / INDEX).as_uri())
    with context.expect_page() as opened:
        page.locator("section[data-language=es] .print").first.click()
    assert opened.value.url.endswith(".pdf") or opened.value.url == "about:blank"
    context.close()

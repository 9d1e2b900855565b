"""The HTML twin: one file that says what the sheet says, for every eye and every window."""

import io
import re
from html import unescape
from html.parser import HTMLParser

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from kat_handouts.model.clinic import Clinic
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.phone import Phone
from kat_handouts.model.scripts import SCRIPTS
from kat_handouts.render.phone import cut_font
from kat_handouts.typography.fonts import find_font
from tests.support.browser import DESKTOP, PHONE, faults, needs_browser
from tests.support.sampling import sampled
from tests.support.shipped import HANDOUTS, PRINTED


@pytest.fixture(scope="module")
def page_of(render_variant, tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")

    def made(locale, handout, **variant):
        document, sheet = render_variant(locale, handout, format="html", **variant)
        path = folder / f"{locale}-{handout}-{len([*folder.iterdir()])}.html"
        path.write_bytes(sheet.data)
        return document, path

    return made


class _Addresses(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        assert tag not in ("link", "iframe", "form", "base")
        self.found += [value for name, value in attributes if name in ("src", "href")]


@pytest.mark.parametrize("locale", ["en", "hi", "km", "zh-Hans"])
def test_a_page_needs_nothing_but_itself(page_of, locale):
    _, path = page_of(locale, "side-effects")
    text = path.read_text(encoding="utf-8")
    parser = _Addresses()
    parser.feed(text)
    assert all(address.startswith(("data:", "tel:", "sms:", "#")) for address in parser.found)
    assert not re.search(r"<[^>]*\s(on\w+|style)=", text)
    assert all(address.startswith("data:") for address in re.findall(r"url\(([^)]*)\)", text))
    assert len(text.encode()) < 300_000


@pytest.mark.parametrize("handout", HANDOUTS)
def test_a_page_says_what_the_sheet_says(page_of, handout):
    document, path = page_of("es", handout)
    text = unescape(re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8")))
    text = " ".join(text.translate(INVISIBLE).split())
    unprinted = ("label.page-number", "label.clinic")
    for part in document.texts():
        if part.segment not in unprinted:
            assert " ".join(part.bare.split()) in text, part.segment
    for value in document.values():
        assert value.translate(INVISIBLE) in text


@needs_browser
@pytest.mark.parametrize(("index", "locale"), sampled(enumerate(PRINTED), 6), ids=str)
def test_a_page_of_every_language_has_no_barrier(browser, page_of, index, locale):
    _, path = page_of(locale, HANDOUTS[index % len(HANDOUTS)])
    window, scheme = ((DESKTOP, "light"), (PHONE, "dark"))[index % 2]
    page = browser.new_page(viewport=window, color_scheme=scheme)
    page.goto(path.as_uri())
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]
    page.close()


@needs_browser
@pytest.mark.parametrize(("locale", "second"), [("ar", "en"), ("en", "fa"), ("km", "fr")])
def test_a_page_in_two_languages_has_no_barrier(browser, page_of, locale, second):
    document, path = page_of(locale, "side-effects", edition="bilingual", second=second)
    page = browser.new_page(viewport=PHONE)
    page.goto(path.as_uri())
    assert faults(page) == []
    halves = page.locator("main .half.second")
    nodes = [node for section in document.sections for node in section.walk()]
    doubled = [text for node in nodes for text in node.texts.values() if text.other]
    assert halves.count() >= len(doubled) > 0
    tags = halves.evaluate_all("all => all.map(one => one.closest('[lang]').lang)")
    assert {*tags} == {second}
    page.close()


@needs_browser
def test_the_letters_of_a_script_come_with_the_page(browser, page_of):
    _, path = page_of("km", "after-today")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready.then(() => 1)")
    loaded = page.evaluate("[...document.fonts].map(face => [face.family, face.status])")
    assert ["Noto Sans Khmer", "loaded"] in [[name.strip('"'), status] for name, status in loaded]
    page.close()


@needs_browser
def test_a_number_to_call_can_be_called_and_stays_in_order(browser, page_of):
    _, path = page_of("ar", "side-effects")
    page = browser.new_page(viewport=PHONE)
    page.goto(path.as_uri())
    link = page.locator(".contacts a[href='tel:18002221222']")
    assert link.get_attribute("dir") == "ltr"
    assert link.inner_text().translate(INVISIBLE) == "1-800-222-1222"
    page.close()


@needs_browser
def test_persian_digits_have_the_shapes_of_persian(browser, page_of):
    _, path = page_of("fa", "side-effects")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.body.innerHTML = '<b>۷</b>'; document.fonts.ready.then(() => 1)")
    digit, shown = page.locator("b"), []
    for features in ("", "normal", "'locl' 0"):
        page.add_style_tag(content=f"b {{ font-feature-settings: {features} }}")
        shown.append(digit.screenshot())
    own, plain, without = shown
    assert own == without
    assert own != plain
    page.close()


def visit(browser, path, window=PHONE, **context):
    page = browser.new_page(viewport=window, **context)
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready.then(() => 1)")
    return page


# In the languages with the longest and the highest words, and from right to left.
LOOKED_AT = ["en", "es", "ar", "ur", "my", "ja"]
NARROW = {"width": 320, "height": 640}
_WIDE_THINGS = (
    """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
)


@needs_browser
@pytest.mark.parametrize("locale", LOOKED_AT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_barrier_in_a_small_window(browser, page_of, locale, scheme):
    _, path = page_of(locale, "your-session")
    page = visit(browser, path, NARROW, color_scheme=scheme)
    page.locator("summary").click()
    assert faults(page) == []
    assert page.evaluate(_WIDE_THINGS) == 0
    page.close()


@needs_browser
@pytest.mark.parametrize("locale", LOOKED_AT)
def test_text_of_twice_the_size_stays_within_the_window(browser, page_of, locale):
    _, path = page_of(locale, "side-effects")
    page = visit(browser, path, PHONE)
    page.add_style_tag(content="html { font-size: 225% !important }")
    assert page.evaluate(_WIDE_THINGS) == 0
    page.close()


_NUMBERS_OUTSIDE = """numbers => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const words = texts.currentNode.data.replace(/[\u200b\u2060\u2066\u2068\u2069]/g, "");
    const at = texts.currentNode.parentElement;
    if (at.closest("a, nav, .line > span:first-child")) continue;
    for (const number of numbers) if (words.includes(number)) found.push(words);
  }
  return found;
}"""


@needs_browser
@pytest.mark.parametrize("locale", LOOKED_AT)
@pytest.mark.parametrize("handout", ["side-effects", "next-steps"])
def test_each_number_to_call_is_a_link(browser, page_of, locale, handout):
    document, path = page_of(locale, handout)
    page = visit(browser, path)
    numbers = sorted({value.translate(INVISIBLE) for value in document.values()})
    assert {"911", "988"} <= {*numbers}
    assert page.evaluate(_NUMBERS_OUTSIDE, numbers) == []
    # Where it stands in running text too.
    assert page.locator("section a.call[href='tel:911']").count() >= 2
    assert page.locator("a a, nav a[href^='tel:']").count() == 0
    page.close()


@needs_browser
@pytest.mark.parametrize("locale", ["en", "ur"])
def test_the_contents_lead_to_each_part(browser, page_of, locale):
    document, path = page_of(locale, "side-effects")
    page = visit(browser, path)
    page.locator("summary").click()
    links = page.locator("nav a")
    named = [part for part in document.sections if "heading" in part.texts]
    assert links.count() == len(named) + 1
    for index in range(links.count()):
        links.nth(index).click()
        target = page.locator(":target")
        top = target.evaluate("target => target.getBoundingClientRect().top")
        at_end = page.evaluate("innerHeight + scrollY >= document.body.scrollHeight - 2")
        assert at_end or 0 <= top < 260
        shown = target.locator("h2, .contacts > h3").first.inner_text()
        assert links.nth(index).inner_text().strip() == shown.strip()
    page.close()


_SMALL = """() => [...document.querySelectorAll(
  ".strip-cell:not(.spoken, .unset), .row a, nav a, summary, .checklist label"
)].filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML.slice(0, 90))"""
CALLED = Clinic(
    name="Riverside",
    phones={
        "daytime": (Phone("(612) 555-0100"),),
        "after-hours": (Phone("(612) 555-0199"),),
    },
)


@needs_browser
@pytest.mark.parametrize("locale", LOOKED_AT)
@pytest.mark.parametrize("handout", ["side-effects", "check-together"])
def test_what_is_pressed_is_large_enough_for_a_finger(browser, page_of, locale, handout):
    _, path = page_of(locale, handout)
    page = visit(browser, path)
    page.locator("summary").click()
    assert page.evaluate(_SMALL) == []
    page.close()


@needs_browser
@pytest.mark.parametrize("locale", ["en", "ar", "ur"])
def test_the_numbers_stay_in_sight_and_hide_nothing_that_has_the_focus(browser, page_of, locale):
    _, path = page_of(locale, "side-effects", clinic=CALLED)
    page = visit(browser, path, {"width": 375, "height": 812})
    page.evaluate("scrollTo(0, 1500)")
    strip = page.locator(".strip-row").first.bounding_box()
    assert strip["y"] == 0
    assert strip["height"] < 812 / 3
    assert page.locator("a.strip-cell[href='tel:6125550100']").bounding_box()["y"] < strip["height"]
    page.locator("a.strip-cell").first.focus()
    assert page.evaluate("scrollY") == 1500
    page.locator("a").last.focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(_HIDDEN)
    page.close()


_HIDDEN = """() => {
  const one = document.activeElement, row = document.querySelector(".strip-row");
  if (one === document.body || one.closest(".strip")) return false;
  return one.getBoundingClientRect().top < row.getBoundingClientRect().bottom
    && one.getBoundingClientRect().bottom > row.getBoundingClientRect().top;
}"""


@needs_browser
@pytest.mark.parametrize("window", [{"width": 640, "height": 450}, {"width": 740, "height": 360}])
def test_the_numbers_take_no_room_from_a_low_window(browser, page_of, window):
    _, path = page_of("en", "side-effects", clinic=CALLED)
    page = visit(browser, path, window)
    page.evaluate("scrollTo(0, 1500)")
    assert page.locator(".strip-row").first.bounding_box()["y"] < 0
    page.close()


@needs_browser
def test_a_wide_window_has_the_contents_beside_the_text(browser, page_of):
    _, path = page_of("ar", "side-effects")
    page = visit(browser, path, DESKTOP)
    link, heading = page.locator("nav a").first, page.locator("h1")
    assert link.is_visible()
    assert link.bounding_box()["x"] > heading.bounding_box()["x"] + heading.bounding_box()["width"]
    page.close()


@needs_browser
@pytest.mark.parametrize("edition", ["standard", "easy-read"])
def test_a_box_has_no_sign_and_a_picture_is_large(browser, page_of, edition):
    _, path = page_of("es", "side-effects", edition=edition)
    page = visit(browser, path)
    assert page.locator(".box > .drawing").count() == 0
    drawn = page.locator("section .drawing")
    assert drawn.count() > 3
    least = {"standard": 40, "easy-read": 80}[edition]
    widths = drawn.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert min(widths) >= least
    page.close()


@needs_browser
def test_a_frame_of_danger_has_the_border_of_a_box_of_danger(browser, page_of):
    _, path = page_of("en", "side-effects")
    page = visit(browser, path)
    border = "one => getComputedStyle(one).border"
    box = page.locator(".box.get-help").evaluate(border)
    page.close()
    _, path = page_of("ar", "side-effects", edition="easy-read")
    page = visit(browser, path, NARROW)
    assert {*page.locator(".frame.danger").evaluate_all(f"all => all.map({border})")} == {box}
    assert page.evaluate(_WIDE_THINGS) == 0
    # No word of a frame ends on another line than it begins.
    assert page.locator(".frame-words > p").evaluate_all(_CUT_WORDS) == []
    page.close()


_CUT_WORDS = """all => all.flatMap(one => {
  const found = [], texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const word of text.data.matchAll(/[A-Za-z]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) found.push(word[0]);
    }
  }
  return found;
})"""


@needs_browser
def test_no_row_of_the_strip_is_empty(browser, page_of):
    _, path = page_of("es", "side-effects", edition="bilingual", second="ar")
    page = visit(browser, path)
    rows = page.locator(".strip-row:visible")
    assert rows.count() >= 2
    for index in range(rows.count()):
        assert rows.nth(index).inner_text().strip()
    page.close()


@needs_browser
def test_the_page_is_whole_without_script(browser, page_of):
    _, path = page_of("es", "next-steps")
    page = visit(browser, path)
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    bare = context.new_page()
    bare.goto(path.as_uri())
    assert bare.locator("main").inner_text() == page.locator("main").inner_text()
    assert bare.locator("button:visible").count() == 0
    bare.locator("summary").click()
    assert bare.locator("nav a").first.is_visible()
    context.close()
    page.close()


@needs_browser
def test_what_is_printed_is_a_plain_sheet(browser, page_of):
    _, path = page_of("en", "your-session")
    page = visit(browser, path, color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) != "rgb(255, 255, 255)"
    assert not page.locator(".strip-cell.unset").first.is_visible()
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    shown = "all => all.some(one => one.checkVisibility())"
    assert not page.locator("nav, button").evaluate_all(shown)
    # Room for the clinic's numbers, and for the hour of each stop.
    assert page.locator(".strip-cell.unset .blank").first.is_visible()
    assert page.locator(".hour").first.is_visible()
    page.close()


@pytest.mark.parametrize("script", ["Aran", "Arab", "Deva", "Khmr", "Mymr", "Taml"])
def test_a_font_that_was_cut_shapes_words_as_the_whole_one_does(script, render_variant):
    locale = {"Aran": "ur", "Arab": "ar", "Deva": "hi", "Khmr": "km", "Mymr": "my", "Taml": "ta"}
    document, _ = render_variant(locale[script], "side-effects", format="html")
    words = sorted({word for text in document.texts() for word in text.bare.split()})
    font = SCRIPTS[script].font
    path = find_font(font)[font.regular]
    known = {chr(code) for code in TTFont(path)["cmap"].getBestCmap()}
    words = [word for word in words if {*word} <= known]
    assert len(words) > 30
    cut = cut_font(path, set("".join(words)))
    assert len(TTFont(io.BytesIO(cut)).getGlyphOrder()) < len(TTFont(path).getGlyphOrder())
    whole, part = (
        uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data))) for data in (path.read_bytes(), cut)
    )
    for word in words:
        assert shaped(whole, word) == shaped(part, word), word


def shaped(font, word):
    """Return the outline of each glyph of a word, and where it stands."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return [
        (font.get_glyph_extents(info.codepoint), place.position)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]

"""The HTML twin: one file that says what the sheet says, for every eye and every window."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from kat_handouts.model.invisible import INVISIBLE
from tests.support.browser import DESKTOP, PHONE, faults, needs_browser
from tests.support.sampling import sampled
from tests.support.shipped import HANDOUTS, PRINTED


@pytest.fixture(scope="module")
def page_of(render_variant, tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")

    def made(locale, handout, **variant):
        document, sheet = render_variant(locale, handout, format="html", **variant)
        path = folder / f"{locale}-{handout}-{'-'.join(map(str, variant.values()))}.html"
        path.write_bytes(sheet.data)
        return document, path

    return made


class _Addresses(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "link", "iframe", "form", "base")
        self.found += [value for name, value in attributes if name in ("src", "href")]


@pytest.mark.parametrize("locale", ["en", "hi", "km", "zh-Hans"])
def test_a_page_needs_nothing_but_itself(page_of, locale):
    _, path = page_of(locale, "side-effects")
    text = path.read_text(encoding="utf-8")
    parser = _Addresses()
    parser.feed(text)
    assert all(address.startswith(("data:", "tel:", "sms:")) for address in parser.found)
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
    assert {halves.nth(i).get_attribute("lang") for i in range(halves.count())} == {second}
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
    link = page.locator("a[href='tel:18002221222']")
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

"""Reading aloud: with a voice of the device for the page's language, and only then."""

import base64
import hashlib
import json
import re
from contextlib import contextmanager

import pytest

from kat_handouts.model.invisible import INVISIBLE
from tests.support.browser import PHONE, faults, needs_browser
from tests.support.shipped import ROOT

pytestmark = needs_browser

# A headless browser has no voice. These stand in for it: they note what they are to say, and have
# said it when `end` is called.
_VOICES = """
window.said = [];
window.scrolled = [];
const voices = TAGS.map(([lang, localService]) => ({ lang, localService, default: false }));
window.voices = {
  utterance: null,
  onvoiceschanged: null,
  getVoices: () => voices,
  speak(utterance) {
    this.utterance = utterance;
    window.said.push([utterance.lang, utterance.voice?.lang ?? null, utterance.text]);
  },
  finish(how) {
    const { utterance } = this;
    this.utterance = null;
    utterance?.[how]?.({});
  },
  end() { this.finish("onend"); },
  cancel() { this.finish("onerror"); },
};
Object.defineProperty(window, "speechSynthesis", { value: window.voices });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Element.prototype.scrollIntoView = function (options) { window.scrolled.push(options.behavior); };
"""
_WHOLE = """() => {
  for (let count = 0; window.voices.utterance && count < 2000; count += 1) window.voices.end();
}"""


@pytest.fixture
def reading(browser, render_variant, tmp_path):
    """Open a page in a browser with voices, each by its tag and whether the device has it."""

    @contextmanager
    def opened(locale, voices, handout="side-effects", variant=None, **context):
        document, sheet = render_variant(locale, handout, format="html", **(variant or {}))
        path = tmp_path / "page.html"
        path.write_bytes(sheet.data)
        page = browser.new_page(viewport=PHONE, **context)
        broken = []
        page.on("pageerror", lambda error: broken.append(error))
        page.add_init_script(_VOICES.replace("TAGS", json.dumps(voices)))
        page.goto(path.as_uri())
        yield document, page
        page.close()
        assert broken == []

    return opened


def said(page):
    return page.evaluate("window.said")


@pytest.mark.parametrize(
    ("locale", "voices", "is_offered"),
    [
        ("es", [["es-MX", True]], True),
        ("es", [["es_ES", True]], True),
        ("es", [], False),
        ("es", [["en-US", True], ["pt-BR", True]], False),
        # It would send what a patient reads to another machine.
        ("es", [["es-ES", False]], False),
        ("es", [["", True], ["not a tag", True]], False),
        ("zh-Hant", [["zh-CN", True]], True),
        ("zh-Hant", [["yue-HK", True]], False),
        ("tl", [["fil-PH", True]], True),
        ("he", [["iw-IL", True]], True),
    ],
)
def test_it_is_offered_where_the_device_has_a_voice(reading, locale, voices, is_offered):
    with reading(locale, voices) as (_, page):
        buttons = page.locator(".read-aloud")
        assert buttons.count() > 3
        assert page.locator(".read-aloud:visible").count() == (buttons.count() * is_offered)


def test_it_is_offered_once_the_voices_are_known(reading):
    with reading("en", []) as (_, page):
        page.evaluate(
            "() => { window.voices.getVoices = () => "
            "[{ lang: 'en-US', localService: true, default: true }];"
            " window.voices.onvoiceschanged(); }"
        )
        assert page.locator("#read-aloud").is_visible()


@pytest.mark.parametrize(
    ("locale", "voices", "taken"),
    [
        ("zh-Hant", ["zh-CN", "zh-HK", "zh-TW"], "zh-TW"),
        ("zh-Hans", ["zh-TW", "zh-CN"], "zh-CN"),
        ("pt-BR", ["pt-PT", "pt-BR"], "pt-BR"),
    ],
)
def test_the_voice_is_that_of_the_language_as_it_is_written(reading, locale, voices, taken):
    with reading(locale, [[tag, True] for tag in voices]) as (_, page):
        page.click("#read-aloud")
        page.evaluate(_WHOLE)
        own = {voice for tag, voice, _ in said(page) if tag == locale}
        assert own == {taken}


@pytest.mark.parametrize(("locale", "handout"), [("es", "next-steps"), ("ur", "your-session")])
def test_everything_is_read_in_the_order_of_the_page(reading, locale, handout):
    with reading(locale, [[locale, True], ["en-US", True]], handout) as (document, page):
        page.click("#read-aloud")
        page.evaluate(_WHOLE)
        spoken = " ".join(words for _, _, words in said(page))
        parts = [document.title, document.main_message, *document.notices]
        nodes = [node for section in document.sections for node in section.walk()]
        parts += [text for node in nodes for text in node.texts.values()]
        without_numbers = [part for part in parts if not re.search(r"[0-9]{3}", part.plain)]
        assert len(without_numbers) > 20
        for part in without_numbers:
            assert " ".join(part.bare.split()) in spoken, part.segment
        assert not any(chr(code) in spoken for code in INVISIBLE)
        headings = [section.texts["heading"] for section in document.sections if section.texts]
        place = 0
        for heading in headings:
            place = spoken.index(" ".join(heading.bare.split()), place) + 1
        # At its end nothing is marked and the button waits again.
        assert page.locator(".being-read").count() == 0
        assert page.locator("[aria-pressed=true]").count() == 0


def test_a_number_to_call_is_said_digit_by_digit(reading):
    with reading("en", [["en-US", True]]) as (_, page):
        page.click("#read-aloud")
        page.evaluate(_WHOLE)
        spoken = [words for _, _, words in said(page)]
        assert "Call 9 1 1 now" in spoken
        assert any("1, 8 0 0, 2 2 2, 1 2 2 2" in words for words in spoken)
        # Other numbers are said as they are.
        assert any("1 in 1,000 people" in words for words in spoken)


def test_english_is_read_by_an_english_voice_or_by_the_page_own(reading):
    for voices, taken in (
        ([["ur-PK", True], ["en-GB", True]], "en-GB"),
        ([["ur-PK", True]], "ur-PK"),
        ([["ur-PK", True], ["en-US", False]], "ur-PK"),
    ):
        with reading("ur", voices) as (_, page):
            page.click("#read-aloud")
            page.evaluate(_WHOLE)
            assert {voice for tag, voice, _ in said(page) if tag == "en"} == {taken}
            assert {voice for tag, voice, _ in said(page) if tag == "ur"} == {"ur-PK"}


def test_a_part_is_read_by_the_button_at_its_heading(reading):
    with reading("ar", [["ar-SA", True]]) as (document, page):
        part = document.sections[1]
        heading = part.texts["heading"].bare
        button = page.locator(f'[id="{part.id}"] button')
        name = button.evaluate(
            "one => one.getAttribute('aria-labelledby').split(' ')"
            ".map(id => document.getElementById(id).innerText).join(' ')"
        )
        assert heading in name
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        page.evaluate(_WHOLE)
        spoken = [words for _, _, words in said(page)]
        assert " ".join(spoken[0].split()) == " ".join(heading.split())
        other = document.sections[2].texts
        assert all(text.bare not in spoken for text in other.values())
        assert button.get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("how", ["press", "Escape", "print", "error"])
def test_it_stops(reading, how):
    with reading("es", [["es-ES", True]]) as (_, page):
        page.click("#read-aloud")
        page.evaluate("() => { for (let count = 0; count < 12; count += 1) window.voices.end(); }")
        assert page.locator(".being-read").count() == 1
        assert page.locator("#read-aloud").is_visible()
        if how == "press":
            page.click("#read-aloud")
        elif how == "Escape":
            page.keyboard.press("Escape")
        elif how == "print":
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        else:
            page.evaluate("window.voices.finish('onerror')")
        count = len(said(page))
        page.evaluate(_WHOLE)
        assert len(said(page)) == count
        assert page.locator(".being-read").count() == 0
        assert page.locator("#read-aloud").get_attribute("aria-pressed") == "false"
        # And it begins again.
        page.click("#read-aloud")
        assert len(said(page)) == count + 1


def test_what_is_read_is_marked_and_brought_into_sight(reading):
    for motion, behaviour in (("no-preference", "smooth"), ("reduce", "auto")):
        with reading("en", [["en-US", True]], reduced_motion=motion) as (_, page):
            page.click("#read-aloud")
            page.evaluate("() => { for (let one = 0; one < 60; one += 1) window.voices.end(); }")
            marked = page.locator(".being-read")
            words = re.sub(r"(?<=[0-9]) (?=[0-9])", "", said(page)[-1][2])
            assert words in " ".join(marked.inner_text().translate(INVISIBLE).split())
            assert set(page.evaluate("window.scrolled")) == {behaviour}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("variant", [{}, {"edition": "bilingual", "second": "en"}], ids=str)
def test_there_is_no_barrier_while_it_reads(reading, scheme, variant):
    voices = [["ar-SA", True], ["en-US", True]]
    with reading("ar", voices, variant=variant, color_scheme=scheme) as (_, page):
        page.locator("summary").click()
        assert faults(page) == []
        page.click("#read-aloud")
        for _ in range(30):
            page.evaluate("window.voices.end()")
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


# A site that sends this header with the pages lets their own script run, and no other.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; script-src"


def hash_of(html):
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    code = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{code}'"


@pytest.mark.parametrize("locale", ["en", "my"])
def test_the_script_has_one_hash_and_the_documents_name_it(render_variant, locale):
    _, sheet = render_variant(locale, "next-steps", format="html")
    named = f"{_POLICY} {hash_of(sheet.data.decode())}"
    text = (ROOT / "docs/deploying.md").read_text(encoding="utf-8")
    assert named in " ".join(text.split()), f"docs/deploying.md has to name {named}"


@pytest.mark.parametrize("is_allowed", [True, False])
def test_a_site_may_allow_the_script_or_not(browser, render_variant, is_allowed):
    _, sheet = render_variant("my", "side-effects", format="html")
    source = hash_of(sheet.data.decode()) if is_allowed else "'none'"
    headers = {"Content-Security-Policy": f"{_POLICY} {source}", "Content-Type": "text/html"}
    context = browser.new_context(viewport=PHONE)
    context.route(
        "http://clinic.test/*", lambda route: route.fulfill(body=sheet.data, headers=headers)
    )
    page = context.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.add_init_script(_VOICES.replace("TAGS", '[["my-MM", true]]'))
    page.goto("http://clinic.test/page.html")
    page.evaluate("document.fonts.ready.then(() => 1)")
    assert page.locator("#read-aloud").is_visible() == is_allowed
    assert any("script" in text for text in refused) != is_allowed
    assert not any("style" in text or "font" in text or "image" in text for text in refused)
    assert page.locator("h1").is_visible()
    context.close()

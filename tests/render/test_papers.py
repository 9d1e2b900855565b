"""Finished wallet cards and leaflets in scripts of every kind: papers, type, pages."""

import pypdfium2
import pytest

from kat_handouts.checks.first_page import check_first_page
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.checks.views import as_read, views_of
from kat_handouts.finishing.places import PAPER_SIZES
from tests.support.pdfs import faults
from tests.support.sampling import sampled

SCRIPTS = ["en", "es", "ar", "ur", "my", "km", "ja", "zh-Hans", "ka", "hi"]
# Noto Sans has characters of 1.362 times its size.
EM = 1.362


def in_hand(document, data):
    """Return the tagged texts of a PDF by its pages in hand, and how many those are."""
    with pypdfium2.PdfDocument(data) as pdf:
        is_rtl = document.language.direction == "rtl"
        views = views_of(pdf, document.edition.imposition, right_to_left=is_rtl)
        return as_read(tagged_texts(pdf), views), len(views)


@pytest.mark.parametrize("locale", ["en", *sampled(SCRIPTS[1:], 4)])
@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_a_wallet_card_has_a_front_and_a_back(render_variant, locale, paper):
    variant = {"route": "lozenge", "paper": "a4" if paper == "a4" else None}
    document, sheet = render_variant(locale, "after-today", edition="card", **variant)
    assert sheet.pages == 2
    assert faults(sheet.data, document) == []
    texts, count = in_hand(document, sheet.data)
    assert count == 2
    page_of = {text.segment: text.page for text in texts}
    assert page_of["label.clinic-phone"] == page_of["label.after-hours-phone"] == 1
    assert page_of["label.poison-lines"] == page_of["label.crisis-lines"] == 1
    assert {page for segment, page in page_of.items() if ".short" in segment} == {2}
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        assert pdf[0].get_size() == pytest.approx(PAPER_SIZES[paper], abs=0.1)


@pytest.mark.parametrize("route", [None, "lozenge"])
def test_the_type_of_a_wallet_card_is_what_the_design_says(render_variant, route):
    _, sheet = render_variant("es", "after-today", edition="card", route=route)
    sizes = {}
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            words = text.get_text_range()
            for searched in ("988", "1-800-222-1222", "Chest pain", "Clínica, de día"):
                start = words.find(searched)
                if start >= 0:
                    _, bottom, _, top = text.get_charbox(start, loose=True)
                    sizes[searched] = (top - bottom) / EM
    assert sizes["988"] > 11.9
    assert sizes["1-800-222-1222"] > 11.9
    assert min(sizes.values()) > 9.9


@pytest.mark.parametrize("locale", ["en", *sampled(SCRIPTS[1:], 3)])
@pytest.mark.parametrize("handout", ["side-effects", "before-your-visit"])
def test_a_leaflet_has_a_cover_and_a_back(render_variant, locale, handout):
    document, sheet = render_variant(locale, handout, edition="fold")
    assert sheet.pages % 2 == 0
    assert faults(sheet.data, document) == []
    texts, count = in_hand(document, sheet.data)
    cover = {text.segment for text in texts if text.page == 1}
    back = {text.segment for text in texts if text.page == count}
    assert {f"{handout}.title", f"{handout}.main-message", "label.clinic-phone"} <= cover
    assert {"label.clinic-phone", "label.nobody-answers"} <= back
    # Nothing but the numbers stands on the back, and nothing but the cover on the cover.
    inside = {text.segment for text in texts if 1 < text.page < count}
    assert not inside & (cover | back) - {"advice.crisis-line.all.patient"}
    assert "label.disclaimer" in inside
    assert list(check_first_page(sheet.data, document, "911")) == []


@pytest.mark.parametrize("handout", ["before-your-visit", "side-effects", "what-is-kat"])
def test_an_english_leaflet_is_of_one_paper_or_two(render_variant, handout):
    _, sheet = render_variant("en", handout, edition="fold")
    assert sheet.pages == (2 if handout == "before-your-visit" else 4)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_cover_is_on_the_side_from_which_its_language_opens(render_variant, locale):
    document, sheet = render_variant(locale, "before-your-visit", edition="fold")
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        middle = pdf[0].get_width() / 2
        (title, *_) = (one for one in tagged_texts(pdf) if one.segment == "before-your-visit.title")
    assert title.page == 1
    assert (title.box[0] > middle) is (document.language.direction == "ltr")


def test_the_text_of_a_leaflet_is_at_least_12_points(render_variant):
    _, sheet = render_variant("en", "next-steps", edition="fold")
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        page = pdf[1].get_textpage()
        boxes = [page.get_charbox(at, loose=True) for at in range(page.count_chars())]
        # The body, between header and footer.
        inside = [box for box in boxes if box[1] > 60 and box[3] < pdf[1].get_height() - 42]
    assert len(inside) > 500
    assert min((box[3] - box[1]) / EM for box in inside if box[3] > box[1]) > 11.9

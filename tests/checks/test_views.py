"""Pages in hand: what the checks say of a leaflet is said of its pages, not of its papers."""

import pypdfium2
import pytest

from kat_handouts.checks.page_economy import blank_shares
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.checks.views import as_read, views_of
from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import make_variant_of


def leaflet_with(project, style, tag):
    (project.root / "templates/styles").mkdir(exist_ok=True, parents=True)
    (project.root / "templates/styles/clinic.css").write_text(style, encoding="utf-8")
    document = make_variant_of(project, tag, "garden", edition="fold")
    return document, PdfRenderer(project).render(document).data


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_texts_are_read_from_the_cover_to_the_back(small_copy, tag):
    document, data = leaflet_with(small_copy, "", tag)
    with pypdfium2.PdfDocument(data) as pdf:
        views = views_of(pdf, "leaflet", right_to_left=document.language.direction == "rtl")
        texts = as_read(tagged_texts(pdf), views)
        assert len(views) == 2 * len(pdf)
    pages = {text.segment: text.page for text in reversed(texts)}
    assert pages["garden.title"] == 1
    assert pages["garden.main-message"] == 1
    assert 1 < pages["garden.morning.heading"] < len(views)
    # The back has the numbers alone.
    (said,) = {text.page for text in texts if text.segment == "label.disclaimer"}
    assert 1 < said < len(views)
    assert pages["label.nobody-answers"] == len(views)
    assert [text.page for text in texts] == sorted(text.page for text in texts)
    width, height = (views[0].box[2] - views[0].box[0], views[0].box[3])
    assert all(0 < text.box[0] < text.box[2] < width for text in texts)
    assert all(0 < text.box[1] < text.box[3] < height for text in texts)


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_a_heading_at_the_foot_of_a_page_in_hand_is_found(small_copy, tag):
    document, data = leaflet_with(small_copy, "h2 { break-after: page; }", tag)
    found = [one for one in check_pdf(data, document) if one.rule == "pdf-heading"]
    assert "garden.morning.heading" in {one.segment for one in found}


def test_how_full_a_page_in_hand_is_does_not_hang_on_its_place(small_copy):
    """Printed flat and folded, a page leaves as much blank; one that nothing stands on is empty."""
    document, data = leaflet_with(small_copy, "", "es")
    renderer = PdfRenderer(small_copy)
    flat = renderer._printed(document).pdf
    with pypdfium2.PdfDocument(flat) as pdf:
        one_by_one = blank_shares(pdf)
    with pypdfium2.PdfDocument(data) as pdf:
        in_hand = blank_shares(pdf, "leaflet")
    assert len(in_hand) % 4 == 0
    assert in_hand[: len(one_by_one) - 1] == pytest.approx(one_by_one[:-1], abs=0.01)
    assert in_hand[-1] == pytest.approx(one_by_one[-1], abs=0.01)
    assert all(share == 1 for share in in_hand[len(one_by_one) - 1 : -1])


@pytest.mark.parametrize(("imposition", "edition"), [("two-up", "cards"), ("four-up", "card")])
def test_of_copies_the_one_with_tags_is_looked_at(small, imposition, edition):
    document = make_variant_of(small, "es", "walk", edition=edition)
    data = PdfRenderer(small).render(document).data
    with pypdfium2.PdfDocument(data) as pdf:
        views = views_of(pdf, imposition, right_to_left=False)
        texts = tagged_texts(pdf)
        assert len(views) == len(pdf)
    assert texts
    assert all(views[text.page - 1].holds(text.box) for text in texts)

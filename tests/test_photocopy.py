"""What is left of a sheet that was copied twice: words that are still read, pictures that hold."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pypdfium2
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from pypdfium2 import raw

from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.model.document import Node, Slot
from tests.photocopy import DPI, gaps_kept, likeness, photocopy, scan
from tests.support.documents import make_document
from tests.support.reading import needs_reader, read, units
from tests.support.shipped import HANDOUTS, ROOT

# Of what is read from the clean page.
LEAST_READ = 0.9
COPIES = (1, 2)
# By eye, on copies of drawings of 4.6 to 11 mm: what is less like itself, or has fewer of its gaps,
# has parts run together. The crossed bottle, paper and child of 6.6 mm were blots, at 0.92 to 0.93.
LEAST_LIKE = 0.93
LEAST_GAPS = 0.85
# Locale, tesseract's own language, and whether its words have spaces between them.
READERS = [
    ("en", "eng", True),
    ("es", "spa", True),
    ("ru", "rus", True),
    ("el", "ell", True),
    ("ar", "ara", True),
    ("hi", "hin", True),
    ("th", "tha", False),
    ("zh-Hans", "chi_sim", False),
    ("ja", "jpn", False),
    ("ko", "kor", False),
]
# A shorter text is one word in a line of its own, which the reader of a clean page may skip too.
_LONG_ENOUGH = 15


def translated(project, tag):
    """Yield each longer text of the sheets of a language that is translated, once."""
    seen = {}
    for handout in HANDOUTS:
        for section in make_document(project, tag, handout).sections:
            for node in section.walk():
                for text in node.texts.values():
                    filled = any(isinstance(piece, Slot) for piece in text.pieces)
                    if text.translated and text.language.tag == tag and not filled:
                        seen.setdefault(text.segment, text)
    return [text for text in seen.values() if len(text.plain) >= _LONG_ENOUGH]


def readable(project, tag):
    """Return a sheet in one language: while catalogs have gaps, its translated texts, as a page."""
    document = make_document(project, tag)
    if document.state.is_complete:
        return document
    heading, *texts = translated(project, tag)
    paragraphs = tuple(Node("paragraph", text.segment, {"text": text}) for text in texts)
    section = Node("section", "texts", {"heading": heading}, paragraphs)
    only = {"main_message": None, "picture": "", "notices": (), "draft": None}
    return replace(document, sections=(section,), **only)


def body_of(pdf):
    """Return a scan of page 1 between its margins, whose small print is for staff."""
    boxes = [text.box for text in tagged_texts(pdf) if text.page == 1]
    return crop(pdf[0], [side(box[i] for box in boxes) for i, side in enumerate(SIDES)], pad_mm=3)


SIDES = (min, min, max, max)


def crop(page, box, pad_mm):
    left, bottom, right, top = box
    scale, pad = DPI / 72, pad_mm / 25.4 * DPI
    height = page.get_height()
    edges = [left * scale - pad, (height - top) * scale - pad]
    edges += [right * scale + pad, (height - bottom) * scale + pad]
    return scan(page).crop([round(edge) for edge in edges])


@pytest.mark.costly
@pytest.mark.parametrize(("tag", "language", "is_spaced"), READERS)
def test_a_page_that_was_copied_twice_is_still_read(project, built, tag, language, is_spaced):
    needs_reader(language)
    document = readable(project, tag)
    printed = units(" ".join(text.bare for text in document.seen_texts()), is_spaced=is_spaced)
    with pypdfium2.PdfDocument(built(document).data) as pdf:
        clean = body_of(pdf)
    # What is no word of the page is a picture or a border.
    was_read = read(clean, language, is_spaced=is_spaced)
    from_clean = sum(count for word, count in was_read.items() if word in printed)
    assert from_clean > 50
    shares = []
    for seed in COPIES:
        from_copy = read(photocopy(clean, seed), language, is_spaced=is_spaced) & was_read
        found = sum(count for word, count in from_copy.items() if word in printed)
        shares.append(found / from_clean)
    assert fmean(shares) >= LEAST_READ


def test_a_copy_is_black_and_white_and_the_same_for_the_same_seed():
    page = Image.linear_gradient("L")
    copy = photocopy(page, 1)
    assert set(copy.tobytes()) == {0, 255}
    assert copy.tobytes() == photocopy(page, 1).tobytes() != photocopy(page, 2).tobytes()


def rings(gap):
    """Return lines of 3 pixels round each other, so many pixels apart."""
    image = Image.new("L", (120, 120), 255)
    for inset in range(10, 55, gap + 3):
        box = (inset, inset, 119 - inset, 119 - inset)
        ImageDraw.Draw(image).ellipse(box, outline=0, width=3)
    return image


def test_gaps_that_fill_make_a_blot_and_wide_ones_do_not():
    assert likeness(rings(12), photocopy(rings(12), 1)) >= LEAST_LIKE
    assert likeness(rings(1), photocopy(rings(1), 1)) < LEAST_LIKE
    filled = rings(6).filter(ImageFilter.MinFilter(7))
    assert likeness(rings(6), filled) < LEAST_LIKE


def figure(gap):
    """Return two dark parts so many pixels apart, such as an arm and a body."""
    image = Image.new("L", (90, 90), 255)
    ImageDraw.Draw(image).rectangle((10, 10, 60, 80), fill=0)
    ImageDraw.Draw(image).rectangle((60 + gap + 1, 10, 80, 80), fill=0)
    return image


def test_a_gap_that_closes_is_seen_where_nearly_all_is_black():
    wide, narrow = figure(5), figure(1)
    assert gaps_kept(wide, photocopy(wide, 1)) >= LEAST_GAPS
    assert gaps_kept(narrow, photocopy(narrow, 1)) < LEAST_GAPS
    assert gaps_kept(wide, figure(0)) < 0.1 < LEAST_LIKE <= likeness(figure(3), figure(0))
    assert gaps_kept(figure(0), photocopy(figure(0), 1)) == 1


PICTURES = sorted((ROOT / "templates/pictograms").glob("*.svg"))
# The least at which docs/pictures.md says that they print, and the width of a scene.
LEAST_MM, SCENE_MM = 11, 55


@pytest.fixture(scope="module")
def drawn():
    """Return a scan of each picture by its name, as large as the least that is printed."""
    sizes = {path: SCENE_MM if "scene" in path.stem else LEAST_MM for path in PICTURES}
    html = "".join(
        f"<img src='{path.as_uri()}' style='width: {size}mm; page: {page_name(size)}'>"
        for path, size in sizes.items()
    )
    pages = "".join(
        f"@page {page_name(size)} {{ size: {size + 4}mm; margin: 2mm }}"
        for size in (LEAST_MM, SCENE_MM)
    )
    style = f"<style>{pages} img {{ display: block; break-after: page }}</style>"
    with pypdfium2.PdfDocument(weasyprint.HTML(string=style + html).write_pdf()) as pdf:
        return {path.stem: scan(page) for path, page in zip(PICTURES, pdf, strict=False)}


def page_name(size):
    return f"of-{size}"


@pytest.mark.parametrize("name", [path.stem for path in PICTURES])
def test_a_picture_at_its_least_size_is_no_blot_on_a_copy(drawn, name):
    # Laid straight: how far a turn moves the edge of a large picture says nothing of blots.
    copies = [photocopy(drawn[name], seed, crooked=0) for seed in COPIES]
    assert fmean(likeness(drawn[name], copy) for copy in copies) >= LEAST_LIKE
    assert fmean(gaps_kept(drawn[name], copy) for copy in copies) >= LEAST_GAPS


def test_a_picture_is_like_itself_where_it_has_moved_and_not_like_another():
    picture = rings(8)
    assert likeness(picture, picture) == pytest.approx(1, abs=0.02)
    assert likeness(picture, ImageChops.offset(picture, 2, -3)) == pytest.approx(1, abs=0.02)
    assert likeness(picture, ImageChops.invert(picture)) < 0.5
    assert likeness(picture, Image.new("L", picture.size, 255)) == 0


@pytest.mark.costly
@pytest.mark.parametrize("handout", HANDOUTS)
def test_no_picture_of_a_sheet_is_a_blot_on_a_copy(project, built, handout):
    """Each as it is printed; its place is told in mm from the upper left of its page."""
    blots = []
    with pypdfium2.PdfDocument(built(make_document(project, "en", handout)).data) as pdf:
        for number, page in enumerate(pdf, start=1):
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1):
                left, bottom, _, top = box = item.get_bounds()
                clean = crop(page, box, pad_mm=0.5)
                copies = [photocopy(clean, seed, crooked=0) for seed in COPIES]
                alike = fmean(likeness(clean, copy) for copy in copies)
                gaps = fmean(gaps_kept(clean, copy) for copy in copies)
                if alike < LEAST_LIKE or gaps < LEAST_GAPS:
                    x, y, height = (
                        round(size / 72 * 25.4, 1)
                        for size in (left, page.get_height() - top, top - bottom)
                    )
                    where = f"page {number}, {x} × {y}: {height} mm high"
                    blots.append(f"{where}, {alike:.2f} like itself, {gaps:.2f} of its gaps")
    assert blots == []

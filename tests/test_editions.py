"""The editions, in finished PDFs, in scripts of every kind."""

import io
import re

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.checks.first_page import check_first_page
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.content.library import load_library
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import InputError
from kat_handouts.model.forms import CARD, SHEET
from kat_handouts.model.sheet import DEFAULT_EDITION
from kat_handouts.render.html import render_html
from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import make_variant_of
from tests.support.pdfs import compact, faults
from tests.support.sampling import sampled

SCRIPTS = ["en", "ar", "ur", "km", "my", "zh-Hans"]


def selected(project, **selection):
    return plan(project, load_library(project), Selection(**selection)).sheets


def test_each_edition_has_its_own_file_name(project):
    editions = ("standard", "large-print", "bilingual", "cards")
    names = {
        sheet.path for sheet in selected(project, locales=("es",), editions=editions, staff=True)
    }
    assert "es/side-effects.staff.pdf" in names
    assert "es/side-effects.large-print.staff.pdf" in names
    assert "es/side-effects.bilingual-en.pdf" in names
    assert {name for name in names if ".cards" in name} == {"es/after-today.cards.pdf"}


def test_nothing_is_bilingual_with_itself(project):
    for locale in ("en", "es"):
        with pytest.raises(InputError, match="nothing-selected"):
            selected(project, locales=(locale,), editions=("bilingual",), second=locale)
    assert selected(project, locales=("en",), editions=("bilingual",), second="es")


def test_an_unknown_edition_or_second_language_is_told(project):
    with pytest.raises(InputError) as caught:
        selected(project, editions=("braille", "bilingual"), second="xx")
    assert len(caught.value.findings) == 2


VARIANTS = [
    {"edition": name, "second": "en"} if edition.has_second else {"edition": name}
    for name, edition in EDITIONS.items()
    if name != DEFAULT_EDITION
]
VARIANTS += [{"edition": "bilingual", "second": "he"}, {"staff": True}]
SHEETS = [
    (locale, handout, variant)
    for locale in SCRIPTS
    for handout, form, has_frames in (
        ("side-effects", SHEET, True),
        ("your-session", SHEET, True),
        ("after-today", CARD, False),
    )
    for variant in VARIANTS
    if variant.get("second") != locale
    if EDITIONS[variant.get("edition", DEFAULT_EDITION)].is_for(
        form, has_frames=has_frames, has_card=form is CARD
    )
]
ALWAYS = [
    ("ar", "side-effects", {"edition": "bilingual", "second": "en"}),
    ("km", "side-effects", {"edition": "bilingual", "second": "en"}),
    ("ar", "your-session", {"edition": "bilingual", "second": "en"}),
    ("km", "after-today", {"edition": "cards"}),
    ("ar", "side-effects", {"edition": "easy-read"}),
    ("ar", "side-effects", {"edition": "fold"}),
    ("ur", "after-today", {"edition": "card"}),
]


@pytest.mark.parametrize(
    ("locale", "handout", "edition"),
    sampled(SHEETS, 8, always=ALWAYS),
    ids=lambda part: "-".join(map(str, part.values())) if isinstance(part, dict) else part,
)
def test_an_edition_passes_what_the_standard_one_passes(render_variant, locale, handout, edition):
    document, sheet = render_variant(locale, handout, **edition)
    found = faults(sheet.data, document)
    if handout == "side-effects":
        found += map(str, check_first_page(sheet.data, document, "911"))
    assert found == []


def test_both_halves_of_a_bilingual_sheet_share_a_number_and_say_their_language(render_variant):
    document, sheet = render_variant("ar", "side-effects", edition="bilingual", second="en")
    numbers = [text.line for text in document.texts() if text.line]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert all(text.other or not text.translated for text in document.texts() if text.line)
    languages = set()
    with pikepdf.open(io.BytesIO(sheet.data)) as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and "/Lang" in element:
                languages.add(str(element.Lang))
    assert {"ar", "en"} <= languages


def boxes_of_texts(document, data):
    """Return the boxes of each text in two languages that has the width of the page."""
    two = {text.segment for text in document.texts() if text.other and text.line}
    boxes = {}
    with pypdfium2.PdfDocument(data) as pdf:
        width = pdf[0].get_width()
        for text in tagged_texts(pdf):
            # The numbers of lines stand outside of the text.
            is_number = text.box[2] < NUMBERS or text.box[0] > width - NUMBERS
            own = text.segment in two and text.segment.startswith("garden.")
            if own and not is_number and not text.within("TH"):
                boxes.setdefault(text.segment, []).append(text.box)
    return boxes


# A margin of 13 mm, and the room of numbers beside the text.
NUMBERS = 18.5 / 25.4 * 72


@pytest.mark.parametrize(("locale", "second"), [("es", "en"), ("ar", "en"), ("en", "ar")])
def test_a_line_parts_two_languages_and_none_crosses_it(small, small_render, locale, second):
    document = make_variant_of(small, locale, "garden", edition="bilingual", second=second)
    data = small_render(document)
    with pypdfium2.PdfDocument(data) as pdf:
        width = pdf[0].get_width()
    # Between a margin of 13 mm, with 6 mm of numbers, and one of 13 mm.
    middle = width / 2 + 3 / 25.4 * 72 * (-1 if locale == "ar" else 1)
    found = boxes_of_texts(document, data)
    assert len(found) > 15
    for segment, boxes in found.items():
        left = [box for box in boxes if box[2] <= middle]
        right = [box for box in boxes if box[0] >= middle]
        # The number of a step stands on the line, and belongs to both.
        boxes = [box for box in boxes if not (box[2] - box[0] < 10 and box[0] < middle < box[2])]
        assert left, segment
        assert right, segment
        assert len(left) + len(right) == len(boxes), segment


@pytest.mark.parametrize(("locale", "second"), [("es", "ar"), ("ar", "en"), ("ar", "es")])
def test_english_that_stands_in_has_the_column_of_its_text(
    small_copy, small_render, locale, second
):
    """What neither language has stands in one column, in lists and steps as in paragraphs."""
    tags = {locale, second} - {"en"}
    for tag in tags:
        path = small_copy.root / f"locales/{tag}/LC_MESSAGES/handouts.po"
        # What is fuzzy is not printed.
        text = path.read_text(encoding="utf-8").replace(
            'msgctxt "garden.', '#, fuzzy\nmsgctxt "garden.'
        )
        path.write_text(text, encoding="utf-8")
    document = make_variant_of(small_copy, locale, "garden", edition="bilingual", second=second)
    alone = {
        text.segment
        for text in document.texts()
        if text.line and not text.other and text.segment.startswith("garden.")
    }
    data = small_render(document)
    with pypdfium2.PdfDocument(data) as pdf:
        middle = pdf[0].get_width() / 2 + 3 / 25.4 * 72 * (-1 if locale == "ar" else 1)
        width = pdf[0].get_width()
        boxes = [
            text.box
            for text in tagged_texts(pdf)
            if text.segment in alone
            and not text.within("TH")
            and text.box[2] > NUMBERS
            and text.box[0] < width - NUMBERS
            and text.box[2] - text.box[0] > 10
        ]
    assert len(boxes) > 10
    # English has its own column, or that of the first language.
    on_left = (second == "en") == (locale == "ar")
    strays = [box for box in boxes if (box[2] > middle if on_left else box[0] < middle)]
    assert strays == []


def test_in_two_languages_a_number_to_call_stands_between_its_names(make_variant, project):
    document = make_variant("es", "side-effects", edition="bilingual", second="en")
    html = render_html(document, PdfRenderer(project).templates)
    row = html[html.index('<div class="contact danger">') :]
    names = [match.start() for match in re.finditer("contact-name", row)][:2]
    assert names[0] < row.index("911") < names[1]


@pytest.mark.parametrize("variant", [{"edition": "large-print"}, {"staff": True}])
def test_one_thing_stands_under_the_other(make_variant, project, variant):
    templates = PdfRenderer(project).templates
    usual = render_html(make_variant("en", "side-effects"), templates)
    html = render_html(make_variant("en", "side-effects", **variant), templates)
    for style in ('class="columns"', 'class="pairs"'):
        assert style in usual
        assert style not in html


@pytest.mark.parametrize("locale", ["en", "ru", "ar"])
def test_large_print_ends_with_a_whole_group_of_numbers(render_variant, locale):
    document, sheet = render_variant(locale, "side-effects", edition="large-print")
    assert not [one for one in check_pdf(sheet.data, document) if one.rule == "pdf-split"]
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        last = {text.segment for text in tagged_texts(pdf) if text.page == sheet.pages}
    assert {"region.us.crisis-lines.lifeline.name", "label.disclaimer"} & last
    assert len(last) > 2


def test_large_print_is_large(render_variant):
    _, sheet = render_variant("en", "after-today", edition="large-print")
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        heights = []
        for page in pdf:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                _, bottom, _, top = text.get_charbox(index, loose=True)
                # The body, between header and footer.
                if 80 < bottom < page.get_height() - 80 and top > bottom:
                    heights.append(top - bottom)
    # A character of Noto Sans is 1.36 times as high as its size.
    assert min(heights) / 1.362 > 17.9


def frame_texts(document, data):
    """Return the tagged texts of a sheet that are sentences of frames."""
    said = {
        node.texts["text"].segment
        for part in document.sections
        for node in part.walk()
        if node.kind == "frame"
    }
    with pypdfium2.PdfDocument(data) as pdf:
        return [text for text in tagged_texts(pdf) if text.segment in said]


def test_easy_read_has_large_sentences(render_variant):
    document, sheet = render_variant("en", "side-effects", edition="easy-read")
    boxes = {}
    for text in frame_texts(document, sheet.data):
        boxes.setdefault(text.page, []).append(text.box)
    heights = []
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        for number, found in boxes.items():
            text = pdf[number - 1].get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index, loose=True)
                middle = (left + right) / 2, (bottom + top) / 2
                if any(
                    box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3] for box in found
                ):
                    heights.append(top - bottom)
    # A character of Noto Sans is 1.36 times as high as its size.
    assert len(heights) > 1000
    assert min(height for height in heights if height > 0) / 1.362 > 15.9


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_picture_of_a_frame_stands_where_reading_begins(render_variant, locale):
    document, sheet = render_variant(locale, "side-effects", edition="easy-read")
    # The margin, and a picture of 30 mm.
    room = (18 + 30) / 25.4 * 72
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        width = pdf[0].get_width()
    boxes = [text.box for text in frame_texts(document, sheet.data)]
    assert len(boxes) > 30
    if document.language.direction == "rtl":
        assert max(right for _, _, right, _ in boxes) < width - room
    else:
        assert min(left for left, _, _, _ in boxes) > room


@pytest.mark.parametrize("locale", ["en", "ar", "my"])
@pytest.mark.parametrize("handout", ["side-effects", "next-steps", "for-your-companion"])
def test_easy_read_begins_with_the_numbers_to_call(render_variant, locale, handout):
    _, sheet = render_variant(locale, handout, edition="easy-read")
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        first = {text.segment for text in tagged_texts(pdf) if text.page == 1}
        assert "911" in compact(pdf[0].get_textpage().get_text_range())
    assert {"label.clinic-phone", "label.after-hours-phone"} <= first


def test_cards_stand_twice_on_a_turned_sheet_and_are_read_once(render_variant):
    document, sheet = render_variant("en", "after-today", edition="cards")
    assert sheet.pages == 2
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        width, height = pdf[0].get_size()
        assert (width, height) == (792, 612)
        text = pdf[0].get_textpage().get_text_range()
        heading = document.sections[0].texts["heading"].plain
        assert compact(text).count(compact(heading)) == 2
        left = pdf[0].render(scale=1, crop=(0, 0, 396, 0)).to_pil().convert("L")
        right = pdf[0].render(scale=1, crop=(396, 0, 0, 0)).to_pil().convert("L")
        inner = (8, 40, 388, 570)
        assert left.crop(inner).tobytes() == right.crop(inner).tobytes()
    with pikepdf.open(io.BytesIO(sheet.data)) as pdf:
        content = pikepdf.parse_content_stream(pdf.pages[0])
        marked = [one for one in content if str(one.operator) == "BDC"]
        assert len(marked) == len({int(one.operands[1].MCID) for one in marked})


@pytest.mark.parametrize("locale", ["en", "ar", "zh-Hans"])
@pytest.mark.parametrize("handout", ["side-effects", "before-your-visit", "after-today"])
def test_the_code_at_the_foot_can_be_scanned(render_variant, locale, handout):
    document, sheet = render_variant(locale, handout)
    with pypdfium2.PdfDocument(sheet.data) as pdf:
        for page in pdf:
            picture = page.render(scale=300 / 72).to_pil()
            assert document.sheet_id in {code.text for code in zxingcpp.read_barcodes(picture)}

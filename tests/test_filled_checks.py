"""Every check that a built sheet passes, a copy of it passes too, and so does a form."""

import pypdfium2
import pytest

from kat_handouts.checks.pdf import page_glyphs
from kat_handouts.checks.tagged import text_objects
from tests.support.pdfs import faults

LOCALES = ("en", "ar", "ur", "hi", "zh-Hans", "my", "ko")
VALUES = {
    "name": "Zoë علي 王",
    "dose-time": "2026-12-03 10:15",
    "drive-from": "2026-12-04 10:15",
    "appointment": "2026-12-03 09:30",
    "appointment-with": "Dr. (Lee) 3",
    "companion": "عائشة",
    "companion-phone": "+1 (612) 555-0142",
    "interpreter": "yes, by phone",
    "clinic-phone": "555-010-0100",
    "after-hours-phone": "555-010-0199",
    "next-medicine": "2026-12-03 22:00",
}


def filled(filler, locale, handout):
    document, master = filler.master(locale, handout)
    values = filler.printed(
        document, {name: raw for name, raw in VALUES.items() if name in master.fields}
    )
    return document, master, values, filler.copy(master, values)


@pytest.mark.parametrize(
    ("locale", "handout"),
    [
        *((locale, "before-your-visit") for locale in LOCALES),
        *((locale, "next-steps") for locale in ("en", "ar", "hi")),
    ],
)
def test_a_copy_passes_every_check(filler, locale, handout):
    document, _, values, copy = filled(filler, locale, handout)
    assert len(values) > 4
    assert faults(copy, document) == []


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_letters_of_a_value_stand_in_its_box(filler, locale):
    """In Chromium too: what is selected or found there is marked where it stands."""
    _, master, values, copy = filled(filler, locale, "before-your-visit")
    with pypdfium2.PdfDocument(copy) as opened, pypdfium2.PdfDocument(master.pdf) as empty:
        height = opened[0].get_height()
        before = {box for _, _, box in text_objects(empty[0])}
        written = [box for _, _, box in text_objects(opened[0]) if box not in before]
        glyphs = page_glyphs(opened, 0)
        left_over = [*page_glyphs(empty, 0)]
    assert len(written) >= len(values)
    for left, bottom, right, top in written:
        assert any(
            place.left * 0.75 - 2 <= left
            and right <= (place.left + place.width) * 0.75 + 2
            and abs(bottom - (height - place.baseline * 0.75)) < 8
            and top - bottom < 20
            for place in master.places
            if place.field in values
        ), (left, bottom, right, top)
    new = [one for one in glyphs if one not in left_over]
    assert all(x > 0 and 0 < y < height for _, x, y, *_ in new)
    assert len(new) > 40


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_numbers_of_a_value_are_read_in_their_order(filler, locale):
    _, master, _, copy = filled(filler, locale, "before-your-visit")
    with pypdfium2.PdfDocument(copy) as opened:
        glyphs = [one for one in page_glyphs(opened, 0) if not one[0].isspace()]
    [place] = [one for one in master.places if one.field == "companion-phone"]
    line = [
        (x, char)
        for char, x, y, *_ in glyphs
        if place.left * 0.75 - 1 <= x <= (place.left + place.width) * 0.75 + 1
        and abs(y - (792 - place.baseline * 0.75)) < 8
    ]
    # PDFium turns brackets where anything on a line runs from right to left.
    seen = "".join(char for _, char in sorted(line) if char.isdigit())
    assert seen == "16125550142"

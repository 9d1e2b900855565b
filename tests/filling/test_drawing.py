"""A value is drawn as WeasyPrint draws the text of a page, whatever was drawn before."""

import re
from dataclasses import replace
from datetime import datetime

import pydyf
import pytest
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import create_layout, line_size

from kat_handouts.filling.glyphs import Outlines
from kat_handouts.filling.master import master_of
from kat_handouts.filling.values import Printed
from kat_handouts.filling.writing import Writer
from kat_handouts.model.fields import FIELDS
from kat_handouts.model.languages import get_language
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.weasyprint_internals.field_boxes import draw_line, is_right_to_left
from tests.support.documents import make_variant_of

# Kerned, stacked, joined, right to left, with marks and with digits in between.
NAMES = {
    "en": ["AVA To Ta", "Nguyễn Thị Hồng", "Zoë O’Brien-Smith"],
    "ar": ["عائشة بنت محمد", "محمد 500 mg", "\u2066555-\u20600142\u2069", "Ann"],
    "he": ["דוד לוי"],
    "hi": ["आशा कृष्णन"],
    "km": ["សុខា ចាន់"],
    "my": ["အောင်ဆန်းစုကြည်"],
    "th": ["สมชาย ใจดี"],
}
OPERAND = re.compile(rb"\[(.*)\] TJ")


@pytest.fixture(scope="module")
def renderer(project):
    return PdfRenderer(project)


@pytest.fixture(scope="module")
def master(project, renderer):
    """Give the master of a language's sheet, made once."""
    made = {}

    def of(tag):
        if tag not in made:
            document = make_variant_of(project, tag, "for-your-companion", fill="master")
            made[tag] = master_of(renderer.render(document).data)
        return made[tag]

    return of


def place_of(master):
    return next(place for place in master.places if place.field == "name")


def drawn_by_weasyprint(writer, text, place):
    style = writer._style(place.language).copy()
    style["font_size"] = place.size
    layout = create_layout(text, style, None, None, 0)
    line, _ = layout.get_first_line()
    width, _ = line_size(line, style)
    x = 0.0 if place.direction == "ltr" else -width
    stream = Stream({}, None, {}, {}, None, {}, None)
    draw_line(stream, layout, text, (x, 0.0), plain=is_right_to_left(text))
    return [*map(pydyf._to_bytes, stream.stream)]


def told(lines):
    """Return operators with the font of each piece of text at its side, and pieces as one."""
    found = []
    font = b""
    for line in lines:
        if line.endswith(b" Tf"):
            font = line
        elif shown := OPERAND.fullmatch(line):
            before = found.pop()[1] if isinstance(found[-1], tuple) else b""
            found.append((font, (before + shown[1]).replace(b"><", b"")))
        else:
            found.append(line)
    return found


@pytest.mark.parametrize(("tag", "name"), [(tag, name) for tag in NAMES for name in NAMES[tag]])
def test_a_value_is_drawn_as_the_page_draws_text(renderer, master, tag, name):
    writer, place = Writer(renderer), place_of(master(tag))
    written = writer.written(name, place, master(tag))
    assert not written.drawn
    lines = written.operators.split(b"\n")
    by_weasyprint = b"\n".join(drawn_by_weasyprint(writer, name, place)).split(b"\n")
    expected = told(by_weasyprint)
    assert told(lines[lines.index(b"BT") :])[: len(expected)] == expected
    x, y = map(float, lines[0].removesuffix(b" cm").split()[4:])
    start = place.left if place.direction == "ltr" else place.left + place.width
    assert (x, y) == pytest.approx((start, place.baseline), abs=0.001)


def test_a_glyph_is_read_as_what_it_stands_for_in_this_value(renderer, master):
    # What was written before, for somebody else, tells nothing.
    place = place_of(master("en"))
    alone = Writer(renderer).written("શુક્ર", place, master("en"))
    writer = Writer(renderer)
    writer.written("ક્રિષ્ના", place, master("en"))
    after = writer.written("શુક્ર", place, master("en"))
    assert alone.drawn
    assert after.operators == alone.operators
    objects = [[font.objects(1) for font in one.drawn.values()] for one in (alone, after)]
    assert objects[0] == objects[1]


def test_a_drawn_glyph_moves_on_as_far_as_it_is_wide(renderer, master):
    place = place_of(master("en"))
    writing = Writer(renderer).written("王小明", place, master("en"))
    (font,) = writing.drawn.values()
    assert isinstance(font.outlines, Outlines)
    assert [font.outlines.get(glyph).width for glyph in font.codes] == [1000, 1000, 1000]
    assert b"[<010203>] TJ" in writing.operators


@pytest.mark.parametrize("tag", ["am", "ar", "hi", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_a_master_brings_the_words_of_dates(renderer, master, tag):
    writer = Writer(renderer)
    printed = Printed(get_language(tag), "us")
    place = next(place for place in master(tag).places if place.field == "drive-from")
    for month in range(1, 13):
        moment = datetime(2026, month, month + 7, 2 * month % 24, 59)
        value = printed.value(FIELDS["drive-from"], moment)
        assert not writer.written(value, place, master(tag)).drawn


@pytest.mark.parametrize("most_kept", [0, 8192])
def test_a_check_raises_what_writing_would(renderer, master, monkeypatch, most_kept):
    monkeypatch.setattr("kat_handouts.filling.writing._MOST_KEPT", most_kept)
    writer, place = Writer(renderer), place_of(master("en"))
    writer.check("Zoë", place, master("en"))
    for value, fault in (("W" * 80, "is too long"), ("🙂", "no font")):
        with pytest.raises(ValueError, match=fault):
            writer.check(value, place, master("en"))


def test_a_value_is_fitted_to_each_of_its_boxes(renderer, master):
    wide, narrow = place_of(master("en")), replace(place_of(master("en")), width=100)
    value = "Zoë O’Brien-Smith"
    # In whatever order they are written.
    for order in ((wide, narrow), (narrow, wide)):
        writer = Writer(renderer)
        made = {place.width: writer.written(value, place, master("en")) for place in order}
        sizes = [float(re.search(rb" ([\d.]+) Tf", made[width].operators)[1]) for width in made]
        assert dict(zip(made, sizes, strict=True))[wide.width] > 16
        assert dict(zip(made, sizes, strict=True))[100] < 13

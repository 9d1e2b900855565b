"""What Fontconfig is told, seen in what WeasyPrint embeds."""

import io
from functools import cache

import pikepdf
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from weasyprint import HTML

from kat_handouts.model.languages import REGISTRY, get_language
from kat_handouts.model.scripts import LATIN_FONT, SCRIPTS
from kat_handouts.typography.fonts import find_font
from tests.support.pdfs import glyph_ids

FONTS = {script.font: script for script in SCRIPTS.values()}


def sample(script):
    """Return the name of a language that is written in a script."""
    return next(one.endonym for one in REGISTRY.values() if one.script.font == script.font)


def printed(html):
    return HTML(string=f"<html lang=en>{html}").write_pdf()


def embedded(pdf):
    """Yield each font of a PDF by its name, without the mark of a subset, and its file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item.FontName).split("+")[1]
                yield name, (item.get("/FontFile2") or item.FontFile3).read_bytes()


@cache
def file_of(font, weight):
    name = getattr(font, weight)
    return TTFont(find_font(font)[name], fontNumber=0, lazy=True)


def extents(font, name):
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.bounds


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.family)
def test_regular_and_bold_are_drawn_with_the_outlines_of_their_own_files(font):
    """Debian's Nastaliq Bold says that it is regular: all of Urdu was bold."""
    words = sample(FONTS[font])
    for weight, css in (("regular", 400), ("bold", 700)):
        pdf = printed(f"<p style='font: {css} 12pt \"{font.family}\"'>{words}")
        [(name, data)] = embedded(pdf)
        assert name.endswith("Bold") == (weight == "bold")
        if font.regular.endswith(".ttc"):
            continue  # One file has four fonts, and what is embedded is a table of it.
        whole, cut = file_of(font, weight), TTFont(io.BytesIO(data))
        drawn = {whole.getGlyphName(number) for number in glyph_ids(pdf)}
        inked = [one for one in drawn if extents(whole, one)]
        assert inked
        order = cut.getGlyphOrder()
        for one in inked:
            assert extents(cut, order[whole.getGlyphID(one)]) == extents(whole, one), (weight, one)


@pytest.mark.parametrize("weight", [400, 700])
def test_a_code_and_a_number_to_call_stand_in_one_font(weight):
    style = f"font: {weight} 12pt 'Noto Nastaliq Urdu', '{LATIN_FONT.family}'"
    pdf = printed(f'<p dir=ltr style="{style}">KAT-03+612/555<p style="{style}">اردو 24')
    names = {name for name, _ in embedded(pdf)}
    bold = "-Bold" if weight == 700 else ""
    assert names == {f"Noto-Nastaliq-Urdu{bold}", f"Noto-Sans{bold}"}
    nastaliq = file_of(SCRIPTS["Aran"].font, "regular").getBestCmap()
    assert {ord(char) for char in SCRIPTS["Aran"].latin_signs} <= set(nastaliq)
    [code] = [name for name, _ in embedded(printed(f'<p style="{style}">KAT-03+612/555'))]
    assert code == f"Noto-Sans{bold}"


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_persian_digits_have_the_shapes_of_persian(weight):
    """The font's own choice is the Urdu 4, 6 and 7."""
    font, digits = SCRIPTS["Arab"].font, "۰۱۲۳۴۵۶۷۸۹"
    assert get_language("fa").script.font == font
    names = file_of(font, weight).getBestCmap()
    plain = [file_of(font, weight).getGlyphID(names[ord(digit)]) for digit in digits]
    style = f"font: {weight.replace('regular', 'normal')} 12pt '{font.family}'"
    pdf = printed(f'<p lang=fa style="{style}">{digits}')
    assert glyph_ids(pdf) == plain
    elsewhere = glyph_ids(printed(f'<p lang=ar style="{style}">{digits}'))
    triples = zip(digits, plain, elsewhere, strict=True)
    changed = {digit for digit, own, other in triples if own != other}
    assert changed == set("۴۶۷"), "the font has changed: is features_off still needed?"

import re

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import HTML

from kat_handouts.checks.pdf import lost_words, searchable
from kat_handouts.render import weasyprint_internals
from kat_handouts.render.weasyprint_internals.plain_letters import _cut
from kat_handouts.typography.numbers import protect_numbers
from tests.support.copying import READERS, copied
from tests.support.documents import make_document

STYLE = "@page { size: 400mm 100mm } p { font: 14pt/2.4 'Noto Nastaliq Urdu', 'Noto Sans' }"
URDU = "گاڑی نہ چلائیں، فوراً 911 پر کال کریں، پھر 24 گھنٹے (2 دن) ٹھہریں۔"


def printed(text):
    weasyprint_internals.install()
    html = f"<html lang=ur dir=rtl><title>t</title><style>{STYLE}</style><p>{text}"
    return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("tag", ["span", "b"])
def test_an_urdu_line_comes_back_in_the_order_that_it_is_read_in(reader, tag):
    text = protect_numbers(URDU, right_to_left=True)
    back = copied(printed(f"<{tag}>{text}</{tag}>"), reader)
    # Readers put marks of direction around signs, and disagree on spaces at them.
    assert searchable(back) == searchable(URDU)
    assert set(searchable(back)) >= set("911گڑ")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("handout", ["side-effects", "after-today"])
def test_every_word_of_an_urdu_sheet_comes_back(project, built, reader, handout):
    document = make_document(project, "ur", handout)
    assert lost_words(copied(built(document).data, reader), document)[1] == []


def test_nothing_is_drawn_otherwise_for_the_letters_beneath(monkeypatch):
    def picture():
        with pypdfium2.PdfDocument(printed("گاڑی نہ چلائیں، پھر ٹھہریں۔")) as pdf:
            return pdf[0].render(scale=2, grayscale=True).to_numpy()

    with_letters = picture()
    monkeypatch.setattr(
        "kat_handouts.render.weasyprint_internals.readable_text._needs_words", lambda _: False
    )
    without = picture()
    assert (with_letters == without).all()
    assert (without < 128).sum() > 500


GLYPH = st.integers(0, 0xFFFF).map("{:04x}".format)
NUMBER = st.integers(-999, 999).map(str)
PIECES = st.lists(st.tuples(st.lists(GLYPH, max_size=4).map("".join), NUMBER), max_size=8)


@given(PIECES, st.integers(0, 20))
def test_a_piece_is_cut_after_a_number_of_glyphs(pieces, glyphs):
    text = "".join(f"<{shown}>{number}" for shown, number in pieces)
    first, rest = _cut(text, glyphs)

    def drawn(text):
        return "".join(re.findall("<([0-9a-f]*)>", text))

    def moved(text):
        return re.findall("(?<=>)-?[0-9]+", text)

    assert drawn(first) == drawn(text)[: 4 * glyphs]
    assert drawn(first) + drawn(rest) == drawn(text)
    assert moved(first) + moved(rest) == moved(text)

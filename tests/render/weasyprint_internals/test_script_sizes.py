"""Sizes in the finished PDF, in pt."""

import pypdfium2
import pytest
from pypdfium2 import raw

from kat_handouts.model.languages import SOURCE_TAG, get_language
from kat_handouts.model.scripts import SCRIPTS
from tests.support.documents import make_document

PX = 0.75
# One language of each script that is not set at its nominal size.
SCALED = ["am", "ar", "my", "ta", "te", "ur"]


def latin_sizes(pdf):
    """Return the sizes of the Latin letters of a PDF."""
    found = set()
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            text = page.get_textpage()
            for place in range(text.count_chars()):
                char = chr(raw.FPDFText_GetUnicode(text, place))
                if char.isascii() and char.isalpha():
                    found.add(round(raw.FPDFText_GetFontSize(text, place) * PX, 1))
    return found


def test_the_languages_here_are_of_every_scaled_script():
    scaled = {script.code for script in SCRIPTS.values() if script.scale != 1}
    assert {get_language(tag).script.code for tag in SCALED} == scaled


@pytest.mark.parametrize("tag", SCALED)
def test_english_has_the_sizes_that_it_has_on_its_own_sheet(project, built, tag):
    own, beside = (
        latin_sizes(built(make_document(project, one, "side-effects")).data)
        for one in (SOURCE_TAG, tag)
    )
    document = make_document(project, tag, "side-effects")
    assert document.body_pt in own & beside
    assert round(document.body_pt * document.language.script.scale, 1) not in beside

"""How long not to drive: 24 hours, or what the clinic has set, in the words of each language."""

import pytest

from kat_handouts.checks.pdf import check_pdf
from kat_handouts.model.clinic import Clinic
from tests.support.documents import make_variant_of, small_document
from tests.support.editing import edit, translate
from tests.support.pdfs import compact, page_texts

SEGMENT = "advice.dig-again.wet.promise"
ENGLISH = "I will not dig for {no_driving}."
WORDS = {"es": "No cavaré durante {no_driving}.", "ar": "لن أحفر لمدة {no_driving}."}
TOLD = {("en", 24): "24 hours", ("en", 48): "48 hours", ("es", 24): "24 horas"}
TOLD |= {("es", 48): "48 horas", ("ar", 24): "24 ساعة", ("ar", 48): "48 ساعة"}


@pytest.fixture
def timed(small_copy):
    edit(small_copy, "content/advice.yaml", "I will not dig for 2 days.", ENGLISH)
    for tag, text in WORDS.items():
        translate(small_copy, tag, SEGMENT, text, source=ENGLISH)
    return small_copy


def clinic(hours):
    return Clinic() if hours == 24 else Clinic(no_driving=60 * hours)


def spaced(words):
    return words.replace("\u00a0", " ")


def promise(document):
    return next(text for text in document.texts() if text.segment == SEGMENT)


@pytest.mark.parametrize(("tag", "hours"), TOLD)
def test_it_is_printed_as_each_language_writes_it(timed, small_render, tag, hours):
    document = small_document(timed, tag, clinic=clinic(hours))
    assert TOLD[tag, hours] in spaced(promise(document).bare)
    pdf = small_render(document)
    assert [found.rule for found in check_pdf(pdf, document)] == []
    printed = compact("".join(page_texts(pdf)))
    # What PDFium gives of Arabic is in the order of the eye.
    assert compact(TOLD[tag, hours] if tag != "ar" else str(hours)) in printed


def test_each_language_of_two_has_its_own_words(timed):
    document = make_variant_of(
        timed, "es", "garden", second="en", edition="bilingual", clinic=clinic(48)
    )
    text = promise(document)
    both = text.bare, text.other.bare
    assert ["48 horas" in spaced(both[0]), "48 hours" in spaced(both[1])] == [True, True]


def test_a_longer_time_makes_another_sheet(timed):
    codes = {small_document(timed, "es", clinic=clinic(hours)).sheet_id for hours in (24, 36, 48)}
    assert len(codes) == 3

import page as page_validation
import pytest

from kat_handouts.model.errors import InputError
from kat_handouts.reviews.packet import packet_rows
from kat_handouts.reviews.packet_pdf import packet_pdf
from tests.support.editing import edit
from tests.support.packets import PO, loaded, make
from tests.support.signing import sign

ID = "garden.back.warn.ladder"


def test_every_text_is_there_with_safety_text_first(small, small_library):
    rows = packet_rows(*loaded(small))
    assert [row.number for row in rows] == list(range(1, len(small_library.segments) + 1))
    assert {row.segment.id for row in rows} == set(small_library.segments)
    marks = [row.segment.safety for row in rows]
    assert marks == sorted(marks, reverse=True)


def test_every_cell_is_text_whatever_it_begins_with(small_copy):
    edit(small_copy, PO, 'msgstr "Un banco"', 'msgstr "=HYPERLINK(1)"')
    edit(small_copy, PO, 'msgstr "manos calientes"', 'msgstr "2026-11-22"')
    sheet = make(small_copy).active
    values = {cell.value for line in sheet.iter_rows() for cell in line if cell.value}
    assert {"=HYPERLINK(1)", "2026-11-22"} <= values
    for line in sheet.iter_rows():
        for cell in line:
            assert cell.value is None or (cell.data_type, cell.number_format) == ("s", "@")


def test_the_state_of_each_text_is_told(small_copy, small_library):
    sign(small_copy, small_library, "es", skip={"garden.title"})
    edit(small_copy, PO, 'msgstr "Un banco"', 'msgstr "El banco"')
    states = {row.segment.id: row.state for row in packet_rows(*loaded(small_copy))}
    assert states["garden.title"] == "translated"
    assert states["garden.back.bench.heading"] == "stale"
    assert states[ID] == "signed"


@pytest.mark.parametrize("character", ["\x01", "\x1b", "\ufffe", "\uffff"])
def test_what_no_packet_can_hold_is_named(small_copy, character):
    edit(small_copy, PO, 'msgstr "Un banco"', f'msgstr "Un{character} banco"')
    with pytest.raises(InputError) as caught:
        packet_rows(*loaded(small_copy))
    (found,) = caught.value.findings
    assert found.segment == "garden.back.bench.heading"
    assert (found.rule, bool(found.line)) == ("catalog-character", True)
    assert f"U+{ord(character):04X}" in found.message


def test_british_english_has_a_row_for_each_text_it_may_word_otherwise(small, small_library):
    rows = {row.segment.id: row for row in packet_rows(*loaded(small, "en-GB"))}
    assert set(rows) == set(small_library.segments)
    assert "colour" in rows["garden.morning.bring.leaf"].translation
    assert rows["garden.title"].translation == small_library.segments["garden.title"].source


@pytest.mark.parametrize("tag", ["ar", "es"])
def test_the_packet_on_paper_is_tagged_in_both_languages(small, tag):
    from kat_handouts.render.pdf import PdfRenderer

    library, translations = loaded(small, tag)
    rows = packet_rows(library, translations)[:40]
    pdf = packet_pdf(rows, translations.language, small.today, PdfRenderer(small))
    report = page_validation.validate_pdf_bytes(
        pdf, profile=page_validation.ValidationProfile.PDF_UA_1
    )
    assert [failure.message for failure in report.failures] == []

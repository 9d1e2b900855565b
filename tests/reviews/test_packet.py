import page as page_validation
import pytest

from kat_handouts.model.errors import InputError
from kat_handouts.reviews.packet import packet_rows
from kat_handouts.reviews.packet_pdf import packet_pdf
from tests.support.editing import edit
from tests.support.packets import NAMES, PO, loaded, make, put, row_of, saved, take, told
from tests.support.signing import sign

ID = "garden.back.warn.ladder"


def test_every_text_is_there_in_reading_order(small, small_library):
    rows = packet_rows(*loaded(small))
    assert [row.number for row in rows] == list(range(1, len(small_library.segments) + 1))
    assert [row.segment.id for row in rows] == list(small_library.segments)


def test_a_packet_of_a_handout_holds_its_own_texts_alone(small, small_library):
    rows = packet_rows(*loaded(small), handouts=["tea"])
    own = [id_ for id_ in small_library.segments if id_.startswith("tea.")]
    assert [row.segment.id for row in rows] == own
    assert [row.number for row in rows] == list(range(1, len(own) + 1))
    both = packet_rows(*loaded(small), handouts=["walk", "tea"])
    assert {row.segment.subject for row in both} == {
        f"Handout “{small_library.handouts[id_].title.text}”" for id_ in ("tea", "walk")
    }


def test_handouts_that_are_not_there_are_told_at_once(small):
    with pytest.raises(InputError) as caught:
        packet_rows(*loaded(small), handouts=["te", "tea", "gardn"])
    assert [found.hint.split("?")[0] for found in caught.value.findings] == [
        "did you mean tea",
        "did you mean garden",
    ]


def test_what_changed_is_what_wants_work(small_copy, small_library):
    assert packet_rows(*loaded(small_copy), only_changed=True) == []
    sign(small_copy, small_library, "es", skip={"garden.title"})
    edit(small_copy, PO, 'msgstr "Un banco"', 'msgstr "El banco"')
    edit(small_copy, PO, 'msgstr "manos calientes"', 'msgstr ""')
    edit(small_copy, "content/tea.yaml", "We bring the cups.", "We bring the spoons.")
    rows = packet_rows(*loaded(small_copy), only_changed=True)
    assert {row.segment.source: row.state for row in rows} == {
        "A bench": "stale",
        "warm hands": "untranslated",
        "We bring the spoons.": "fuzzy",
    }


def test_what_a_translator_has_to_know_stands_beside_each_text(small_copy, small_library):
    book = make(small_copy)
    for segment in small_library.segments.values():
        row = row_of(book, segment.id)
        cell = book.active.cell(row=row, column=NAMES.index("For the translator") + 1)
        assert (cell.value or "") == segment.guidance
        assert segment.comment.endswith(segment.guidance)
    assert any(one.guidance for one in small_library.segments.values())
    result = take(small_copy, saved(book))
    assert (result.taken, result.refused, told(result)) == (0, 0, [])
    put(book, "garden.title", "For the translator", "Is it one garden?")
    assert [rule for rule, *_ in told(take(small_copy, saved(book)))] == ["packet-unread"]


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

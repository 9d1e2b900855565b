import io

import page as page_validation
import polib
import pytest
from openpyxl import load_workbook

from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.content.library import load_library
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.reviews.corrections import apply_corrections, corrections
from kat_handouts.reviews.packet import COLUMNS, packet_rows, spreadsheet
from kat_handouts.reviews.packet_pdf import packet_pdf
from tests.support.editing import edit
from tests.support.signing import sign

PO = "locales/es/LC_MESSAGES/handouts.po"
ID = "garden.back.warn.ladder"
NAMES = [name for name, _ in COLUMNS]


def loaded(project, tag="es"):
    library = load_library(project)
    return library, load_translations(project, library.segments, tag)


def make(project):
    library, translations = loaded(project)
    data = spreadsheet(packet_rows(library, translations), translations)
    return load_workbook(io.BytesIO(data))


def fill(book, corrected):
    """Write corrections into a packet, as a reviewer does, and return its bytes."""
    sheet = book.active
    for line in sheet.iter_rows(min_row=2):
        segment = line[NAMES.index("Segment")].value
        if segment in corrected:
            line[NAMES.index("Correction")].value = corrected[segment]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def take(project, data):
    library, translations = loaded(project)
    catalog = read_po((project.root / PO).read_text(encoding="utf-8"))
    found = corrections(data, "packet.xlsx")
    changed, taken, refused = apply_corrections(
        catalog, found, library, translations, "packet.xlsx"
    )
    (project.root / PO).write_text(changed.text(), encoding="utf-8")
    return len(taken), [(item.rule, item.segment, bool(item.line)) for item in refused]


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


def test_a_correction_comes_back_into_the_catalog_and_nothing_else_changes(small_copy):
    book = make(small_copy)
    before = (small_copy.root / PO).read_text(encoding="utf-8")
    assert take(small_copy, fill(book, {ID: "No suba."})) == (1, [])
    parsed = polib.pofile(str(small_copy.root / PO))
    assert next(one for one in parsed if one.msgctxt == ID).msgstr == "No suba."
    after = (small_copy.root / PO).read_text(encoding="utf-8")
    changed = set(after.splitlines()) - set(before.splitlines())
    assert changed == {'msgstr "No suba."'}


def test_a_correction_clears_the_fuzzy_flag_and_no_other(small_copy):
    flags = "#, fuzzy, max-length:9"
    edit(small_copy, PO, f'msgctxt "{ID}"', f'{flags}\n#| msgid "Old"\nmsgctxt "{ID}"')
    assert take(small_copy, fill(make(small_copy), {ID: "No suba."})) == (1, [])
    text = (small_copy.root / PO).read_text(encoding="utf-8")
    assert f'#, max-length:9\nmsgctxt "{ID}"' in text


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/garden.yaml", "text: Do not climb a ladder alone.", "text: Do not climb alone."),
        (PO, "No suba solo a una escalera", "No suba a una escalera"),
    ],
)
def test_a_row_whose_texts_have_changed_is_refused_and_the_others_are_taken(
    small_copy, name, old, new
):
    data = fill(make(small_copy), {ID: "No suba.", "garden.back.bench.heading": "El banco"})
    edit(small_copy, name, old, new)
    assert take(small_copy, data) == (1, [("packet-stale", ID, True)])
    text = (small_copy.root / PO).read_text(encoding="utf-8")
    assert 'msgstr "El banco"' in text
    assert "No suba." not in text


def test_a_correction_with_a_wrong_number_is_refused(small_copy):
    id_ = "garden.morning.order.water"
    data = fill(make(small_copy), {id_: "Necesita 3 regaderas."})
    assert take(small_copy, data) == (0, [("catalog-number", id_, True)])


@pytest.mark.parametrize("data", [b"", b"no spreadsheet", b"PK\x03\x04broken"])
def test_what_is_no_packet_is_refused(data):
    with pytest.raises(InputError) as caught:
        corrections(data, "x.xlsx")
    assert caught.value.findings[0].rule == "packet"


def test_another_spreadsheet_is_refused(small_copy):
    book = make(small_copy)
    book.active.delete_cols(1, 10)
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(InputError):
        corrections(buffer.getvalue(), "x.xlsx")


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

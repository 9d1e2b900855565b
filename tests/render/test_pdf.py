"""Whatever would print wrongly is an error that names the handout, the locale and the segment."""

import pytest

from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import RenderError
from kat_handouts.render.pdf import PdfRenderer
from tests.support.clinics import clinic_with
from tests.support.documents import make_document, small_document
from tests.support.editing import edit, translate

PO = "locales/es/LC_MESSAGES/handouts.po"


def findings_of(project, locale="en", handout="garden", **kwargs):
    with pytest.raises(RenderError) as caught:
        PdfRenderer(project).render(small_document(project, locale, handout, **kwargs))
    for found in caught.value.findings:
        assert (found.locale, found.handout) == (locale, handout)
        assert found.hint
    return caught.value.findings


def test_a_letter_that_no_font_has_is_named_with_its_segment(small_copy):
    edit(small_copy, PO, 'msgstr "Un banco"', 'msgstr "Un banco ༀ"')
    edit(small_copy, PO, 'msgstr "No levante macetas pesadas."', 'msgstr "No levante 🜚"')
    found = findings_of(small_copy, "es")
    assert {(item.rule, item.segment) for item in found} == {
        ("glyph-missing", "garden.back.bench.heading"),
        ("glyph-missing", "garden.back.warn.pots"),
    }
    assert "“ༀ” (U+0F00)" in next(item.message for item in found if "bench" in item.segment)


def test_a_word_that_leaves_its_page_is_named_with_its_segment(small_copy):
    edit(small_copy, PO, 'msgstr "Un banco"', f'msgstr "{"Banco" * 30}"')
    found = findings_of(small_copy, "es")
    assert [(item.rule, item.segment) for item in found] == [
        ("text-overflow", "garden.back.bench.heading")
    ]
    assert "leaves page" in found[0].message


def test_khmer_without_line_breaks_would_be_caught(layered, monkeypatch):
    segment = "side-effects.bladder.heading"
    translate(layered, "km", segment, "ខ្ញុំត្រូវការអ្នកបកប្រែ" * 4)
    assert PdfRenderer(layered).render(make_document(layered, "km")).pages
    monkeypatch.setattr("kat_handouts.localise.texts.insert_line_breaks", lambda text, *_: text)
    with pytest.raises(RenderError) as caught:
        PdfRenderer(layered).render(make_document(layered, "km"))
    assert {item.rule for item in caught.value.findings} == {"text-overflow"}
    # It would run into the other column.
    assert segment in {item.segment for item in caught.value.findings}


def test_a_long_clinic_name_does_not_leave_the_footer_unnoticed(small_copy):
    clinic = Clinic(name="Riverside" * 30)
    found = findings_of(small_copy, clinic=clinic)
    assert {item.rule for item in found} == {"text-overflow"}
    assert found[0].message.startswith("name of the clinic: “Riverside")
    assert found[0].hint == "write name shorter in clinic.toml"


def test_a_long_phone_number_does_not_print_over_its_label_unnoticed(small_copy):
    clinic = clinic_with("020 7946 0959 " * 4)
    found = findings_of(small_copy, clinic=clinic)
    assert {item.rule for item in found} == {"text-overflow"}
    assert found[0].message.startswith("phones.daytime of the clinic: “020")


@pytest.mark.parametrize(
    "url", ["../pictograms/missing.svg", "http://localhost/x.svg", "file:///etc/passwd"]
)
def test_a_picture_that_cannot_be_loaded_is_an_error(small_copy, url):
    edit(small_copy, "templates/styles/handout.css", "h1 {", f"h1 {{ background-image: url({url});")
    assert [item.rule for item in findings_of(small_copy)] == ["resource"]


def test_a_missing_style_is_an_error(small_copy):
    (small_copy.root / "templates/styles/paper-letter.css").unlink()
    assert [item.rule for item in findings_of(small_copy)] == ["resource"]


def test_a_style_that_is_not_understood_fails_every_sheet_not_only_the_first(small_copy):
    edit(small_copy, "templates/styles/handout.css", "h1 {", "h1 { colour: red;")
    renderer = PdfRenderer(small_copy)
    for tag in ("en", "es"):
        with pytest.raises(RenderError) as caught:
            renderer.render(small_document(small_copy, tag))
        assert {item.rule for item in caught.value.findings} == {"render-log"}


def test_a_missing_font_names_its_files(small_copy, monkeypatch):
    monkeypatch.setattr(
        "kat_handouts.render.pdf.missing_fonts", lambda _: ["NotoSansArabic-Regular.ttf"]
    )
    found = findings_of(small_copy, "ar")
    assert [item.rule for item in found] == ["font-missing"]
    assert "NotoSansArabic-Regular.ttf" in found[0].message
    assert "apt-get install" in found[0].hint

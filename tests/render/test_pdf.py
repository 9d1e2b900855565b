"""Whatever would print wrongly is an error that names the handout, the locale and the segment."""

import pytest

from conftest import edit, make_document
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import RenderError
from kat_handouts.render.pdf import PdfRenderer

PO = "locales/es/LC_MESSAGES/handouts.po"


def findings_of(project, locale="en", handout="side-effects", **kwargs):
    with pytest.raises(RenderError) as caught:
        PdfRenderer(project).render(make_document(project, locale, handout, **kwargs))
    for found in caught.value.findings:
        assert (found.locale, found.handout) == (locale, handout)
        assert found.hint
    return caught.value.findings


def test_a_letter_that_no_font_has_is_named_with_its_segment(copied):
    edit(copied, PO, 'msgstr "Vejiga"', 'msgstr "Vejiga ༀ"')
    edit(copied, PO, 'msgstr "No mezcle"', 'msgstr "No mezcle 🜚"')
    found = findings_of(copied, "es")
    assert {(item.rule, item.segment) for item in found} == {
        ("glyph-missing", "side-effects.bladder.heading"),
        ("glyph-missing", "side-effects.breathing.action.heading"),
    }
    assert "“ༀ” (U+0F00)" in next(item.message for item in found if "bladder" in item.segment)


def test_a_word_that_leaves_its_page_is_named_with_its_segment(copied):
    edit(copied, PO, 'msgstr "Vejiga"', f'msgstr "{"Vejiga" * 20}"')
    found = findings_of(copied, "es")
    assert [(item.rule, item.segment) for item in found] == [
        ("text-overflow", "side-effects.bladder.heading")
    ]
    assert "leaves page" in found[0].message


def test_khmer_without_line_breaks_would_be_caught(copied, monkeypatch):
    old = 'msgstr "ប្លោកនោម"'
    edit(copied, "locales/km/LC_MESSAGES/handouts.po", old, f'msgstr "{"ប្លោកនោម" * 9}"')
    assert PdfRenderer(copied).render(make_document(copied, "km")).pages
    monkeypatch.setattr("kat_handouts.localise.texts.insert_line_breaks", lambda text, _: text)
    found = findings_of(copied, "km")
    assert [(item.rule, item.segment) for item in found] == [
        ("text-overflow", "side-effects.bladder.heading")
    ]


def test_a_long_clinic_name_does_not_leave_the_footer_unnoticed(copied):
    clinic = Clinic(name="Riverside" * 30)
    assert {item.rule for item in findings_of(copied, clinic=clinic)} == {"text-overflow"}


def test_a_long_phone_number_does_not_print_over_its_label_unnoticed(copied):
    clinic = Clinic(phone="020 7946 0959 " * 4)
    assert {item.rule for item in findings_of(copied, clinic=clinic)} == {"text-overflow"}


@pytest.mark.parametrize(
    "url", ["../pictograms/missing.svg", "http://localhost/x.svg", "file:///etc/passwd"]
)
def test_a_picture_that_cannot_be_loaded_is_an_error(copied, url):
    edit(copied, "templates/styles/handout.css", "../pictograms/care.svg", url)
    assert [item.rule for item in findings_of(copied)] == ["resource"]


def test_a_missing_style_is_an_error(copied):
    (copied.root / "templates/styles/paper-letter.css").unlink()
    assert [item.rule for item in findings_of(copied)] == ["resource"]


def test_a_style_that_is_not_understood_fails_every_sheet_not_only_the_first(copied):
    edit(copied, "templates/styles/handout.css", "h1 {", "h1 { colour: red;")
    renderer = PdfRenderer(copied)
    for tag in ("en", "es"):
        with pytest.raises(RenderError) as caught:
            renderer.render(make_document(copied, tag))
        assert {item.rule for item in caught.value.findings} == {"render-log"}


def test_a_missing_font_names_its_files(copied, monkeypatch):
    monkeypatch.setattr(
        "kat_handouts.render.pdf.missing_fonts", lambda _: ["NotoSansKhmer-Regular.ttf"]
    )
    found = findings_of(copied, "km")
    assert [item.rule for item in found] == ["font-missing"]
    assert "NotoSansKhmer-Regular.ttf" in found[0].message
    assert "apt-get install" in found[0].hint

"""A practical handout, such as one on parking: its own few texts, and what does not apply to it."""

from dataclasses import replace
from datetime import time

import pytest

from kat_handouts.batch.release import refusals
from kat_handouts.catalogs.update import updated_catalogs, write_catalogs
from kat_handouts.checks.content import check_content
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.content.library import load_library
from kat_handouts.content.release_record import record
from kat_handouts.identify import identify
from kat_handouts.localise.localiser import Localiser
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.clinic import Clinic, Opening
from kat_handouts.model.document import Slot
from kat_handouts.model.errors import InputError, Severity
from kat_handouts.model.phone import Phone
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.reviews.signing import Reviewer, sign
from tests.support.editing import edit, translate, write
from tests.support.findings import errors_in
from tests.support.practical import BUS, NAME, SPANISH


@pytest.fixture
def folder(small_clinic):
    """A clinic's folder with a practical handout, in English and Spanish."""
    write(small_clinic, NAME, BUS)
    library = load_library(small_clinic)
    write_catalogs(small_clinic, library, updated_catalogs(small_clinic, library, ["es"]))
    for segment in library.segments.keys() & SPANISH.keys():
        translate(small_clinic, "es", segment, SPANISH[segment])
    return small_clinic


def found_in(project):
    return [one for one in check_content(project).findings if one.file and "bus" in one.file]


def document(project, locale="en"):
    return Localiser(project).document(Sheet(locale, "bus"))


def test_nothing_is_asked_of_it_that_only_a_medical_text_needs(folder):
    assert found_in(folder) == []
    report = check_content(folder)
    assert errors_in(report.findings) == []
    assert "bus" not in {score.handout for score in report.scores}
    assert "bus" not in record(load_library(folder), folder.today)


def test_without_its_kind_it_is_held_to_all_of_it(folder):
    edit(folder, NAME, "kind: practical\n", "main_message: Take bus 14.\n")
    rules = {one.rule for one in found_in(folder)}
    assert {"handout-incomplete", "source-missing", "revision-untold", "score-cci"} <= rules


def test_its_safety_texts_are_held_to_what_those_must_prove(folder):
    edit(folder, NAME, "type: paragraph\n", "type: paragraph\n        safety: true\n")
    assert "source-missing" in {one.rule for one in found_in(folder)}
    assert not document(folder).state.is_signed
    assert document(folder).notices


def test_hard_words_are_told_and_fail_nothing(folder):
    edit(folder, NAME, "Bus 14 stops", "STOP. Bus 14 stops")
    assert [(one.rule, one.severity) for one in found_in(folder)] == [
        ("plain-capitals", Severity.WARNING)
    ]


@pytest.mark.parametrize("words", ["Bring your medicines.", "Don’t drive home.", "Take 5 mg."])
def test_what_seems_to_tell_of_treatment_is_told(folder, words):
    edit(folder, NAME, "Bus 14 stops at the clinic every 20 minutes.", words)
    assert [(one.rule, one.severity) for one in found_in(folder)] == [
        ("practical-text", Severity.WARNING)
    ]
    edit(folder, NAME, f"text: {words}", f"text: {words}\n        safety: true")
    assert "practical-text" not in {one.rule for one in found_in(folder)}


def test_what_is_overdue_is_told(folder):
    edit(folder, NAME, "2027-11-22", "2026-11-23")
    assert [one.rule for one in found_in(folder)] == ["review-overdue"]


@pytest.mark.parametrize("code", ["A", "RC-01", "PARK-1", "X1-Y2-Z3", "KAT-20", "ABCDEFGHIJK1"])
def test_its_code_is_free_and_read_back(folder, code):
    edit(folder, NAME, "BUS-1", code)
    sheet_id = document(folder, "es").sheet_id
    assert sheet_id.startswith(f"{code}.1 US.")
    found = identify(folder, sheet_id)
    assert (found.sheet.handout, found.sheet.locale, found.is_current) == ("bus", "es", True)


@pytest.mark.parametrize(
    "code",
    ["rc-01", "RC 01", "RC.01", "-RC", "RC-", "RC--1", "1RC", "ÄRZTE", "CON", "../X", "A" * 13],
)
def test_a_code_that_could_not_be_read_back_is_refused(folder, code):
    edit(folder, NAME, "BUS-1", f'"{code}"')
    with pytest.raises(InputError) as caught:
        load_library(folder)
    (found,) = caught.value.findings
    assert (found.rule, found.line) == ("content", 1)
    assert "code: PARK-1" in found.hint


def test_a_code_is_of_one_handout(folder):
    edit(folder, NAME, "BUS-1", "KAT-91")
    with pytest.raises(InputError, match="also that of garden") as caught:
        load_library(folder)
    assert caught.value.findings[0].file.endswith(NAME)


@pytest.mark.parametrize("name", ["garden", "tea"])
def test_a_handout_of_medical_text_is_not_made_practical(small_copy, name):
    edit(small_copy, f"content/{name}.yaml", "revision:", "kind: practical\nrevision:")
    facts = "facts:\n  pot:\n    fact: A pot.\n    carried_by: {tea: [tea.pot.how.warm]}\n"
    write(small_copy, "content/required-facts.yaml", facts)
    with pytest.raises(InputError, match="practical"):
        load_library(small_copy)


def test_nobody_signs_its_english_and_a_reviser_its_translation(folder):
    assert document(folder).state.is_signed
    assert (document(folder).draft, document(folder).notices) == (None, ())
    spanish = document(folder, "es")
    assert not spanish.state.is_signed
    assert spanish.draft
    library = load_library(folder)
    translations = load_translations(folder, library.segments, "es")
    printed = {text.segment: None for text in spanish.texts()}
    reviser = Reviewer(by="A. B.", role="reviser")
    assert sign(folder, translations, [library.segments[id_] for id_ in printed], reviser)[1]
    assert document(folder, "es").draft is None


def test_it_is_released_without_a_clinician_and_other_sheets_are_not(folder):
    localiser = Localiser(folder)
    bus = localiser.document(Sheet("en", "bus"))
    tea = localiser.document(Sheet("en", "tea"))
    assert refusals(localiser, [bus]) == []
    both = {one.segment for one in refusals(localiser, [bus, tea]) if one.segment}
    assert both == {one.segment for one in refusals(localiser, [tea]) if one.segment}
    assert "label.page-number" in both


def test_what_the_clinic_told_stands_in_its_texts_or_is_a_line_to_write_on(folder):
    names = ("clinic_address", "clinic_phone", "clinic_website", "clinic_hours")
    text = "Bus 14: " + ", ".join(f"{{{name}}}" for name in names)
    edit(folder, NAME, "Bus 14 stops at the clinic every 20 minutes.", f'"{text}"')
    empty = paragraph(document(folder))
    assert [piece.name for piece in empty.pieces if isinstance(piece, Slot)] == ["blank"] * 4
    filled = paragraph(document(replace(folder, clinic=CLINIC)))
    assert " ".join(filled.bare.split()) == (
        "Bus 14: 12 River Street, Springfield, 555-0100, www.example.org/kat, "
        "Mon–Fri 8:00 AM–5:00 PM"
    )


def paragraph(document):
    return next(text for text in document.texts() if text.segment == "bus.bus.stop")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_what_the_clinic_told_is_printed_in_order(folder, locale):
    # PDFium reads a line of both directions as it begins.
    text = "{clinic_hours}: {clinic_address}, {clinic_phone}, {clinic_website}"
    edit(folder, NAME, "Bus 14 stops at the clinic every 20 minutes.", f'"{text}"')
    library = load_library(folder)
    write_catalogs(folder, library, updated_catalogs(folder, library, ["ar"]))
    translate(folder, "ar", "bus.bus.stop", text)
    made = document(replace(folder, clinic=CLINIC), locale)
    assert list(check_pdf(PdfRenderer(folder).render(made).data, made)) == []


CLINIC = Clinic(
    "Riverside Clinic",
    {"daytime": (Phone("555-0100"),)},
    address=("12 River Street", "Springfield"),
    website="https://www.example.org/kat/",
    hours={"daytime": (Opening(((0, 4),), ((time(8), time(17)),)),)},
)

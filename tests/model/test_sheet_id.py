"""The code of a sheet: it says what the sheet is, and changes with what the sheet says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.clinic import Clinic
from kat_handouts.model.phone import Phone
from kat_handouts.model.sheet import Sheet
from kat_handouts.model.sheet_id import read_sheet_id
from tests.support.clinics import clinic_with
from tests.support.documents import make_variant_of

VARIANTS = [
    {},
    {"edition": "large-print"},
    {"edition": "bilingual", "second": "ar"},
    {"route": "nasal-spray"},
    {"staff": True, "route": "infusion"},
]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_code_says_what_the_sheet_is(small, variant):
    document = make_variant_of(small, "en-GB", "garden", **variant)
    sheet_id = read_sheet_id(document.sheet_id)
    assert sheet_id is not None
    assert (sheet_id.code, sheet_id.locale) == ("KAT-91", "en-gb")
    sheet: Sheet = document.sheet
    assert (sheet_id.edition, sheet_id.route, sheet_id.staff) == (
        sheet.edition,
        sheet.route,
        sheet.staff,
    )
    assert sheet_id.second == (sheet.second.lower() if sheet.second else None)


def test_whatever_is_said_changes_the_code(small):
    codes = {make_variant_of(small, "es", "garden", **variant).sheet_id for variant in VARIANTS}
    for clinic in (Clinic(routes=("lozenge",)), Clinic(stay=90), Clinic(no_food=240)):
        codes.add(make_variant_of(small, "es", "garden", clinic=clinic).sheet_id)
    codes.add(make_variant_of(small, "ar", "garden").sheet_id)
    assert len(codes) == len(VARIANTS) + 4


def test_a_clinics_name_and_phones_do_not_change_the_code(small):
    clinic = clinic_with("555-0100", "555-0199", "Riverside", website="https://example.org")
    bare = make_variant_of(small, "es", "garden").sheet_id
    assert make_variant_of(small, "es", "garden", clinic=clinic).sheet_id == bare
    several = Clinic("R", {"daytime": (Phone("555-0100", "Nurse"), Phone("555-0142"))})
    assert make_variant_of(small, "es", "garden", clinic=several).sheet_id == bare


@pytest.mark.parametrize("tag", ["en", "km"])
def test_where_a_line_may_end_does_not_change_the_code(project, monkeypatch, tag):
    """Another release of ICU, or a word more in a glossary, makes no sheet outdated."""
    code = make_variant_of(project, tag, "after-today").sheet_id
    monkeypatch.setattr("kat_handouts.localise.texts.insert_line_breaks", lambda text, *_: text)
    monkeypatch.setattr(
        "kat_handouts.localise.texts.keep_words_together", lambda text, tag, ends: text
    )
    assert make_variant_of(project, tag, "after-today").sheet_id == code


@pytest.mark.parametrize("words", ["", "KAT-03", "KAT-03.2 US.2 ES Q 3F9A1C2B", "911"])
def test_what_is_no_code_is_not_read(words):
    assert read_sheet_id(words) is None


LOCALES = ["es", "es-419", "zh-hant", "zh-hant-hk", "pt-br", "fil", "en-gb", "ca-valencia"]


@given(
    st.sampled_from(LOCALES),
    st.sampled_from([None, *LOCALES]),
    st.sampled_from(["us", "us-hi", "at-9", "gb-eng", "gb"]),
    st.integers(1, 999),
)
def test_a_code_is_read_in_each_form_of_locale_and_region(locale, second, region, revision):
    edition = f"B.{second}" if second else "S"
    place = f"{region.replace('-', '.')}.{revision}"
    read = read_sheet_id(f"KAT-03.2 {place} {locale} {edition}/IV 3f9a1c2b")
    assert read is not None
    assert (read.locale, read.second) == (locale, second)
    assert (read.region, read.region_revision) == (region, revision)
    typed = f"KAT-03.2{place}{locale}{edition}/IV3f9a1c2b"
    assert read_sheet_id(typed) == read
    assert read_sheet_id(typed[:12] + " " + typed[12:]) == read


@pytest.mark.parametrize("words", ["KAT-03.2 US.2 E S 3F9A1C2B", "KAT-03.٢ US.2 ES S 3F9A1C2B", ""])
def test_what_is_no_code_is_none(words):
    assert read_sheet_id(words) is None

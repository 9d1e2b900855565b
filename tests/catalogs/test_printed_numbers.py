"""The numbers of a translation are those of the English, as a reader sees them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.catalog import Catalog, load_catalog
from kat_handouts.catalogs.entries import Entry
from kat_handouts.catalogs.faults import find_faults, find_faults_of
from kat_handouts.catalogs.printed_numbers import number_faults
from kat_handouts.content.segments import Segment
from kat_handouts.model.languages import get_language
from tests.support.shipped import LOCALES

CALL = "Call {emergency_number} now."
HOURS = "Wait 2 hours."


def rules(source, translation, tag="es"):
    return list(dict.fromkeys(item.rule for item in number_faults(source, translation, tag)))


@pytest.mark.parametrize(
    "number",
    [
        *("2⁵", "2½", "½", "2³", "30⁰", "④", "2O", "2o", "2l", "O2", "2О", "2十", "2〇", "Ⅻ"),
        *("2 mil", "2 millones", "2\u00a0mil", "2K", "2 十", "2፲", "-2", "−2", "–2", ",2", ".2"),
        *("+2", "±2", "<2", "*2", "=2", "#2", "2‰", "2°", "2×", "2⁄30", "2∕3", "2/30", "2,5"),
        *("২", "२", "2२", "٢", "𝟚", "22", "2 2", "2-3", "3", "dos"),
    ],
)
def test_what_a_reader_takes_for_another_number_is_refused(number):
    assert rules(HOURS, f"Espere {number} horas.") == ["catalog-number"]


@pytest.mark.parametrize(
    "number",
    ["2", "(2", "2:", "«2»", "unas 2", "\u20662\u2069"],
)
def test_what_stands_beside_a_number_in_a_sentence_is_not(number):
    assert rules(HOURS, f"Espere {number} horas.") == []


@pytest.mark.parametrize(
    "call",
    [
        *("N⁵", "+N", "NO", "NⅫ", "N5", "5N", "N 5", "-N", "N-5", "Nx", "nN", "lN", "N٥", "N#"),
        *("*N", "N½", "N\u200b5", "N mil", "NM", "Nж", "9N", ".N", "N^2", "N/2", "N⁄2", "Nk"),
    ],
)
def test_nothing_stands_at_a_number_to_call(call):
    call = call.replace("N", "{emergency_number}").replace("M", "{clinic_phone}")
    assert rules(CALL, f"Llame al {call} ya.") == ["catalog-number"]


@pytest.mark.parametrize(
    ("tag", "translation"),
    [
        ("es", "Llame ya al ({emergency_number})."),
        ("he", "התקשרו ל-{emergency_number} עכשיו."),
        ("ar", "اتصل بـ{emergency_number} الآن."),
        ("ko", "지금 {emergency_number}에 전화하세요."),
        ("tr", "Hemen {emergency_number}'i arayın."),
        ("ka", "ახლავე დარეკეთ {emergency_number}-ზე."),
        ("ja", "すぐに{emergency_number}に電話してください。"),
        ("th", "โทร{emergency_number}ทันที"),
    ],
)
def test_each_language_may_join_its_own_words_to_a_number_to_call(tag, translation):
    assert rules(CALL, translation, tag) == []


@pytest.mark.parametrize(
    ("tag", "number", "is_right"),
    [
        ("fa", "۲ ساعت", True),
        ("ar", "٢ ساعة", True),
        ("bn", "২ ঘণ্টা", True),
        ("my", "၂ နာရီ", True),
        ("ja", "２時間", True),
        ("zh-Hans", "2小时，休息一下", True),
        ("zh-Hans", "2千小时", False),
        ("zh-Hans", "十小时", False),
        ("ja", "2万時間", False),
        ("ko", "2천 시간", False),
        ("th", "2 พันชั่วโมง", False),
        ("ru", "2 тысячи часов", False),
        ("hi", "2 हज़ार घंटे", False),
        ("bn", "২ হাজার ঘণ্টা", False),
        ("my", "၂ဝ နာရီ", False),
        ("my", "၂ ဝန်ထမ်း", True),
        ("fa", "۲2 ساعت", False),
    ],
)
def test_each_script_has_its_own_digits(tag, number, is_right):
    assert rules("2 hours", number, tag) == ([] if is_right else ["catalog-number"])


@pytest.mark.parametrize(
    ("tag", "source", "translation", "is_right"),
    [
        ("es", "1 in 1,000", "1 de cada 1000", True),
        ("es", "1 in 1,000", "1 de cada 1.000", True),
        ("es", "1 in 1,000", "1 de cada 10.000", False),
        ("pl", "1 in 1,000", "1 na 1000", True),
        ("fa", "1 in 1,000", "۱ در ۱٬۰۰۰", True),
        ("hi", "1 in 100,000", "1,00,000 में 1", True),
        ("tr", "10% of people", "İnsanların %10'u", True),
        ("tr", "10% of people", "İnsanların 10'u", False),
        ("es", "1 in 1,000", "1 de cada mil", False),
    ],
)
def test_a_number_may_be_written_as_the_language_writes_it(tag, source, translation, is_right):
    assert rules(source, translation, tag) == ([] if is_right else ["catalog-number"])


def test_numbers_may_not_change_places_but_in_a_share():
    source = "No food for 2 hours. No drink for 30 minutes."
    assert rules(source, "Sin comida 2 horas. Sin bebida 30 minutos.") == []
    assert rules(source, "Sin comida 30 horas. Sin bebida 2 minutos.") == ["catalog-number-order"]
    twice = "About 1 in 10 stops. It settles in 5 to 10 minutes, or for 1 in 4 later."
    assert rules(twice, "10, 1; 5, 10; 4, 1") == []
    assert rules(twice, "10, 1; 10, 5; 1, 4") == ["catalog-number-order"]
    assert rules(twice, "1, 10; 5, 10; 1, 4") == []
    calls = "Call {emergency_number}, or {clinic_phone} by day."
    assert rules(calls, "{emergency_number} … {clinic_phone}") == []
    assert rules(calls, "{clinic_phone} … {emergency_number}") == ["catalog-number-order"]


def test_a_translator_may_say_that_the_language_turns_numbers_round():
    segment = Segment("a.b", "2 hours, 30 minutes", "", "", False, "a.yaml", "a.yaml", 1)
    reason = {"catalog-number-order": "the language counts so"}
    for allow, faults in (({}, 1), (reason, 0), ({"catalog-number": "any reason"}, 1)):
        entry = Entry("a.b", segment.source, "30 minutos, 2 horas", False, 7, allow)
        catalog = Catalog(get_language("es"), "x.po", {"a.b": entry})
        assert len(find_faults(catalog, {"a.b": segment}).get("a.b", [])) == faults


def test_a_missing_placeholder_is_one_finding_and_says_its_name():
    (finding,) = find_faults_of("Call {emergency_number} in 2 hours", "Llame en 2 horas", "es")
    assert finding.rule == "catalog-placeholder"
    (finding,) = number_faults(CALL, "Llame al {emergency_number}x.", "es")
    assert "{emergency_number}x" in finding.message


@pytest.mark.parametrize("tag", [tag for tag in LOCALES if tag != "en"])
def test_a_sign_at_any_number_of_the_real_catalogs_is_caught(project, library, tag):
    catalog = load_catalog(project, tag)
    for id_, segment in library.segments.items():
        printed = catalog.text(segment) or ""
        for match in re.finditer(r"\d+|\{(?:emergency_number|clinic_phone)\}", printed):
            for sign in "⁵½0Ⅻ":
                text = printed[: match.end()] + sign + printed[match.end() :]
                assert find_faults_of(segment.source, text, tag), (id_, text)


@given(
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from(["de", "es", "fa", "hi", "ja", "my", "ru", "zh-Hant"]),
)
def test_two_numbers_pass_only_as_they_are(one, two, tag):
    source, other = f"({one}) … ({two})", f"({two}) … ({one})"
    assert rules(source, source, tag) == []
    assert (rules(source, other, tag) == []) == (one == two)

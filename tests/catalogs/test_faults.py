import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.catalogs.entries import Entry
from kat_handouts.catalogs.faults import find_faults, find_faults_of
from kat_handouts.content.segments import Segment
from kat_handouts.model.languages import get_language
from tests.support.shipped import LOCALES

TRANSLATED = [tag for tag in LOCALES if tag != "en"]


def rules(source, translation, tag="es"):
    segment = Segment("a.b", source, "", "", False, "a.yaml", "a.yaml", 1)
    entry = Entry("a.b", source, translation, False, 7)
    catalog = Catalog(get_language(tag), "x.po", {"a.b": entry})
    found = find_faults(catalog, {"a.b": segment}).get("a.b", [])
    assert all((item.file, item.line, item.segment) == ("x.po", 7, "a.b") for item in found)
    return [item.rule for item in found]


def test_digits_of_any_system_are_equal_by_value():
    assert rules("Wait 24 hours.", "انتظر ٢٤ ساعة.", "ar") == []
    assert rules("Wait 24 hours.", "انتظر ٤٢ ساعة.", "ar") == ["catalog-number"]


def test_the_order_of_numbers_may_change_but_not_their_values():
    assert rules("1 in 10", "de 10, 1") == []
    assert rules("5 to 10 minutes", "10 a 15 minutos") == ["catalog-number"]


def test_invisible_characters_that_could_turn_text_around_are_refused():
    assert rules("Stop", "Alto\u202e") == ["catalog-character"]
    assert rules("Stop", "Al\u200bto") == []


def test_a_lone_brace_is_refused():
    assert rules("Stop", "Al{to") == ["catalog-placeholder"]


@given(st.integers(0, 10**6))
def test_no_other_number_passes_for_the_right_one(number):
    shown = "".join(
        unicodedata.lookup(f"DEVANAGARI DIGIT {unicodedata.name(d)[6:]}") for d in str(number)
    )
    assert rules(f"about {number} people", f"लगभग {shown} लोग", "hi") == []
    assert rules(f"about {number} people", f"लगभग {number + 1} लोग", "hi") == ["catalog-number"]


@pytest.mark.parametrize(
    ("tag", "source", "translation", "is_right"),
    [
        ("es", "1 in 1,000", "1 de cada 1.000", True),
        ("es", "1 in 1,000", "1 de cada 1,000", True),
        ("de", "2.5 mg", "2,5 mg", True),
        ("de", "1,000.5 mg", "1.000,5 mg", True),
        ("es", "2.5 mg", "25 mg", False),
        ("es", "1 in 1,000", "1 de cada 1.00", False),
        ("hi", "1 in 1,000", "1.000 में 1", False),
        ("ar", "1 in 1,000", "1 من كل ١,٠٠٠", True),
        ("es", "500 mg", "500 ml", False),
        ("es", "Call 988", "Llame al 889", False),
    ],
)
def test_numbers_are_equal_in_the_signs_of_the_language(tag, source, translation, is_right):
    found = find_faults_of(source, translation, tag)
    assert [item.rule for item in found] == ([] if is_right else ["catalog-number"])


def test_no_character_that_nobody_sees_is_passed_over():
    kinds = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    unseen = [char for char in map(chr, range(0x110000)) if unicodedata.category(char) in kinds]
    assert unseen
    assert not [char for char in unseen if char.isprintable()]

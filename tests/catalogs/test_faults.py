import dataclasses
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import LOCALES
from kat_handouts.catalogs.catalog import Catalog, Entry, load_catalog
from kat_handouts.catalogs.faults import find_faults, find_faults_of
from kat_handouts.content.segments import Segment
from kat_handouts.model.languages import get_language
from kat_handouts.typography.numbers import number_runs

TRANSLATED = [tag for tag in LOCALES if tag != "en"]


def rules(source, translation, tag="es"):
    segment = Segment("a.b", source, "", "", False, "a.yaml", "a.yaml", 1)
    entry = Entry("a.b", source, translation, False, 7)
    catalog = Catalog(get_language(tag), "x.po", {"a.b": entry})
    found = find_faults(catalog, {"a.b": segment}).get("a.b", [])
    assert all((item.file, item.line, item.segment) == ("x.po", 7, "a.b") for item in found)
    return [item.rule for item in found]


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_real_catalogs_have_no_faults(project, library, tag):
    assert find_faults(load_catalog(project, tag), library.segments) == {}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_changed_number_and_dropped_placeholder_is_caught(project, library, tag):
    catalog = load_catalog(project, tag)
    for id_, segment in library.segments.items():
        entry = catalog.entries[id_]
        broken = set()
        if number_runs(segment.source):
            broken.add(re.sub(r"\d", lambda found: str(9 - int(found[0])), entry.msgstr, count=1))
            broken.add(re.sub(r"\d+", "", entry.msgstr, count=1))
        if "{" in segment.source:
            broken.add(re.sub(r"\{\w+\}", "", entry.msgstr))
            broken.add(entry.msgstr.replace("{", "{x"))
        for text in broken:
            changed = dataclasses.replace(
                catalog, entries={**catalog.entries, id_: dataclasses.replace(entry, msgstr=text)}
            )
            assert id_ in find_faults(changed, library.segments), (id_, text)


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

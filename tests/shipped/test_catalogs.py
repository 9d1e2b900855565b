"""The shipped catalogs: complete, without faults, and no mistake in one goes unnoticed."""

import re
from itertools import pairwise, product

import polib
import pytest

from kat_handouts.catalogs.catalog import State, load_catalog
from kat_handouts.catalogs.extraction import POT_NAME, extract
from kat_handouts.catalogs.faults import find_faults, find_faults_of
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.update import updated_catalogs
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.model.errors import Severity
from kat_handouts.model.languages import get_language
from kat_handouts.typography.line_breaks import ZERO_WIDTH_SPACE, insert_line_breaks
from kat_handouts.typography.numbers import number_runs
from tests.support.editing import read, write
from tests.support.sampling import sampled
from tests.support.shipped import CATALOGS, LOCALES, ROOT

TRANSLATED = [tag for tag in LOCALES if tag != "en"]
KHMER = get_language("km")


def po_name(tag):
    return f"locales/{get_language(tag).folder}/LC_MESSAGES/handouts.po"


def found_in(project, tag):
    return [
        (found.rule, found.segment)
        for found in check_catalogs(project, [tag])
        if found.rule not in {"unsigned", "pot-stale"}
    ]


def test_the_real_catalogs_have_nothing_but_missing_signatures(project):
    found = check_catalogs(project)
    assert [item.rule for item in found] == ["unsigned"] * len(CATALOGS)
    assert {item.severity for item in found} == {Severity.NOTE}


@pytest.mark.parametrize("tag", CATALOGS)
def test_every_catalog_is_complete(project, library, tag):
    catalog = load_catalog(project, tag)
    assert {catalog.state(segment) for segment in library.segments.values()} == {State.TRANSLATED}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_real_catalogs_have_no_faults(project, library, tag):
    assert find_faults(load_catalog(project, tag), library.segments) == {}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_changed_number_and_dropped_placeholder_is_caught(project, library, tag):
    for segment, entry in printed(project, library, tag):
        broken = set()
        if number_runs(segment.source):
            broken.add(re.sub(r"\d", lambda found: str(9 - int(found[0])), entry.msgstr, count=1))
            broken.add(re.sub(r"\d+", "", entry.msgstr, count=1))
        if "{" in segment.source:
            broken.add(re.sub(r"\{\w+\}", "", entry.msgstr))
            broken.add(entry.msgstr.replace("{", "{x"))
        for text in broken:
            assert find_faults_of(segment.source, text, tag), (segment.id, text)


@pytest.mark.costly
def test_an_update_of_what_is_up_to_date_changes_no_byte(project, library):
    for found in updated_catalogs(project, library, []):
        assert not found.is_changed, found.language.tag


@pytest.mark.parametrize("tag", [tag for tag in CATALOGS if tag != "en"])
def test_the_real_catalogs_come_back_byte_for_byte(tag):
    path = ROOT / "locales" / get_language(tag).folder / "LC_MESSAGES/handouts.po"
    text = path.read_text(encoding="utf-8")
    assert read_po(text).text() == text


def test_every_long_khmer_text_gets_places_to_break(project):
    for entry in load_catalog(project, "km").entries.values():
        pieces = insert_line_breaks(entry.msgstr, KHMER).replace(" ", ZERO_WIDTH_SPACE)
        assert max(map(len, pieces.split(ZERO_WIDTH_SPACE))) < 30, entry.segment


@pytest.mark.costly
@pytest.mark.parametrize(
    ("tag", "other"),
    sampled([pair for pair in product(TRANSLATED, repeat=2) if len({*pair}) == 2], 3),
)
def test_another_languages_file_in_this_place_is_found(layered, tag, other):
    write(layered, po_name(tag), read(layered, po_name(other)))
    assert "catalog-language" in {rule for rule, _ in found_in(layered, tag)}


def printed(project, library, tag):
    """Each segment that is translated, with its entry in a catalog."""
    catalog = load_catalog(project, tag)
    return [
        (segment, catalog.entries[id_])
        for id_, segment in library.segments.items()
        if catalog.state(segment) is State.TRANSLATED
    ]


def rules_of(segment, text, tag):
    return {found.rule for found in find_faults_of(segment.source, text, tag)}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_changed_digit_is_caught(project, library, tag):
    tried = 0
    for segment, entry in printed(project, library, tag):
        text = entry.msgstr
        at = next((i for i, char in enumerate(text) if char.isdigit()), None)
        if at is not None:
            changed = text[:at] + ("3" if text[at] != "3" else "4") + text[at + 1 :]
            assert "catalog-number" in rules_of(segment, changed, tag), changed
            tried += 1
    assert tried >= 16


def first_pair(text):
    """Where two different digits stand side by side, or None."""
    pairs = enumerate(pairwise(text))
    return next((i for i, (a, b) in pairs if a.isdigit() and b.isdigit() and a != b), None)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_pair_of_swapped_digits_is_caught(project, library, tag):
    tried = 0
    for segment, entry in printed(project, library, tag):
        text, at = entry.msgstr, first_pair(entry.msgstr)
        if at is not None:
            swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            assert "catalog-number" in rules_of(segment, swapped, tag), swapped
            tried += 1
    assert tried >= 7


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_dropped_placeholder_is_caught(project, library, tag):
    tried = 0
    for segment, entry in printed(project, library, tag):
        before, brace, rest = entry.msgstr.partition("{")
        if brace:
            dropped = before + rest.partition("}")[2]
            assert "catalog-placeholder" in rules_of(segment, dropped, tag), dropped
            tried += 1
    assert tried >= 16


def test_every_fault_of_a_translation_is_reported_by_the_check(layered):
    parsed = polib.pofile(read(layered, po_name("es")))
    current = [one for one in parsed if not one.obsolete and not one.fuzzy]
    entries = [one for one in current if "{" in one.msgstr]
    for entry in entries:
        entry.msgstr = entry.msgstr.replace("{", "")
    write(layered, po_name("es"), str(parsed))
    caught = {id_ for rule, id_ in found_in(layered, "es") if rule == "catalog-placeholder"}
    assert caught == {entry.msgctxt for entry in entries}


@pytest.mark.costly
@pytest.mark.parametrize("tag", sampled(TRANSLATED, 2))
def test_every_negation_that_is_not_translated_is_caught(copied, tag):
    negated = (" not ", "Do not", "no ", "cannot")
    parsed = polib.pofile(read(copied, po_name(tag)))
    current = [one for one in parsed if not one.obsolete and not one.fuzzy and one.msgstr]
    entries = [one for one in current if any(word in one.msgid for word in negated)]
    assert len(entries) >= 41
    for index, entry in enumerate(entries):
        entry.msgstr = "" if index % 2 else entry.msgid
    write(copied, po_name(tag), str(parsed))
    caught = {
        id_
        for rule, id_ in found_in(copied, tag)
        if rule in {"catalog-copy", "catalog-untranslated"}
    }
    missing = caught - {one.msgctxt for one in current}
    assert caught == {entry.msgctxt for entry in entries} | missing
    assert missing == set()


def test_the_pot_is_current_and_deterministic(project, library):
    assert extract(library) == extract(library) == project.read(POT_NAME)

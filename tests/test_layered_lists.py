"""A clinic's lists lie over the shipped ones entry by entry."""

import pytest

from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.content import check_content
from kat_handouts.content.library import load_library
from kat_handouts.model.errors import InputError
from tests.support.editing import edit, read, write
from tests.support.findings import errors_in

SOURCES = "content/sources.yaml"
TIMETABLE = """\
# Ours.
sources:
  timetable:
    title: The timetable of bus 14
    publisher: Nobody
    published: "2026"
    where: at the stop
    checked: 2026-11-22
    confirmed: read
    how: It was read.
    review_months: 6
"""


def test_a_source_is_added_and_nothing_else_is_wrong(small_clinic):
    write(small_clinic, SOURCES, TIMETABLE)
    write(
        small_clinic,
        "content/texts.yaml",
        "texts:\n  garden.back.bench.heading: {text: Bus 14, sources: [timetable]}\n",
    )
    assert errors_in(check_content(small_clinic).findings) == []
    sources = load_library(small_clinic).sources
    assert {"timetable", "almanac", "club"} <= set(sources.sources)
    assert set(sources.unconfirmed) == {"noon"}


def test_an_entry_is_replaced_and_told_with_its_own_file_and_line(small_clinic):
    almanac = (
        "  almanac:\n" + read(small_clinic, SOURCES).split("  almanac:\n")[1].split("  club")[0]
    )
    late = almanac.replace("2026-11-22", "2020-01-01")
    write(small_clinic, SOURCES, "# Ours.\nsources:\n" + late)
    found = [
        (one.rule, one.file, one.line)
        for one in check_content(small_clinic).findings
        if one.rule in {"source-overdue", "source-unconfirmed"}
    ]
    shipped = small_clinic.bundled / SOURCES
    line = shipped.read_text(encoding="utf-8").splitlines().index("  club:") + 1
    assert ("source-overdue", str(small_clinic.root / SOURCES), 3) in found
    assert ("source-unconfirmed", str(shipped), line) in found


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (SOURCES, "sources:\n  bus: {title: A bus}\n", 2),
        ("content/glossary.yaml", "terms:\n  a: {forms: [a], plain: [b]}\n  c: {form: [c]}\n", 3),
        ("content/wording.yaml", "rules:\n\n  a: {kind: noise}\n", 3),
        ("content/required-facts.yaml", "facts:\n  a: {fact: A}\n", 2),
    ],
)
def test_a_wrong_entry_is_told_in_the_clinic_s_file(small_clinic, name, text, line):
    write(small_clinic, name, text)
    with pytest.raises(InputError) as caught:
        load_library(small_clinic)
    assert {(one.file, one.line) for one in caught.value.findings} == {
        (str(small_clinic.root / name), line)
    }


def test_words_and_facts_are_added(small_clinic):
    write(
        small_clinic,
        "content/wording.yaml",
        "rules:\n  bench: {kind: hype, words: [bench], instead: a seat, why: It is ours.}\n",
    )
    write(small_clinic, "content/glossary.yaml", "concepts:\n  bench: [bench]\n")
    write(
        small_clinic,
        "content/required-facts.yaml",
        "facts:\n  bench:\n    fact: A bench.\n    carried_by: {garden: [garden.no.such]}\n",
    )
    found = {one.rule: one for one in check_content(small_clinic).findings}
    assert found["wording-hype"].segment == "garden.back.bench"
    assert found["fact-missing"].file == str(small_clinic.root / "content/required-facts.yaml")
    assert found["fact-missing"].line == 4
    library = load_library(small_clinic)
    assert {"miracle", "bench"} <= set(library.wording.rules)
    assert {"garden", "bench"} <= set(library.glossary.concepts)


def test_the_terms_of_a_language_are_added(small_clinic):
    name = "locales/es/glossary.yaml"
    write(small_clinic, "content/glossary.yaml", "concepts:\n  bench: [bench]\n")
    write(small_clinic, name, "terms:\n  bench: [asiento]\n  stool: [taburete]\n")
    found = {one.rule: one for one in check_catalogs(small_clinic, ["es"])}
    assert found["catalog-term"].segment == "garden.back.bench"
    assert (found["catalog-concept"].file, found["catalog-concept"].line) == (
        str(small_clinic.root / name),
        3,
    )
    edit(small_clinic, name, "  stool: [taburete]\n", "")
    assert "catalog-concept" not in {one.rule for one in check_catalogs(small_clinic, ["es"])}


@pytest.mark.parametrize(
    ("name", "field", "key"),
    [("content/wording.yaml", "rules", "miracle"), ("content/glossary.yaml", "terms", "irrigate")],
)
def test_an_entry_that_only_a_check_knows_is_taken_away(small_clinic, name, field, key):
    before = getattr(load_library(small_clinic), name[8:-5])
    write(small_clinic, name, f"{field}:\n  {key}: remove\n")
    library = load_library(small_clinic)
    after = getattr(library, name[8:-5])
    assert getattr(before, field).keys() - getattr(after, field).keys() == {key}
    assert library.files[name].files[field, key] == str(small_clinic.root / name)


@pytest.mark.parametrize(
    ("name", "field", "key", "words"),
    [
        (SOURCES, "sources", "almanac", "sources.almanac cannot be removed"),
        ("content/required-facts.yaml", "facts", None, "cannot be removed"),
        ("content/glossary.yaml", "concepts", "water", "concepts.water cannot be removed"),
        ("content/glossary.yaml", "terms", "irigate", "there is no terms.irigate to remove"),
    ],
)
def test_an_entry_that_others_rest_on_stays(small_clinic, name, field, key, words):
    if key is None:
        key = next(iter(load_library(small_clinic).facts.facts))
    write(small_clinic, name, f"{field}:\n  {key}: remove\n")
    with pytest.raises(InputError) as caught:
        load_library(small_clinic)
    (found,) = caught.value.findings
    assert (found.rule, found.file, found.line) == (
        "entry-removed",
        str(small_clinic.root / name),
        2,
    )
    assert words in found.message
    assert found.hint

"""An abbreviation in a translation is known, explained, and in brackets where the English is."""

import pytest

from kat_handouts.checks.abbreviations import abbreviations_of, medical_abbreviations
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.content.library import load_library
from kat_handouts.model.errors import Severity
from tests.support.editing import edit, read, translate, write

ES = "locales/es/glossary.yaml"
BENCH, SEASON = "garden.back.bench.heading", "garden.morning.why"


def listed(project, entries):
    write(project, ES, f"{read(project, ES)}abbreviations:\n{entries}")


def reworded(project, english, spanish):
    """Give the heading of the bench another English text, and this translation."""
    edit(project, "content/garden.yaml", "heading: A bench", f'heading: "{english}"')
    translate(project, "es", BENCH, spanish, source=english)


def found_in(project, tag="es"):
    return [one for one in check_catalogs(project, [tag]) if one.rule == "catalog-abbreviation"]


def messages(project):
    return [one.message for one in found_in(project)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("called MAOIs", ("MAOI",)),
        ("13YARN, and YARN again", ("YARN",)),
        ("ለPTSD (x)", ("PTSD",)),
        ("При ПТСР, ΔΕΠΥ և ՄԱՕ", ("ПТСР", "ΔΕΠΥ", "ՄԱՕ")),
        ("A bench. I am MedWatch. Ł", ()),
    ],
)
def test_abbreviations_are_runs_of_capitals_of_any_script(text, found):
    assert abbreviations_of(text) == found


@pytest.mark.parametrize(("segment", "severity"), [(BENCH, "WARNING"), (SEASON, "ERROR")])
def test_an_abbreviation_that_nobody_explains_is_found(small_copy, segment, severity):
    translate(small_copy, "es", segment, "El TEPT.")
    [found] = found_in(small_copy)
    assert (found.segment, found.severity) == (segment, Severity[severity])
    assert "TEPT: {words: [" in found.hint


def test_an_abbreviation_of_the_glossary_has_its_plain_words_beside_it(small_copy):
    listed(small_copy, "  TEPT: {words: [miedo que dura, miedo]}\n")
    translate(small_copy, "es", BENCH, "El TEPT.")
    assert messages(small_copy) == ["“TEPT” stands without plain words for it"]
    translate(small_copy, "es", BENCH, "El TEPT (un Miedo).")
    assert found_in(small_copy) == []


def test_an_everyday_abbreviation_needs_no_words(small_copy):
    listed(small_copy, "  SMS: {everyday: true}\n")
    translate(small_copy, "es", BENCH, "SMS")
    assert found_in(small_copy) == []


@pytest.mark.parametrize(
    ("english", "kept", "lost"),
    [
        ("A bench (REMS) here.", "Un banco (REMS) aquí.", "Un banco REMS aquí."),
        ("A bench (REMS) here.", "REMS （un banco） aquí.", "Un banco (verde). REMS aquí. Y (no)."),
        ("REMS (a bench) here.", "Un banco (uno, REMS).", "REMS, un banco aquí."),
        ("The REMS (benches).", "Los REMS, bancos (verdes).", "Los (bancos) REMS. (Verdes)."),
        ("Called REMSs (benches).", "Se llaman REMS (bancos).", "Se llaman REMS, bancos."),
    ],
)
def test_brackets_that_explain_are_kept(small_copy, english, kept, lost):
    reworded(small_copy, english, kept)
    assert found_in(small_copy) == []
    translate(small_copy, "es", BENCH, lost)
    assert messages(small_copy) == [
        "the English text explains “REMS” with brackets, and this text has none there"
    ]


@pytest.mark.parametrize("spanish", ["un banco REMS", "un banco"])
def test_brackets_around_more_than_the_abbreviation_explain_nothing(small_copy, spanish):
    reworded(small_copy, "a bench (such as REMS)", spanish)
    assert found_in(small_copy) == []


def test_a_medical_abbreviation_does_not_stand_alone(small_copy):
    edit(
        small_copy,
        "content/glossary.yaml",
        "terms:\n",
        "terms:\n  ect: {forms: [ECT, ECTs], plain: [brain stimulation]}\n",
    )
    assert medical_abbreviations(load_library(small_copy)) == {"ECT"}
    reworded(small_copy, "brain stimulation, ECT", "ECTs")
    assert messages(small_copy) == ["“ECT” stands alone"]
    translate(small_copy, "es", BENCH, "estimulación, ECT")
    assert found_in(small_copy) == []
    listed(small_copy, "  ECT: {everyday: true}\n")
    translate(small_copy, "es", BENCH, "ECT")
    assert found_in(small_copy) == []


def test_british_english_has_abbreviations_of_its_own(small_copy):
    reworded(small_copy, "Ask your clinician", "Pregunte")
    british = "locales/en_GB/LC_MESSAGES/handouts.po"
    entry = f'msgctxt "{BENCH}"\nmsgid "Ask your clinician"\nmsgstr "Ask your GP"\n'
    write(small_copy, british, f"{read(small_copy, british)}\n{entry}")
    assert [one.segment for one in found_in(small_copy, "en-GB")] == [BENCH]
    write(small_copy, "locales/en_GB/glossary.yaml", "abbreviations:\n  GP: {everyday: true}\n")
    assert found_in(small_copy, "en-GB") == []


def test_a_translator_excepts_an_abbreviation_for_a_reason(small_copy):
    translate(small_copy, "es", BENCH, "El banco ABC")
    name = "locales/es/LC_MESSAGES/handouts.po"
    context = f'msgctxt "{BENCH}"'
    edit(small_copy, name, context, f"# allow catalog-abbreviation: painted on it\n{context}")
    assert found_in(small_copy) == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("  TEPT: {}\n", "everyday: true"),
        ("  TEPT: {words: [miedo], everyday: true}\n", "not both"),
        ("  TEPT: {words: []}\n", "words: [the plain words]"),
        ("  Tept: {everyday: true}\n", "two capital letters or more"),
        ("  T: {everyday: true}\n", "two capital letters or more"),
    ],
)
def test_an_entry_of_the_glossary_says_one_thing(small_copy, entry, told):
    listed(small_copy, entry)
    told_of = [one for one in check_catalogs(small_copy, ["es"]) if one.rule != "unsigned"]
    assert len(told_of) == 1
    assert told in f"{told_of[0].message} {told_of[0].hint}"
    assert (told_of[0].file, told_of[0].line) == (str(small_copy.root / ES), 5)


def test_a_clinic_adds_abbreviations(small_copy, small_clinic):
    listed(small_copy, "  TEPT: {words: [miedo]}\n")
    translate(small_clinic, "es", BENCH, "TEPT, REMS")
    assert len(found_in(small_clinic)) == 2
    write(small_clinic, ES, "abbreviations:\n  REMS: {everyday: true}\n")
    assert messages(small_clinic) == ["“TEPT” stands without plain words for it"]

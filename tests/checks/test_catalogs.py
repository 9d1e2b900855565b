import pytest

from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.content.library import load_library
from kat_handouts.model.errors import Severity
from tests.support.editing import edit
from tests.support.signing import sign
from tests.support.small import SMALL_CATALOGS, SMALL_PRINTED

PO = "locales/es/LC_MESSAGES/handouts.po"


def found_in(project, **options):
    return [
        (found.rule, found.severity.value, found.segment)
        for found in check_catalogs(project, **options)
        if found.rule != "unsigned"
    ]


def test_a_release_needs_every_signature(small, small_library):
    found = check_catalogs(small, release=True)
    assert len(found) == len(SMALL_CATALOGS) * len(small_library.segments)
    assert {item.severity for item in found} == {Severity.ERROR}


def test_signed_catalogs_have_nothing_left(small_copy, small_library):
    for tag in SMALL_CATALOGS:
        sign(small_copy, small_library, tag)
    assert check_catalogs(small_copy, release=True) == []


def test_missing_safety_text_is_an_error_and_other_text_a_warning(small_copy):
    edit(small_copy, PO, 'msgstr "Un banco"', 'msgstr ""')
    edit(small_copy, PO, 'msgstr "No levante macetas pesadas."', 'msgstr ""')
    assert set(found_in(small_copy)) == {
        ("catalog-untranslated", "warning", "garden.back.bench.heading"),
        ("catalog-untranslated", "error", "garden.back.warn.pots"),
    }


def test_what_may_be_untranslated_is_counted_and_everything_else_holds(small_copy):
    edit(small_copy, PO, 'msgstr "No levante macetas pesadas."', 'msgstr ""')
    edit(small_copy, PO, 'msgstr "Un banco"', 'msgstr "<b>Un banco</b>"')
    found = found_in(small_copy, allow_untranslated=True)
    assert set(found) == {
        ("catalog-untranslated", "note", None),
        ("catalog-markup", "error", "garden.back.bench.heading"),
    }
    edit(small_copy, PO, 'msgid "A bench"', 'msgid "The bench"')
    findings = check_catalogs(small_copy, ["es"], allow_untranslated=True)
    (note,) = (one for one in findings if one.rule == "catalog-untranslated")
    total = len(load_library(small_copy).segments)
    assert note.message == f"2 of {total} segments print in English: 1 untranslated, 1 fuzzy"
    assert "locales check es" in note.hint


def test_a_changed_english_text_makes_its_translations_stale(small_copy):
    edit(small_copy, "content/garden.yaml", "heading: A bench", "heading: Your bench")
    found = found_in(small_copy)
    assert ("pot-stale", "error", None) in found
    assert found.count(("catalog-fuzzy", "warning", "garden.back.bench.heading")) == (
        len(SMALL_PRINTED) - 1
    )


def test_markup_unknown_entries_and_broken_files_are_found_together(small_copy):
    edit(small_copy, PO, 'msgstr "Un banco"', 'msgstr "<b>Un banco</b>"')
    edit(small_copy, PO, 'msgctxt "garden.title"', 'msgctxt "garden.titel"')
    (small_copy.root / "locales/ar/LC_MESSAGES/handouts.po").write_bytes(b"\xff\xfe")
    found = {(rule, segment) for rule, _, segment in found_in(small_copy)}
    assert {
        ("catalog-markup", "garden.back.bench.heading"),
        ("catalog-unknown", "garden.titel"),
        ("catalog-untranslated", "garden.title"),
        ("wrong-charset", None),
    } <= found


@pytest.mark.parametrize("text", ["Un **banco**", "Un&nbsp;banco", "Un banco<br>", "__Un banco__"])
def test_whatever_would_print_as_markup_is_found(small_copy, text):
    edit(small_copy, PO, 'msgstr "Un banco"', f'msgstr "{text}"')
    found = [one for one in check_catalogs(small_copy, ["es"]) if one.rule == "catalog-markup"]
    assert [one.segment for one in found] == ["garden.back.bench.heading"]


def test_an_american_word_on_a_british_sheet_is_found(small_copy):
    edit(small_copy, "locales/en_GB/LC_MESSAGES/handouts.po", "The colour", "The color")
    assert found_in(small_copy) == [("catalog-spelling", "error", "garden.morning.bring.leaf")]


@pytest.mark.parametrize(
    ("spellings", "rules"),
    [
        ("spellings: {Color: colour}", {"catalog-spelling"}),
        ("spellings: {}", {"content"}),
        ('spellings: {"": colour}', {"content"}),
        ('spellings: {color: " "}', {"content"}),
    ],
)
def test_a_list_of_spellings_has_words(small_copy, spellings, rules):
    (small_copy.root / "locales/en_GB/spellings.yaml").write_text(spellings, encoding="utf-8")
    edit(small_copy, "content/garden.yaml", "heading: A bench", "heading: Color")
    found = [one for one in check_catalogs(small_copy, ["en-GB"]) if one.rule != "unsigned"]
    assert {one.rule for one in found if one.rule not in {"pot-stale"}} == rules
    assert all(one.line for one in found if str(one.file).endswith("spellings.yaml"))


def test_an_american_word_that_nobody_has_changed_is_found(small_copy):
    edit(small_copy, "content/garden.yaml", "heading: A bench", "heading: Color")
    found = [item for item in check_catalogs(small_copy) if item.rule == "catalog-spelling"]
    assert [(item.segment, item.locale) for item in found] == [
        ("garden.back.bench.heading", "en-GB")
    ]
    assert "colour" in found[0].hint

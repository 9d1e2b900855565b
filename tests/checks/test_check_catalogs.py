from conftest import CATALOGS, PRINTED, edit
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.model.errors import Severity
from signing import sign

PO = "locales/es/LC_MESSAGES/handouts.po"


def found_in(project, **options):
    return [
        (found.rule, found.severity.value, found.segment)
        for found in check_catalogs(project, **options)
        if found.rule != "unsigned"
    ]


def test_the_real_catalogs_have_nothing_but_missing_signatures(project):
    found = check_catalogs(project)
    assert [item.rule for item in found] == ["unsigned"] * len(CATALOGS)
    assert {item.severity for item in found} == {Severity.NOTE}


def test_a_release_needs_every_signature(project, library):
    found = check_catalogs(project, release=True)
    assert len(found) == len(CATALOGS) * len(library.segments)
    assert {item.severity for item in found} == {Severity.ERROR}


def test_signed_catalogs_have_nothing_left(copied, library):
    for tag in CATALOGS:
        sign(copied, library, tag)
    assert check_catalogs(copied, release=True) == []


def test_missing_safety_text_is_an_error_and_other_text_a_warning(copied):
    edit(copied, PO, 'msgstr "Vejiga"', 'msgstr ""')
    edit(copied, PO, 'msgstr "No mezcle"', 'msgstr ""')
    assert set(found_in(copied)) == {
        ("catalog-untranslated", "warning", "side-effects.bladder.heading"),
        ("catalog-untranslated", "error", "side-effects.breathing.action.heading"),
    }


def test_a_changed_english_text_makes_its_translations_stale(copied):
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "heading: Your bladder")
    found = found_in(copied)
    assert ("pot-stale", "error", None) in found
    assert found.count(("catalog-fuzzy", "warning", "side-effects.bladder.heading")) == (
        len(PRINTED) - 1
    )


def test_markup_unknown_entries_and_broken_files_are_found_together(copied):
    edit(copied, PO, 'msgstr "Vejiga"', 'msgstr "<b>Vejiga</b>"')
    edit(copied, PO, 'msgctxt "side-effects.title"', 'msgctxt "side-effects.titel"')
    (copied.root / "locales/hi/LC_MESSAGES/handouts.po").write_bytes(b"\xff\xfe")
    found = {(rule, segment) for rule, _, segment in found_in(copied)}
    assert {
        ("catalog-markup", "side-effects.bladder.heading"),
        ("catalog-unknown", "side-effects.titel"),
        ("catalog-untranslated", "side-effects.title"),
        ("wrong-charset", None),
    } <= found


def test_an_american_word_on_a_british_sheet_is_found(copied):
    edit(copied, "locales/en_GB/LC_MESSAGES/handouts.po", "sleep apnoea", "sleep apnea")
    assert found_in(copied) == [
        ("catalog-spelling", "error", "what-is-kat.not-for.tell-first.lungs")
    ]


def test_an_american_word_that_nobody_has_changed_is_found(copied):
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "heading: Color")
    found = [item for item in check_catalogs(copied) if item.rule == "catalog-spelling"]
    assert [(item.segment, item.locale) for item in found] == [
        ("side-effects.bladder.heading", "en-GB")
    ]
    assert "colour" in found[0].hint

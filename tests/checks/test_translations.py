"""Each rule for a translation, by a catalog that breaks it; and mutations of the real catalogs."""

import shutil
from itertools import pairwise, product

import polib
import pytest

from conftest import LOCALES, edit
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.translations import check_translation
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Severity
from kat_handouts.model.languages import SCRIPTS, Language, get_language

ES = "locales/es/LC_MESSAGES/handouts.po"
TRANSLATED = [tag for tag in LOCALES if tag != "en"]


def segment(source, *, safety=False, room=None):
    return Segment("x.y", source, "Here", "", safety, "f", "f", 1, room=room)


def rules(tag, source, translation, **options):
    language = tag if isinstance(tag, Language) else get_language(tag)
    return [
        found.rule for found in check_translation(language, segment(source, **options), translation)
    ]


@pytest.mark.parametrize(
    ("tag", "source", "translation", "rule"),
    [
        ("es", "Rest today.", " Descanse hoy.", "catalog-space"),
        ("es", "Rest today.", "Descanse  hoy.", "catalog-space"),
        ("es", "Rest today.", "Descanse hoy", "catalog-punctuation"),
        ("es", "How are you?", "¿Cómo está.", "catalog-punctuation"),
        ("zh-Hans", "Rest today.", "今天请休息", "catalog-punctuation"),
        ("hi", "Rest today.", "आज आराम करें", "catalog-punctuation"),
        ("km", "Do:", "សូមធ្វើ", "catalog-punctuation"),
        ("es", "chest pain", "dolor en el pecho.", "catalog-punctuation"),
        ("es", "Tell the staff.", "Avise al al personal.", "catalog-doubled-word"),
        ("bn", "Tell the staff.", "কর্মীদের কর্মীদের বলুন।", "catalog-doubled-word"),
        ("es", "pain (chest)", "dolor (pecho", "catalog-brackets"),
        ("es", "pain", "“dolor", "catalog-brackets"),
        ("ar", "pain (chest)", "ألم )صدر(", "catalog-brackets"),
        ("es", "Tell the staff.", "Tell the staff.", "catalog-copy"),
        ("ar", "Tell the staff.", "أخبر staff الآن.", "catalog-script"),
        ("es", "Tell the staff.", "Avise al персоналу.", "catalog-script"),
        ("hi", "Tell the staff.", "Avise al personal.", "catalog-language"),
        ("ar", "Tell the staff.", "به کارکنان بگویید.", "catalog-letters"),
        ("zh-Hans", "Tell the staff.", "請告訴工作人員。", "catalog-letters"),
    ],
)
def test_each_rule_finds_its_mistake(tag, source, translation, rule):
    assert rule in rules(tag, source, translation)


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        ("es", "Are you ready?", "¿Está listo?"),
        ("ar", "Are you ready?", "هل أنت مستعد؟"),
        ("zh-Hans", "Rest today.", "今天请休息。"),
        ("hi", "Rest today.", "आज आराम करें।"),
        ("km", "Do:", "សូមធ្វើ៖"),
        ("ar", "It is called off-label.", "هذا يسمى خارج الاستعمال (off-label)."),
        ("hi", "older medicines called MAOIs", "पुरानी दवाएं (MAOI)"),
        ("es", "Spravato", "Spravato"),
        ("hi", "Get up slowly.", "धीरे-धीरे उठें।"),
        ("ar", "Call {emergency_number} now", "اتصل بالرقم {emergency_number} الآن"),
    ],
)
def test_what_is_right_is_left_alone(tag, source, translation):
    assert rules(tag, source, translation) == []


@pytest.mark.parametrize(
    ("tag", "translation", "count"),
    [
        ("pt-BR", "Avise a equipe pelo celular.", 0),
        ("pt-BR", "Avise a equipa pelo telemóvel.", 2),
        ("pt-PT", "Avise a equipa pelo telemóvel.", 0),
    ],
)
def test_brazilian_portuguese_is_told_from_that_of_portugal(tag, translation, count):
    found = rules(tag, "Tell the team by phone.", translation)
    assert found.count("catalog-letters") == count


def test_a_character_that_no_font_has_is_found_before_the_sheet_is_made(copied):
    edit(copied, ES, 'msgstr "Vejiga"', 'msgstr "Vejiga ☃"')
    assert ("catalog-glyph", "side-effects.bladder.heading") in found_in(copied, "es")


def test_traditional_and_simplified_are_told_apart_both_ways():
    traditional = Language(
        "zh-Hant", "Chinese", "繁體中文", SCRIPTS["Hans"].__class__("Hant", SCRIPTS["Hans"].font)
    )
    assert rules(traditional, "Tell the staff.", "請告訴工作人員。") == []
    assert rules(traditional, "Tell the staff.", "请告诉工作人员。") == ["catalog-letters"]


@pytest.mark.parametrize("tag", ["ar", "fa", "ur"])
def test_arabic_persian_and_urdu_are_told_apart(tag):
    texts = {
        "ar": "أخبر الفريق الطبي في العيادة.",
        "fa": "به تیم پزشکی در کلینیک بگویید.",
        "ur": "کلینک میں ٹیم کو بتائیں۔",
    }
    for other, text in texts.items():
        found = rules(tag, "Tell the team in the clinic.", text)
        # Persian has no letter that Urdu lacks; there the whole catalog tells.
        if other == tag or (tag, other) == ("ur", "fa"):
            assert "catalog-letters" not in found
        else:
            assert "catalog-letters" in found


def test_a_text_that_is_too_long_for_its_place_warns():
    found = list(
        check_translation(get_language("es"), segment("Page", room=8), "Número de la página")
    )
    assert [(item.rule, item.severity) for item in found] == [("catalog-length", Severity.WARNING)]


@pytest.mark.parametrize(
    ("safety", "severity"), [(True, Severity.ERROR), (False, Severity.WARNING)]
)
def test_safety_text_is_held_more_strictly(safety, severity):
    text = "Tell the staff."
    found = check_translation(get_language("es"), segment(text, safety=safety), text)
    assert [item.severity for item in found] == [severity]


def found_in(project, tag):
    return [
        (found.rule, found.segment)
        for found in check_catalogs(project, [tag])
        if found.rule not in {"unsigned", "pot-stale"}
    ]


def test_the_real_catalogs_break_no_rule(project):
    for tag in TRANSLATED:
        assert found_in(project, tag) == []


def test_a_translator_excepts_a_text_for_a_reason(copied):
    name = "# allow catalog-copy: the line has this name, and the country its own\n"
    edit(copied, ES, name, "")
    assert found_in(copied, "es") == [("catalog-copy", "region.au.crisis-lines.lifeline.name")]
    context = 'msgctxt "region.au.crisis-lines.lifeline.name"'
    edit(copied, ES, context, f"# allow catalog-copy: short\n{context}")
    assert found_in(copied, "es") == [
        (rule, "region.au.crisis-lines.lifeline.name") for rule in ("allow-reason", "catalog-copy")
    ]


def test_a_term_that_is_not_the_approved_one_is_found(copied):
    edit(copied, ES, 'msgstr "Vejiga"', 'msgstr "Urinaria"')
    assert found_in(copied, "es") == [("catalog-term", "side-effects.bladder.heading")]


def test_a_term_of_an_unknown_concept_is_found(copied):
    edit(copied, "locales/es/glossary.yaml", "  bladder:", "  blader:")
    assert [rule for rule, _ in found_in(copied, "es")] == ["catalog-concept"]


@pytest.mark.parametrize(
    ("tag", "other"), [pair for pair in product(TRANSLATED, repeat=2) if pair[0] != pair[1]]
)
def test_another_languages_file_in_this_place_is_found(copied, tag, other):
    path, source = (
        copied.root / "locales" / get_language(name).folder / "LC_MESSAGES/handouts.po"
        for name in (tag, other)
    )
    shutil.copy(source, path)
    assert "catalog-language" in {rule for rule, _ in found_in(copied, tag)}


def entries_with(project, tag, wanted):
    path = project.root / "locales" / get_language(tag).folder / "LC_MESSAGES/handouts.po"
    parsed = polib.pofile(str(path))
    return path, parsed, [one for one in parsed if wanted(one) and not one.obsolete]


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_changed_digit_is_caught(copied, tag):
    path, parsed, entries = entries_with(copied, tag, lambda e: any(map(str.isdigit, e.msgstr)))
    assert len(entries) > 15
    for entry in entries:
        at = next(i for i, char in enumerate(entry.msgstr) if char.isdigit())
        other = "3" if entry.msgstr[at] != "3" else "4"
        entry.msgstr = entry.msgstr[:at] + other + entry.msgstr[at + 1 :]
    parsed.save(str(path))
    caught = {id_ for rule, id_ in found_in(copied, tag) if rule == "catalog-number"}
    assert caught == {entry.msgctxt for entry in entries}


def first_pair(text):
    """Where two different digits stand side by side, or None."""
    pairs = enumerate(pairwise(text))
    return next((i for i, (a, b) in pairs if a.isdigit() and b.isdigit() and a != b), None)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_pair_of_swapped_digits_is_caught(copied, tag):
    path, parsed, entries = entries_with(copied, tag, lambda e: first_pair(e.msgstr) is not None)
    assert len(entries) >= 10
    for entry in entries:
        text, at = entry.msgstr, first_pair(entry.msgstr)
        entry.msgstr = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    parsed.save(str(path))
    caught = {id_ for rule, id_ in found_in(copied, tag) if rule == "catalog-number"}
    assert caught == {entry.msgctxt for entry in entries}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_dropped_placeholder_is_caught(copied, tag):
    path, parsed, entries = entries_with(copied, tag, lambda e: "{" in e.msgstr)
    assert len(entries) > 15
    for entry in entries:
        start, end = entry.msgstr.index("{"), entry.msgstr.index("}")
        entry.msgstr = entry.msgstr[:start] + entry.msgstr[end + 1 :]
    parsed.save(str(path))
    caught = {id_ for rule, id_ in found_in(copied, tag) if rule == "catalog-placeholder"}
    assert caught == {entry.msgctxt for entry in entries}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_negation_that_is_not_translated_is_caught(copied, tag):
    negated = (" not ", "Do not", "no ", "cannot")
    path, parsed, entries = entries_with(
        copied, tag, lambda e: any(word in e.msgid for word in negated)
    )
    assert len(entries) > 40
    for index, entry in enumerate(entries):
        entry.msgstr = "" if index % 2 else entry.msgid
    parsed.save(str(path))
    caught = {
        id_
        for rule, id_ in found_in(copied, tag)
        if rule in {"catalog-copy", "catalog-untranslated"}
    }
    assert caught == {entry.msgctxt for entry in entries}

"""Each rule for a translation, by a catalog that breaks it; and mutations of the real catalogs."""

import pytest

from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.translations import check_translation
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Severity
from kat_handouts.model.languages import Language, get_language
from kat_handouts.model.scripts import SCRIPTS
from tests.support.editing import edit
from tests.support.shipped import LOCALES

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


def test_a_character_that_no_font_has_is_found_before_the_sheet_is_made(small_copy):
    edit(small_copy, ES, 'msgstr "Un banco"', 'msgstr "Un banco ☃"')
    assert ("catalog-glyph", "garden.back.bench.heading") in found_in(small_copy, "es")


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


def test_a_translator_excepts_a_text_for_a_reason(small_copy):
    copied = [("catalog-copy", "garden.back.bench.heading")]
    edit(small_copy, ES, 'msgstr "Un banco"', 'msgstr "A bench"')
    assert found_in(small_copy, "es") == copied
    context = 'msgctxt "garden.back.bench.heading"'
    edit(small_copy, ES, context, f"# allow catalog-copy: short\n{context}")
    assert found_in(small_copy, "es") == [
        ("allow-reason", "garden.back.bench.heading"),
        *copied,
    ]
    edit(small_copy, ES, "copy: short", "copy: the bench has this name everywhere")
    assert found_in(small_copy, "es") == []


def test_a_term_that_is_not_the_approved_one_is_found(small_copy):
    edit(small_copy, ES, 'msgstr "Un día en el jardín"', 'msgstr "Un día en el huerto"')
    assert found_in(small_copy, "es") == [("catalog-term", "garden.title")]


def test_a_term_of_an_unknown_concept_is_found(small_copy):
    edit(small_copy, "locales/es/glossary.yaml", "  garden:", "  gardn:")
    assert [rule for rule, _ in found_in(small_copy, "es")] == ["catalog-concept"]


WRONG = """
wrong:
  - words: [el agua de vida]
    says: a spirit
    say: agua
    where: [water]
"""


def test_a_word_that_misleads_is_found_where_it_is_meant(small_copy):
    glossary = small_copy.root / "locales/es/glossary.yaml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + WRONG, encoding="utf-8")
    assert found_in(small_copy, "es") == []
    edit(small_copy, ES, '"Beba agua a menudo. Sién', '"Beba el Agua de Vida a menudo. Sién')
    assert found_in(small_copy, "es") == [("catalog-wrong-word", "garden.main-message")]
    edit(small_copy, "locales/es/glossary.yaml", "where: [water]", "where: [shadow]")
    assert found_in(small_copy, "es") == []


def test_an_exception_from_a_misleading_word_needs_its_rule(small_copy):
    glossary = small_copy.root / "locales/es/glossary.yaml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + WRONG, encoding="utf-8")
    edit(small_copy, ES, '"Beba agua a menudo. Sién', '"Beba el agua de vida a menudo. Sién')
    context = 'msgctxt "garden.main-message"'
    edit(small_copy, ES, context, f"# allow catalog-wrong-word: it is meant here\n{context}")
    assert found_in(small_copy, "es") == []


LADDER = 'msgctxt "walk.path.warn.ladder"\nmsgid "Do not climb a ladder alone."\nmsgstr'


def test_one_english_text_with_two_translations_is_found(small_copy):
    edit(small_copy, ES, f'{LADDER} "No suba solo', f'{LADDER} "No suba a solas')
    assert found_in(small_copy, "es") == [("catalog-two-translations", "walk.path.warn.ladder")]
    edit(small_copy, ES, LADDER, f"# allow catalog-two-translations: another ladder\n{LADDER}")
    assert found_in(small_copy, "es") == []


def test_one_translation_of_two_unlike_texts_is_found(small_copy):
    edit(
        small_copy,
        ES,
        'msgstr "El color de una hoja le dice si está seca."',
        'msgstr "piel roja que duele"',
    )
    found = found_in(small_copy, "es")
    assert ("catalog-one-for-two", "garden.signs.effects.tell-team.burn") in found

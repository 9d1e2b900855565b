import pytest

from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import REGISTRY, get_language
from kat_handouts.model.tags import normalise_tag


@pytest.mark.parametrize(
    ("given", "tag"),
    [("zh_Hans", "zh-Hans"), ("ZH-hans", "zh-Hans"), ("pt_br", "pt-BR"), ("es", "es")],
)
def test_tags_are_accepted_as_gettext_and_bcp_47_spell_them(given, tag):
    assert normalise_tag(given) == tag


def test_every_registered_language_is_found_by_its_folder():
    for language in REGISTRY.values():
        assert get_language(language.folder) is language


def test_a_language_in_a_known_script_needs_no_line():
    language = get_language("sw")
    assert (language.english_name, language.endonym) == ("Swahili", "Kiswahili")
    assert language.script.code == "Latn"
    assert get_language("fa").direction == "rtl"


def test_an_unknown_tag_is_refused_with_a_hint():
    with pytest.raises(InputError) as caught:
        get_language("xq-Zzzz")
    assert caught.value.findings[0].rule == "unknown-language"


def test_a_script_without_a_font_is_refused():
    with pytest.raises(InputError) as caught:
        get_language("ml")
    assert "Mlym" in caught.value.findings[0].message


def test_names_agree_with_cldr():
    from babel import Locale

    for language in REGISTRY.values():
        locale = Locale.parse(language.tag, sep="-")
        assert locale.character_order == (
            "right-to-left" if language.direction == "rtl" else "left-to-right"
        )
        # CLDR counts Tagalog to Filipino, and says of English and Chinese where they are written.
        if language.tag == "tl":
            continue
        assert locale.get_display_name("en").split(" (")[0] in language.english_name
        if language.tag not in {"en-GB", "zh-Hans", "zh-Hant"}:
            assert language.endonym.casefold() == locale.get_display_name().casefold()


def test_native_digits_are_those_of_cldr():
    from babel import Locale

    for language in REGISTRY.values():
        assert language.digits in {
            "latn",
            Locale.parse(language.tag, sep="-").default_numbering_system,
        }

"""Language tags: their form, what they have in common, and what somebody may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import REGISTRY, get_language, names_of
from kat_handouts.model.path_names import is_path_name
from kat_handouts.model.tags import (
    is_locale_folder,
    is_same_language,
    is_tag,
    normalise_tag,
    suggested_region,
    suggested_tags,
)

NAMES = {tag: names_of(language) for tag, language in REGISTRY.items()}


@pytest.mark.parametrize(
    "tag", [*REGISTRY, "es-419", "zh_Hant_HK", "sr-Latn", "sw", "fil", "en-XA"]
)
def test_a_tag_of_bcp_47_is_one(tag):
    assert is_tag(tag)


@pytest.mark.parametrize(
    "tag",
    [
        *("", "e", "es.bak", "es@x", "es.old", "es~", "es ", "en-US-POSIX\t", "es\n", "-es", "es-"),
        *(
            "zh-Hans::error::x",
            "pt../../../evil_BR",
            "../es",
            "es/..",
            "Spanish",
            "español",
            "es--MX",
        ),
        *(
            "de-" + "a" * 300,
            "de" + "-abcde" * 9,
            "٣٣",
            "en-\u0661\u0662\u0663",
            "ES\u202e",
            "i-klingon",
        ),
    ],
)
def test_what_is_no_tag_is_refused_before_anything_is_made_of_it(tag):
    assert not is_tag(tag)
    with pytest.raises(InputError) as caught:
        get_language(tag)
    assert caught.value.findings[0].rule == "unknown-language"


@given(st.text(max_size=40))
def test_the_folder_of_a_tag_stays_where_it_is_put(tag):
    if is_tag(tag):
        folder = normalise_tag(tag).replace("-", "_")
        # Windows has devices whose names are tags too; no file there can be named so.
        assert is_path_name(folder) is (folder not in {"aux", "con", "nul", "prn"})
        assert is_locale_folder(folder)
    else:
        assert not is_locale_folder(tag)


@pytest.mark.parametrize("folder", ["pt-BR", "ES", "zh_hans", "PT_br", "es.bak", "en_us"])
def test_a_folder_that_is_spelled_otherwise_is_none(folder):
    assert not is_locale_folder(folder)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("es", "es", True),
        ("es_MX", "es", True),
        ("zh_CN", "zh-Hans", True),
        ("zh_TW", "zh-Hant", True),
        ("zh_HK", "zh-Hant", True),
        ("zh_TW", "zh-Hans", False),
        ("zh", "zh-Hans", True),
        ("iw", "he", True),
        ("fil", "tl", True),
        ("pt_PT", "pt-BR", False),
        ("pt", "pt-BR", True),
        ("fr", "es", False),
        ("uk", "ru", False),
        ("sr-Latn", "sr", False),
        ("en_US", "en-GB", False),
        ("en", "en-GB", True),
        ("not a tag", "es", False),
    ],
)
def test_two_tags_may_name_one_language(one, other, same):
    assert is_same_language(one, other) == same


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("Spanish", ["es"]),
        ("español", ["es"]),
        ("espanol", ["es"]),
        ("Farsi", ["fa"]),
        ("Chinese", ["zh-Hans", "zh-Hant"]),
        ("Mandarin", ["zh-Hans", "zh-Hant"]),
        ("Cantonese", ["zh-Hant"]),
        ("zh", ["zh-Hans", "zh-Hant"]),
        ("zh-CN", ["zh-Hans"]),
        ("zh-TW", ["zh-Hant"]),
        ("pt", ["pt-BR"]),
        ("jp", ["ja"]),
        ("kr", ["ko"]),
        ("cn", ["zh-Hans"]),
        ("Tiếng Việt", ["vi"]),
        ("русский", ["ru"]),
        ("qqq", []),
    ],
)
def test_a_language_is_found_by_what_people_call_it(name, tags):
    assert suggested_tags(name, NAMES) == tags


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("uk", "gb"),
        ("UK", "gb"),
        ("GB", "gb"),
        ("usa", "us"),
        ("England", "gb"),
        ("Australia", "au"),
        ("United States", "us"),
        ("Zealand", "nz"),
        ("xx", None),
        ("ub", None),
        ("ss", None),
        ("fr", None),
    ],
)
def test_no_region_is_taken_for_one_that_is_spelled_much_like_it(name, code):
    assert suggested_region(name, ["us", "gb", "ca", "au", "nz", "ie"]) == code


@given(st.text(max_size=12))
def test_any_words_may_be_asked_for(name):
    assert set(suggested_tags(name, NAMES)) <= set(NAMES)
    assert suggested_region(name, ["us", "gb"]) in {None, "us", "gb"}

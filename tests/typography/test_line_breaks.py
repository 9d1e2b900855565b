import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.invisible import INVISIBLE, WORD_JOINER
from kat_handouts.model.languages import REGISTRY, get_language
from kat_handouts.typography.line_breaks import ZERO_WIDTH_SPACE, insert_line_breaks
from tests.support.lines import lines
from tests.support.shipped import LOCALES

KHMER = get_language("km")
UNSPACED = [one.tag for one in REGISTRY.values() if one.script.line_breaks == "icu"]


def test_khmer_is_marked_where_icu_breaks_it():
    assert insert_line_breaks("ខ្ញុំត្រូវការអ្នកបកប្រែ", KHMER) == "ខ្ញុំ\u200bត្រូវការ\u200bអ្នកបកប្រែ"


@pytest.mark.parametrize("tag", UNSPACED)
@given(text=st.text(alphabet="ខញុំត្រូវការអក។ ห้ามขับรถๆ မောင်းပါ ຫ້າມຂັບ 911\u00a0ab", max_size=40))
def test_nothing_but_what_nobody_sees_is_added(tag, text):
    language = get_language(tag)
    marked = insert_line_breaks(text, language, ("ขับ", "ကား"))
    assert marked.translate(INVISIBLE) == text.translate(INVISIBLE)
    assert WORD_JOINER + WORD_JOINER not in marked


@pytest.mark.parametrize("tag", sorted({*LOCALES, "ko", "ja"} - {*UNSPACED}))
def test_other_languages_are_left_alone(tag):
    assert insert_line_breaks("some words", get_language(tag)) == "some words"


# Each is printed on a line as narrow as can be.
WHOLE = [
    ("my", "ကားမမောင်းပါနှင့်။", ["ကား", "မမောင်းပါနှင့်။"]),
    ("lo", "ແລະຫ້າມຂັບ ຢຸດບໍ່ໄດ້", ["ແລະ", "ຫ້າມຂັບ", "ຢຸດບໍ່ໄດ້"]),
    ("th", "และห้ามขับ ยังไม่ควรดื่ม", ["และ", "ห้ามขับ", "ยัง", "ไม่ควรดื่ม"]),
    ("km", "អ្នកកុំបើកបរ មិនចាំបាច់រង់ចាំទេ។", ["អ្នក", "កុំបើកបរ", "មិនចាំបាច់", "រង់ចាំទេ។"]),
]


@pytest.mark.parametrize(("tag", "text", "whole"), WHOLE)
def test_no_line_ends_between_a_negation_and_what_it_negates(tag, text, whole):
    assert lines(insert_line_breaks(text, get_language(tag)), tag) == whole


@pytest.mark.parametrize("text", ["หรือยาบอกว่า", "ยาคลายกังวล"])
def test_a_thai_word_that_icu_cuts_is_whole(text):
    """ICU reads “medicine | nark” where the words are “take | tell”."""
    marked = insert_line_breaks(text, get_language("th")).split(ZERO_WIDTH_SPACE)
    assert not any(piece.endswith(("ยาบ", "ยาค")) for piece in marked)


@pytest.mark.parametrize("tag", UNSPACED)
def test_no_line_of_a_catalog_ends_within_a_word_of_the_glossary(project, library, tag):
    unbroken = load_translations(project, library.segments, tag).unbroken
    assert len(unbroken) > 10
    language = get_language(tag)
    seen = set()
    for entry in load_catalog(project, tag).entries.values():
        marked = insert_line_breaks(entry.msgstr, language, unbroken).replace(WORD_JOINER, "")
        for word in unbroken:
            if word in entry.msgstr:
                seen.add(word)
                assert marked.count(word) == entry.msgstr.count(word), entry.segment
    assert len(seen) > 5


@pytest.mark.parametrize("tag", UNSPACED)
@pytest.mark.parametrize("width", ["1mm", "20mm", "45mm"])
def test_words_of_the_glossary_are_printed_whole_at_any_width(project, library, tag, width):
    unbroken = load_translations(project, library.segments, tag).unbroken
    text = insert_line_breaks("".join(unbroken) * 2, get_language(tag), unbroken)
    for line in lines(text, tag, width):
        while line:
            word = max((one for one in unbroken if line.startswith(one)), key=len, default="")
            assert word
            line = line.removeprefix(word)

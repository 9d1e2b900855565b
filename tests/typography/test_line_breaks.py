import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.languages import get_language
from kat_handouts.typography.line_breaks import ZERO_WIDTH_SPACE, insert_line_breaks
from tests.support.shipped import LOCALES

KHMER = get_language("km")


def test_khmer_is_marked_where_icu_breaks_it():
    assert insert_line_breaks("ខ្ញុំត្រូវការអ្នកបកប្រែ", KHMER) == "ខ្ញុំ\u200bត្រូវការ\u200bអ្នកបកប្រែ"


@given(st.text(alphabet="ខញុំត្រូវការអកបែ។ 911\u00a0ab", max_size=40))
def test_nothing_but_zero_width_spaces_is_added(text):
    assert insert_line_breaks(text, KHMER).replace(ZERO_WIDTH_SPACE, "") == text


@pytest.mark.parametrize("tag", [tag for tag in LOCALES if tag != "km"])
def test_other_languages_are_left_alone(tag):
    assert insert_line_breaks("some words", get_language(tag)) == "some words"

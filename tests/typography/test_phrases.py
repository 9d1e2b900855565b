from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.languages import get_language
from kat_handouts.typography.line_breaks import ZERO_WIDTH_SPACE
from kat_handouts.typography.phrases import in_phrases
from tests.support.documents import make_document
from tests.support.lines import lines
from tests.support.pdfs import page_texts

JAPANESE = get_language("ja")


def test_japanese_is_broken_between_phrases():
    text = in_phrases("次の日まで、運転しないでください：（911に電話）", JAPANESE)
    assert lines(text, "ja", "38mm") == ["次の日まで、", "運転しないでください：", "（911に電話）"]


@pytest.mark.parametrize("tag", ["zh-Hans", "ko", "en"])
def test_other_languages_are_left_alone(tag):
    assert in_phrases("運転しないでください", get_language(tag)) == "運転しないでください"


@given(st.text(alphabet="運転しないで、。：（）「」ー 911\u2060", max_size=30))
def test_nothing_but_zero_width_spaces_is_added_and_never_at_a_sign(text):
    marked = in_phrases(text, JAPANESE)
    assert marked.replace(ZERO_WIDTH_SPACE, "") == text
    for before, after in pairwise(marked):
        assert not (before == ZERO_WIDTH_SPACE and after in "、。：）」ー")
        assert not (before in "（「\u2060" and after == ZERO_WIDTH_SPACE)


def test_headings_and_the_main_message_come_back_without_what_nobody_sees(project, built):
    document = make_document(project, "ja", "before-your-visit")
    assert document.main_message is not None
    texts = [document.title, document.main_message]
    texts += [one.texts["heading"] for one in document.sections if "heading" in one.texts]
    assert any(ZERO_WIDTH_SPACE in text.plain for text in texts)
    copied = "".join("".join(page_texts(built(document).data)).split())
    for text in texts:
        assert "".join(text.bare.split()) in copied

import io
import re

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.checks.pdf import lost_words
from tests.support.copying import READERS, copied
from tests.support.documents import make_document
from tests.support.lines import lines, places

HANGUL = re.compile("[가-힣]+")
KOREAN = "운전하면 안 됩니다(절대로) 24시간 KAT를 드시지·마세요"


def test_korean_is_broken_at_spaces():
    assert lines(KOREAN, "ko") == KOREAN.split()
    assert lines(KOREAN, "ko", "30mm")[0] == "운전하면 안"


WORDS = st.lists(st.text("가나다라마운전하면", min_size=1, max_size=9), min_size=1, max_size=8)


@given(WORDS, st.integers(1, 60))
def test_a_korean_line_holds_whole_words_at_any_width(words, width):
    assert " ".join(lines(" ".join(words), "ko", f"{width}mm")).split() == words


def test_where_zero_width_spaces_are_no_line_ends_elsewhere():
    assert lines("คี\u200bตามีนแอลกอฮอล์", "th") == ["คี", "ตามีนแอลกอฮอล์"]
    assert lines("運転しては\u200bいけません", "ja", "25mm") == ["運転しては", "いけません"]


@pytest.mark.parametrize("tag", ["ko", "km", "en"])
def test_boxes_in_one_line_wrap_without_a_space_between_them(tag):
    box = "<span style='display: inline-block; width: 20mm'>가나</span>"
    assert lines(box * 3, tag, "45mm") == ["가나"] * 3
    heights = {top for _, top in places(box * 3, tag, "45mm")}
    assert len(heights) == 2


def test_other_texts_are_broken_where_pango_breaks_them():
    assert lines("運転して", "ja") == list("運転して")
    assert lines("one two-three", "en") == ["one", "two-", "three"]


@pytest.mark.parametrize("reader", READERS)
def test_korean_words_come_back_whole(project, built, reader):
    document = make_document(project, "ko", "before-your-visit")
    text = copied(built(document).data, reader)
    assert "\u2060" not in text
    assert lost_words(text, document)[1] == []


def test_each_line_of_a_korean_sheet_begins_and_ends_with_whole_words(project, built):
    document = make_document(project, "ko", "your-session")
    words = {word for part in document.seen_texts() for word in HANGUL.findall(part.plain)}
    words |= {document.language.endonym}
    with pypdfium2.PdfDocument(io.BytesIO(built(document).data)) as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    found = [HANGUL.findall(line) for line in text.splitlines()]
    assert {word for line in found for word in (line[:1] + line[-1:])} <= words

"""Words of others are shown on one line, and nothing obeys them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.errors import Finding
from kat_handouts.model.visible import visible, visible_lines

ANY = st.text(st.characters() | st.characters(categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]0;b\x07", "a\\x1b]0;b\\x07"),
        ("a\r\nb", "a\\x0d\\x0ab"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b", "a\\u2028b"),
        ("A\udcff", "A\\udcff"),
        ("\uffff", "\\uffff"),
        ("::stop-commands::t", "\\x3a:stop-commands::t"),
        ("  ::error::t", "  \\x3a:error::t"),
        ("##[error]t", "\\x23#[error]t"),
        ("es::es # 2", "es::es # 2"),
        ("العربية ‏(2)", "العربية ‏(2)"),
    ],
)
def test_what_is_obeyed_is_shown(text, shown):
    assert visible(text) == shown


@given(ANY)
def test_no_character_is_left_that_something_obeys(text):
    for shown in (visible(text), *visible_lines(text).split("\n")):
        assert "\n" not in shown
        assert not {"Cc", "Cs"} & set(map(unicodedata.category, shown))
        assert not shown.lstrip().startswith(("::", "##["))
        shown.encode("utf-8")
        assert len(shown.splitlines()) <= 1


@given(ANY)
def test_a_finding_is_one_line_and_its_hint_one_more(text):
    finding = Finding("rule", text, hint=text, file=text, line=1, locale=text, segment=text)
    assert len(str(finding).splitlines()) == 1 + bool(text)
    assert not any(line.lstrip().startswith("::") for line in str(finding).splitlines())


def test_plain_words_stay_as_they_are():
    for text in ("", "It is 5:00.", "हिन्दी", "# a comment", "a: b"):
        assert visible(text) == text

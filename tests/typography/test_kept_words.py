import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kat_handouts.typography.kept_words import keep_words_together
from kat_handouts.typography.numbers import (
    NO_BREAK_SPACE,
    keep_with_next_word,
    protect_numbers,
)
from tests.support.lines import lines


def kept(text, tag, *, ends=True):
    guarded = keep_with_next_word(protect_numbers(text, right_to_left=tag == "ar"))
    return keep_words_together(guarded, tag, ends=ends)


@pytest.mark.parametrize(
    ("tag", "text", "printed"),
    [
        ("en", "About 1 in 10 people fall", ["About", "1 in 10 people", "fall"]),
        ("es", "Son 1 de cada 100 personas", ["Son", "1 de cada 100 personas"]),
        (
            "en",
            "Please call 911. Then wait 4 hours",
            ["Please", "call 911.", "Then", "wait", "4 hours"],
        ),
        ("es", "Puede manejar mañana, hoy no.", ["Puede", "manejar", "mañana,", "hoy no."]),
        ("en", "Page 1 of 4", ["Page", "1 of 4"]),
        ("en", "Call us", ["Call", "us"]),
        ("bn", "মদ খাবেন না। গাড়ি", ["মদ", "খাবেন না।", "গাড়ি"]),
        ("te", "వాహనం నడప వద్దు ఈ రోజు", ["వాహనం", "నడప వద్దు", "ఈ రోజు"]),
        (
            "ko",
            "운전하면 안 됩니다 지금 마시지 마세요",
            ["운전하면", "안 됩니다", "지금", "마시지 마세요"],
        ),
    ],
)
def test_what_is_taken_in_at_once_stands_on_one_line(tag, text, printed):
    assert [line.replace(NO_BREAK_SPACE, " ") for line in lines(kept(text, tag), tag)] == printed


def test_numbers_from_right_to_left_stay_with_their_words():
    text = kept("حوالي 1 من 10 أشخاص واتصل على 911.", "ar")
    printed = [line.replace(NO_BREAK_SPACE, " ") for line in lines(text, "ar")]
    assert printed == ["حوالي", "1 من 10 أشخاص", "واتصل", "على 911."]


def test_words_before_a_blank_are_not_the_last():
    assert " " in kept("we will call you at", "en", ends=False).split(NO_BREAK_SPACE)[-1]
    assert kept("one two three abc", "en", ends=True).endswith(f"{NO_BREAK_SPACE}abc")


def test_a_long_word_is_not_bound():
    assert kept("so very unconstitutionally so", "en").count(NO_BREAK_SPACE) == 0


@example("a b c d e", "en")
@example("  0।", "bn")
@example("x 1 2।", "bn")
@given(
    st.text(alphabet="abc না নয় 안 10.,।\u00a0", max_size=40), st.sampled_from(["en", "bn", "ko"])
)
def test_nothing_but_spaces_changes_and_only_once(text, tag):
    once = keep_words_together(text, tag, ends=True)
    assert once.replace(NO_BREAK_SPACE, " ") == text.replace(NO_BREAK_SPACE, " ")
    assert keep_words_together(once, tag, ends=True) == once

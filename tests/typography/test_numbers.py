import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.invisible import INVISIBLE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE, WORD_JOINER
from kat_handouts.typography.numbers import (
    NO_BREAK_SPACE,
    in_own_digits,
    isolate,
    keep_with_next_word,
    number_runs,
    protect_numbers,
    protect_phone,
)

TEXTS = st.text(alphabet="0123456789 .,:/-–+()%mgh٣अم\u00a0\u2066\u2069\u2060", max_size=40)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("اتصل على 020 7946 0958.", ["020 7946 0958"]),
        ("خذ 500 mg (2-4) مرات", ["500 mg", "2-4"]),
        ("120/80, 1:30, 24.5 %", ["120/80", "1:30", "24.5 %"]),
        ("+44 20 7946 0958", ["+44 20 7946 0958"]),
        ("(555) 123-4567", ["(555) 123-4567"]),
        ("+1 (555) 123-4567", ["+1 (555) 123-4567"]),
        ("two (2) or 3 (4).", ["2", "3", "4"]),
        ("911. 988", ["911", "988"]),
        ("no number", []),
    ],
)
def test_a_run_is_a_number_with_its_signs_and_unit(text, runs):
    assert number_runs(text) == runs


def test_each_run_is_isolated_in_right_to_left_text_only():
    assert protect_numbers("a 500 mg b", right_to_left=True) == (
        f"a {LEFT_TO_RIGHT_ISOLATE}500{NO_BREAK_SPACE}mg{POP_ISOLATE} b"
    )
    assert protect_numbers("a 500 mg b", right_to_left=False) == f"a 500{NO_BREAK_SPACE}mg b"


@given(TEXTS, st.booleans())
def test_protecting_twice_changes_nothing(text, right_to_left):
    once = protect_numbers(text, right_to_left=right_to_left)
    assert protect_numbers(once, right_to_left=right_to_left) == once


@given(TEXTS, st.booleans())
def test_only_invisible_characters_are_added(text, right_to_left):
    def visible(value):
        return value.translate(INVISIBLE).replace(NO_BREAK_SPACE, " ")

    assert visible(protect_numbers(text, right_to_left=right_to_left)) == visible(text)


def test_a_phone_number_is_isolated_whole_whatever_signs_it_has():
    number = "+1 (555) 123-4567 ext. 8"
    shown = protect_phone(number, right_to_left=True)
    assert (shown[0], shown[-1]) == (LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE)
    assert shown.translate(INVISIBLE).replace(NO_BREAK_SPACE, " ") == number
    whole = protect_phone(number, right_to_left=False)
    # A line may end before an extension, and nowhere else.
    assert [part.translate(INVISIBLE) for part in whole.split(" ")] == [
        "+1\u00a0(555)\u00a0123-4567",
        "ext.\u00a08",
    ]
    assert protect_phone("", right_to_left=True) == ""


def test_a_name_is_isolated_whatever_its_direction():
    assert isolate("Clinic (North)", right_to_left=True) == "\u2068Clinic (North)\u2069"
    assert isolate("", right_to_left=True) == ""
    assert isolate("Clinic", right_to_left=False) == "Clinic"


def test_a_number_stays_with_the_word_that_it_counts():
    assert keep_with_next_word("2 hours, 30 min. 4") == (
        f"2{NO_BREAK_SPACE}hours, 30{NO_BREAK_SPACE}min. 4"
    )
    assert keep_with_next_word("约2小时") == f"约2{WORD_JOINER}小时"
    guarded = protect_numbers("بعد 2 ساعة", right_to_left=True)
    assert keep_with_next_word(guarded).endswith(f"2{POP_ISOLATE}{NO_BREAK_SPACE}ساعة")
    assert keep_with_next_word("18th") == "18th"


@given(TEXTS)
def test_keeping_twice_changes_nothing_and_adds_nothing_visible(text):
    once = keep_with_next_word(text)
    assert keep_with_next_word(once) == once
    visible = once.translate(INVISIBLE).replace(NO_BREAK_SPACE, " ")
    assert visible == text.translate(INVISIBLE).replace(NO_BREAK_SPACE, " ")


def test_numbers_take_the_digits_of_the_language():
    assert in_own_digits("1 in 1,000, or 65.", "arabext") == "۱ in ۱٬۰۰۰, or ۶۵."
    assert in_own_digits("1,000", "beng") == "১,০০০"
    assert in_own_digits("30", "mymr") == "၃၀"
    assert in_own_digits("30", "latn") == "30"
    assert number_runs("۱٬۰۰۰ و ۲") == ["۱٬۰۰۰", "۲"]

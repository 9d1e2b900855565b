"""Numbers to call within running text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.invisible import INVISIBLE, WORD_JOINER
from kat_handouts.render.dial_links import numbers_to_call, with_dial_links
from kat_handouts.typography.numbers import protect_numbers, protect_phone
from tests.support.documents import SHIPPED, make_variant_of

NUMBERS = frozenset({"911", "(612) 555-0100 x42", "1-800-222-1222"})


def links(words, numbers=NUMBERS):
    return re.findall(r'href="tel:([^"]+)"', with_dial_links(words, numbers))


@pytest.mark.parametrize("right_to_left", [True, False])
def test_a_number_is_a_link_however_it_is_guarded(right_to_left):
    phone = protect_phone("(612) 555-0100 x42", right_to_left=right_to_left)
    words = protect_numbers("Call 911 or 1-800-222-1222.", right_to_left=right_to_left)
    assert links(words) == ["911", "18002221222"]
    assert links(f"Call {phone}, day and night") == ["6125550100;ext=42"]


@pytest.mark.parametrize(
    "words",
    [
        *("911 mg", "911%", "1,911", "911.5", "9110", "A911", "911-5", "911:30"),
        f"5-{WORD_JOINER}911",
    ],
)
def test_another_number_is_no_link(words):
    assert links(words) == []
    assert links(protect_numbers(words, right_to_left=True)) == []


def test_a_number_stands_next_to_letters_that_are_not_latin():
    assert links("今すぐ911に電話") == ["911"]


def test_what_is_not_a_number_is_escaped():
    made = with_dial_links("<b> & 911", NUMBERS)
    assert made == '&lt;b&gt; &amp; <a class="call" dir="ltr" href="tel:911">911</a>'


@given(st.text(st.sampled_from("911 0x(-<&\u2066\u2069\u2060mg年")), st.booleans())
def test_a_link_changes_no_word(words, right_to_left):
    guarded = protect_numbers(words, right_to_left=right_to_left)
    shown = re.sub(r"<a [^>]*>|</a>", "", with_dial_links(guarded, NUMBERS))
    assert unescape(shown) == guarded


def test_every_number_that_can_be_called_is_known():
    document = make_variant_of(SHIPPED, "ar", "side-effects", format="html")
    numbers = numbers_to_call(document)
    assert {"911", "988", "1-800-222-1222"} <= numbers
    assert all(number == number.translate(INVISIBLE) for number in numbers)

import pytest
from pydantic import ValidationError

from kat_handouts.content.text import Text, split_placeholders


def test_a_text_is_split_at_its_placeholders():
    assert split_placeholders("Call {emergency_number} now") == [
        ("Call ", None),
        ("", "emergency_number"),
        (" now", None),
    ]


@pytest.mark.parametrize("text", ["a { b", "a } b", "{}", "{a{b}}"])
def test_a_lone_brace_is_refused(text):
    with pytest.raises(ValueError, match="a lone"):
        split_placeholders(text)


def test_an_unknown_placeholder_is_refused():
    with pytest.raises(ValidationError, match=r"unknown placeholder \{name\}"):
        Text(text="Call {name}")


def test_white_space_is_folded():
    assert Text(text="  one\n  two ").text == "one two"


def test_control_characters_are_refused():
    with pytest.raises(ValidationError, match=r"U\+0007"):
        Text(text="a\x07b")

import pytest
from pydantic import ValidationError

from kat_handouts.content.text import PLACEHOLDERS, Text, split_placeholders


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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("clinic address", "clinic_address"),
        ("Clinic-Adress", "clinic_address"),
        ("clinicphone", "clinic_phone"),
        ("clinic.website", "clinic_website"),
    ],
)
def test_the_placeholder_that_was_meant_is_told_with_all_there_are(written, meant):
    with pytest.raises(ValidationError) as caught:
        Text(text=f"It is {{{written}}}.")
    message = str(caught.value)
    assert f"did you mean {{{meant}}}?" in message
    assert all(f"{{{name}}} ({known.meaning})" in message for name, known in PLACEHOLDERS.items())


def test_white_space_is_folded():
    assert Text(text="  one\n  two ").text == "one two"


def test_control_characters_are_refused():
    with pytest.raises(ValidationError, match=r"U\+0007"):
        Text(text="a\x07b")


@pytest.mark.parametrize(
    "text", ["Take <b>no</b> ketamine", "a<br/>b", "5 &lt; 6", "Tom&nbsp;A", "**no**", "__no__"]
)
def test_markup_is_refused(text):
    with pytest.raises(ValidationError, match="markup"):
        Text(text=text)


def test_signs_that_are_no_markup_are_not():
    for text in ("5 < 6 and 7 > 2", "R&D", "2 * 3 * 4", "a_b"):
        assert Text(text=text).text == text

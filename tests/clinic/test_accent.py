"""A clinic's colour can be read wherever it stands, or is refused with one that can."""

from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.clinic.accent import (
    DEFAULT_ACCENT,
    LEAST_CONTRAST,
    contrast,
    is_readable,
    nearest_readable,
    tint,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_our_own_colour_can_be_read_and_copied():
    assert is_readable(DEFAULT_ACCENT)


@given(COLOURS)
def test_the_nearest_readable_colour_is_readable(colour):
    near = nearest_readable(colour)
    assert is_readable(near)
    assert near == colour or not is_readable(colour)


@given(COLOURS)
def test_text_on_the_tint_of_a_readable_colour_can_be_read(colour):
    if is_readable(colour):
        assert contrast("#111111", tint(colour)) > LEAST_CONTRAST

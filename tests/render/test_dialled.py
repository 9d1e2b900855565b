"""The links of a page on a phone call the number that is printed."""

import re

import pytest

from kat_handouts.model.clinic import Clinic
from kat_handouts.render.html import dialled
from kat_handouts.typography.numbers import protect_phone


@pytest.mark.parametrize(
    ("printed", "called"),
    [
        ("555-0100", "5550100"),
        ("+44 20 7946 0000 x3", "+442079460000;ext=3"),
        ("555-0100x42317", "5550100;ext=42317"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("(0)20 7946 0000", "02079460000"),
        ("(212) 555-0100", "2125550100"),
        ("911", "911"),
    ],
)
def test_an_extension_is_no_part_of_the_number(printed, called):
    assert dialled(printed) == called
    assert dialled(protect_phone(printed, right_to_left=True)) == called


def test_the_page_calls_the_number_with_its_extension(render_variant):
    clinic = Clinic(after_hours_phone="+44 20 7946 0000 x3")
    _, sheet = render_variant("ar", "side-effects", clinic=clinic, format="html")
    page = sheet.data.decode()
    assert 'href="tel:+442079460000;ext=3"' in page
    assert "911" in re.findall(r'href="tel:([^"]*)"', page)

"""A phone dials what a clinic printed, its extension too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.clinic.fields import phone
from kat_handouts.model.phone import dialled, without_extension
from kat_handouts.typography.numbers import protect_phone


@pytest.mark.parametrize(
    ("printed", "called"),
    [
        ("(612) 555-0100 x42317", "6125550100;ext=42317"),
        ("(612) 555-0100x42317", "6125550100;ext=42317"),
        ("(612) 555-0100, ext. 12", "6125550100;ext=12"),
        ("(612) 555-0100 Ext 12", "6125550100;ext=12"),
        ("(612) 555-0100 (ext. 12)", "6125550100;ext=12"),
        ("(612) 555-0100 extension 7", "6125550100;ext=7"),
        ("(612) 555-0100 #12", "6125550100;ext=12"),
        ("(612) 555-0100 option 2", "6125550100;ext=2"),
        ("514 555-0100, poste 12", "5145550100;ext=12"),
        ("514 555-0100 p. 12", "5145550100;ext=12"),
        ("0711/123456-78", "071112345678"),
        ("0711 123456 DW -78", "0711123456;ext=78"),
        ("0711 123456 Durchwahl 78", "0711123456;ext=78"),
        ("+43 1 555 01 00, Klappe 12", "+4315550100;ext=12"),
        ("+49 (0)30 1234560", "+49301234560"),
        ("(11) 5555-0100 ramal 12", "1155550100;ext=12"),
        ("11 5555-0100 int. 12", "1155550100;ext=12"),
        ("22 555 01 00 wew. 12", "225550100;ext=12"),
        ("495 555-01-00 доб. 12", "4955550100;ext=12"),
        ("(02) 555-0100 loc. 12", "025550100;ext=12"),
        ("010-5550-1000转12", "01055501000;ext=12"),
        ("03-5550-1000 内線12", "0355501000;ext=12"),
        ("02-555-0100 내선 12", "025550100;ext=12"),
        ("04 555 0100 تحويلة 12", "045550100;ext=12"),
        ("03-555-0100 שלוחה 12", "035550100;ext=12"),
        ("1.800.555.0100", "18005550100"),
        ("555-0100", "5550100"),
    ],
)
def test_an_extension_is_dialled_in_whatever_words_it_is_printed(printed, called):
    assert phone(printed) == printed
    assert dialled(printed) == called
    assert dialled(protect_phone(printed, right_to_left=True)) == called


@pytest.mark.parametrize(
    "written",
    ["1-800-GOFEDEX1", "555-0100 box 12", "555-0100 12", "555-0100 ext.", "x12", "next 12"],
)
def test_what_is_no_extension_is_left_with_the_number(written):
    assert without_extension(written)[1] in ("", written)


@given(st.text("0123456789()x#. extpo-", max_size=30))
def test_the_parts_of_a_number_are_all_of_it(written):
    number, extension = without_extension(written)
    assert written.startswith(number)
    assert written.endswith(extension)
    assert not written[len(number) : len(written) - len(extension)].strip(" ,;")

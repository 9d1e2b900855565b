from datetime import date

import pytest

from kat_handouts.typography.cldr import duration, number, short_date


@pytest.mark.parametrize(
    ("tag", "region", "expected"),
    [
        ("en", "us", "Nov 22, 2026"),
        ("en", "gb", "22 Nov 2026"),
        ("es", "us", "22 nov 2026"),
        ("ar", "us", "22 نوفمبر 2026"),
        ("zh-Hans", "us", "2026年11月22日"),
        ("hi", "us", "22 नव॰ 2026"),
        ("ru", "us", "22 нояб. 2026\u00a0г."),
        ("km", "us", "22 វិច្ឆិកា 2026"),
    ],
)
def test_dates_are_cldrs_with_the_digits_that_are_dialled(tag, region, expected):
    assert short_date(date(2026, 11, 22), tag, region) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "1,500"), ("es", "1,500"), ("ar", "1,500"), ("de", "1.500"), ("hi", "1,500")],
)
def test_numbers_have_the_separators_of_the_language_and_european_digits(tag, expected):
    assert number(1500, tag, "us") == expected


def test_filipino_hours_have_one_plural():
    assert duration(24 * 60, "tl", "us") == "24 na oras"
    assert duration(120, "tl", "us") == "2 oras"

from datetime import date

import pytest

from kat_handouts.localise.formats import long_date


@pytest.mark.parametrize(
    ("tag", "region", "expected"),
    [
        ("en", "us", "November 22, 2026"),
        ("en", "gb", "22 November 2026"),
        ("es", "us", "22 de noviembre de 2026"),
        ("ar", "us", "22 نوفمبر 2026"),
        ("zh-Hans", "us", "2026年11月22日"),
        ("hi", "us", "22 नवंबर 2026"),
        ("km", "us", "22 វិច្ឆិកា 2026"),
    ],
)
def test_dates_are_cldrs_with_the_digits_that_are_dialled(tag, region, expected):
    assert long_date(date(2026, 11, 22), tag, region) == expected

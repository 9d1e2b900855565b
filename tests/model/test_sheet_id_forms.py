"""The code of every sheet that can be printed is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.sheet_id import read_sheet_id

LOCALES = ["es", "es-419", "zh-hant", "zh-hant-hk", "pt-br", "fil", "en-gb", "ca-valencia"]


@given(
    st.sampled_from(LOCALES),
    st.sampled_from([None, *LOCALES]),
    st.sampled_from(["us", "us-hi", "at-9", "gb-eng", "gb"]),
    st.integers(1, 999),
)
def test_a_code_is_read_in_each_form_of_locale_and_region(locale, second, region, revision):
    edition = f"B.{second}" if second else "S"
    place = f"{region.replace('-', '.')}.{revision}"
    read = read_sheet_id(f"KAT-03.2 {place} {locale} {edition}/IV 3f9a1c2b")
    assert read is not None
    assert (read.locale, read.second) == (locale, second)
    assert (read.region, read.region_revision) == (region, revision)


@pytest.mark.parametrize("words", ["KAT-03.2 US.2 E S 3F9A1C2B", "KAT-03.٢ US.2 ES S 3F9A1C2B", ""])
def test_what_is_no_code_is_none(words):
    assert read_sheet_id(words) is None

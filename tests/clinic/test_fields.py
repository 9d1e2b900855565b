"""What a clinic writes is taken in the usual forms, and refused with the right one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.clinic.fields import (
    colour,
    hours_without_driving,
    line,
    phone,
    phones,
    quarter_hours,
    website,
)
from kat_handouts.clinic.file import load_clinics
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import InputError
from kat_handouts.model.phone import Phone, dialled, without_extension

REGIONS = ["us", "gb"]


def load(folder, text):
    path = folder / "clinic.toml"
    path.write_text(text, encoding="utf-8")
    return load_clinics(path, "clinic.toml", REGIONS).clinic


def faults(folder, text):
    with pytest.raises(InputError) as caught:
        load(folder, text)
    return caught.value.findings


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("555-0100", "555-0100"),
        ("555-0100 ext. 12", "555-0100 ext. 12"),
        ("555-0100,  ext 12", "555-0100, ext 12"),
        ("(212) 555-0100 x42317", "(212) 555-0100 x42317"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("+44 (0)20 7946 0958", "+44 (0)20 7946 0958"),
        ("1.800.555.0100", "1.800.555.0100"),
        ("555–0100", "555-0100"),
        ("  020 7946\u00a00958 ", "020 7946 0958"),
        ("13 11 14", "13 11 14"),
        ("0711/123456-78", "0711/123456-78"),
        ("+49 (0)30 / 12 34 56 - 0", "+49 (0)30 / 12 34 56 - 0"),
        ("612/555-0100", "612/555-0100"),
    ],
)
def test_a_phone_is_taken_as_people_write_it(written, kept):
    assert phone(written) == kept
    assert phone(kept) == kept


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("12", "2 digits"),
        ("911", "3 digits"),
        ("((((1", "not a phone number"),
        ("(555 0100", "not a phone number"),
        ("call us", "not a phone number"),
        ("1-800-LETTERS", "in digits it is 1-800-5388377"),
        ("1-800-GO-FEDEX", "in digits it is 1-800-46-33339"),
        ("1-800-GOFEDEX1", "in digits it is 1-800-46333391"),
        ("1-800-FLOWERS ext. 12", "in digits it is 1-800-3569377 ext. 12"),
        ("555-0100, 555-0101", "more than one"),
        ("555-0100 or 555-0101", "more than one"),
        ("555-0100 / 555-0101", "more than one"),
        ("13 11 14/13 11 15", "more than one"),
        ("911/988", "more than one"),
        ("1234567890123456", "16 digits"),
        ("555-0100" + " ext. 1234567" * 3, "47 characters"),
        ("٥٥٥٠١٠٠", "not a phone number"),
        ("555-0100⁵", "not a phone number"),
        ("555--0100", "not a phone number"),
        ("tel:5550100", "not a phone number"),
        ("x12", "not a phone number"),
    ],
)
def test_what_is_no_phone_is_refused(written, words):
    with pytest.raises(ValueError, match=words):
        phone(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("555-0100", (Phone("555-0100"),)),
        (["555-0100", "555-0142 #7"], (Phone("555-0100"), Phone("555-0142 #7"))),
        (
            {"Front desk": "555-0100", "نرس": "555-0142"},
            (Phone("555-0100", "Front desk"), Phone("555-0142", "نرس")),
        ),
        ("", ()),
        ([], ()),
    ],
)
def test_one_purpose_may_have_several_numbers(written, kept):
    assert phones(written) == kept


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (["555-0100"] * 4, "4 numbers; 3 are the most"),
        (["555-0100", ""], "one of the numbers is none"),
        ([5550100], "one of the numbers is none"),
        ({"Front desk": {}}, "one of the numbers is none"),
        ({"F" * 25: "555-0100"}, "25 characters; 24 are the most"),
        ({" ": "555-0100"}, "empty"),
        (["555-0100", "call us"], "“call us” is not a phone number"),
        (5550100, "must be a number in quotes"),
    ],
)
def test_what_are_not_several_numbers_is_refused(written, words):
    with pytest.raises(ValueError, match=words):
        phones(written)


@given(st.text(max_size=30))
def test_a_phone_that_is_kept_has_digits_that_can_be_dialled(text):
    try:
        kept = phone(text)
    except ValueError:
        return
    number, extension = without_extension(kept)
    assert kept == "" or 5 <= sum(char.isdigit() for char in number) <= 15
    assert number.isascii()
    assert bool(extension) == (";ext=" in dialled(kept))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("www.example.org", "https://www.example.org"),
        ("https://www.example.org/kat?a=b", "https://www.example.org/kat?a=b"),
        ("http://example.org:8080", "http://example.org:8080"),
        ("klinik-süd.de", "https://klinik-süd.de"),
    ],
)
def test_an_address_of_the_web_is_taken(written, kept):
    assert website(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        *("https://:", "https://", "://", "javascript:alert(1)", "ftp://example.org", "example"),
        *("https://user:secret@example.org", "https://example.org/a b", "https://exa\nmple.org"),
        *("https://[::1", "https://example.org:99999", "https://1.2.3.4", "https://-a.org", "a..b"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(written):
    with pytest.raises(ValueError, match="address of the web"):
        website(written)


def test_a_colour_may_be_short():
    assert colour("#06c") == "#0066cc"
    assert colour("#0B3C49") == "#0b3c49"


@pytest.mark.parametrize(
    "name", ["   ", "A\u202e", "A\uffff", "A\x1b[2J", "A\u200b", "A\ue000", "\u2066A", "A" * 91]
)
def test_a_name_holds_nothing_hidden(name):
    with pytest.raises(ValueError, match=r"U\+|empty|characters"):
        line(name)


def test_a_name_may_be_in_any_script():
    for name in ("नदी क्लिनिक", "نهر‌کلینیک", "河边诊所", "Clínica São José & Söhne"):
        assert line(f" {name} ") == name


@given(st.floats() | st.integers() | st.booleans())
def test_hours_without_food_are_whole_quarters(value):
    try:
        minutes = quarter_hours(value)
    except ValueError:
        return
    assert 15 <= minutes <= 24 * 60
    assert minutes % 15 == 0
    assert minutes == value * 60


@given(st.floats() | st.integers() | st.booleans() | st.integers(20, 80))
def test_hours_without_driving_are_whole_and_never_fewer_than_24(value):
    try:
        minutes = hours_without_driving(value)
    except ValueError:
        assert isinstance(value, bool | float) or not 24 <= value <= 72
        return
    assert 24 * 60 <= minutes <= 72 * 60
    assert minutes == value * 60


def test_fewer_hours_without_driving_are_refused_with_the_reason(tmp_path):
    (finding,) = faults(tmp_path, "[times]\nno_driving_hours = 12")
    assert "24 hours are the least after ketamine" in finding.message


@pytest.mark.parametrize(
    ("text", "line_number", "example"),
    [
        (
            '[phones]\ndaytime = "12"',
            2,
            'ext. 12"; several as ["555-0100", "555-0142"]',
        ),
        ("[phones]\ndaytime = 5550100", 2, 'daytime = "555-0100"'),
        ('accent = "blue"', 1, 'accent = "#0b3c49"'),
        ('website = "https://:"', 1, 'website = "https://www.example.org/kat"'),
        ('address = "12 River Street"', 1, 'address = ["12 River Street", "Springfield"]'),
        ('address = ["a", "b", "c", "d", "e"]', 1, "up to four lines"),
        ('[hours]\ndaytime = ["mon", "tue"]', 2, 'daytime = "mon-fri 08:00-17:00"'),
        ("[times]\nno_food_hours = 0.001", 2, "no_food_hours = 4"),
        ("[times]\nno_food_hours = true", 2, "no_food_hours = 4"),
        ("[times]\nno_food_hours = nan", 2, "no_food_hours = 4"),
        ('[times]\nstay_minutes = "long"', 2, "stay_minutes = 120"),
        ("[times]\nstay_minutes = 1.5", 2, "stay_minutes = 120"),
        ("[times]\nno_driving_hours = 12", 2, "no_driving_hours = 48"),
        ("[times]\nno_driving_hours = 24.5", 2, "no_driving_hours = 48"),
        ("[times]\nno_driving_hours = 96", 2, "no_driving_hours = 48"),
        ('region = "uk"', 1, 'region = "gb"'),
        ('paper = "b5"', 1, 'paper = "a4"'),
        ("name = 12", 1, 'name = "Riverside Clinic"'),
        ('name = "   "', 1, 'name = "Riverside Clinic"'),
        ("phones = 3", 1, "[phones] on a line"),
        ("name = Riverside", 1, "stand in quotes"),
        ("[review]\nreviewed = 11/22/2026", 2, "reviewed = 2026-11-22"),
        ('[review]\nreviewed = "soon"\nnext_review = 2027-01-01\nby = "B"', 2, "without quotes"),
        ("[review]\nreviewed = 2026-01-01\nnext_review = 2027-01-01", 1, 'by = "Medical director"'),
        ('logo = "a\\u0000b"', 1, 'logo = "logo.svg"'),
        (f"[times]\nstay_minutes = {'9' * 5000}", 1, ""),
        (f"[times]\nstay_minutes = {'9' * 400}", 2, "stay_minutes = 120"),
        (f"a = {'[' * 3000}", 1, ""),
    ],
)
def test_each_message_shows_the_right_form_in_the_place_where_it_is_written(
    tmp_path, text, line_number, example
):
    (finding,) = faults(tmp_path, text)
    assert finding.line == line_number
    assert example in finding.hint
    assert "docs/" not in finding.hint
    for raw in ("should have", "Input", "validation", "{text:", "type: "):
        assert raw not in str(finding)


def test_what_is_usual_is_taken(tmp_path):
    clinic = load(
        tmp_path,
        'name = "A"\npaper = "A4"\nregion = "GB"\nroutes = ["Infusion"]\naccent = "#06c"\n'
        'website = "www.example.org"\n[phones]\ndaytime = "020 7946 0958 ext. 12"\n'
        '[hours]\ndaytime = "mon-thu 8am-5pm, fri 8am-12pm"\n'
        "[times]\nno_food_hours = 1.5\n",
    )
    assert (clinic.paper, clinic.region, clinic.routes) == ("a4", "gb", ("infusion",))
    assert (clinic.accent, clinic.website) == ("#0066cc", "https://www.example.org")
    assert clinic.phone("daytime") == "020 7946 0958 ext. 12"
    assert clinic.no_food == 90


def test_a_file_in_another_encoding_says_so(tmp_path):
    path = tmp_path / "clinic.toml"
    for encoding in ("utf-16", "cp1252"):
        path.write_bytes('name = "Süd"'.encode(encoding))
        with pytest.raises(InputError) as caught:
            load_clinics(path, "clinic.toml", REGIONS)
        assert "UTF-8" in caught.value.findings[0].hint


def test_an_empty_file_is_a_clinic_that_brings_nothing(tmp_path):
    assert load(tmp_path, "") == Clinic()
    assert load(
        tmp_path, "[review]\nreviewed = 2026-11-22\nnext_review = 2027-11-22\nby = 'B'"
    ).reviewed == date(2026, 11, 22)

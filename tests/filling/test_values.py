"""Values: what is taken for each kind of field, and how a sheet prints it in its language."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.filling.values import Printed, drive_from, parsed
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.fields import field_names, get_field
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.languages import get_language
from kat_handouts.model.sheet import ROUTES
from tests.support.filling import as_csv, ordered
from tests.support.shipped import PRINTED

DAY, MOMENT = date(2026, 12, 3), datetime(2026, 12, 3, 9, 5)
TAKEN = [
    ("birth-date", "1980-05-31", date(1980, 5, 31)),
    ("birth-date", date(1980, 5, 31), date(1980, 5, 31)),
    ("birth-date", datetime(1980, 5, 31), date(1980, 5, 31)),
    ("appointment", " 2026-12-03 09:05 ", MOMENT),
    ("appointment", "2026-12-03T9:05", MOMENT),
    ("appointment", "2026-12-03 00:00", datetime(2026, 12, 3)),
    ("appointment", "2026-12-03", DAY),
    ("appointment", MOMENT, MOMENT),
    # A spreadsheet's way of a day alone.
    ("appointment", datetime(2026, 12, 3), DAY),
    ("appointment", DAY, DAY),
    ("leave-time", "9:05", time(9, 5)),
    ("leave-time", "23:59:00", time(23, 59)),
    ("leave-time", time(9, 5), time(9, 5)),
    ("name", "  Zoe\u0308 ", "Zoë"),
    ("chart-number", 10442, "10442"),
    ("companion-phone", "+1 (612) 555-0142", "+1 (612) 555-0142"),
]
REFUSED = {
    "birth-date": ["31.05.1980", "1980-02-30", "80-5-31", "1899-12-31", MOMENT, 29_000, True],
    "appointment": ["2026-12-03 24:00", "9999-12-31 09:00", datetime(9999, 1, 1, 9)],
    "leave-time": ["25:00", "9:60", "9.30", "noon", MOMENT, 0.5, timedelta(hours=9)],
    "name": ["x" * 91, "a\nb", "a\u202eb", "\u200b", "\ue000", "\ud800", True, 1.5, ["a"]],
    "companion-phone": ["call me", "555-010-0142 or 911", 5550100.0, None],
    "session-1-date": ["12/03/2026"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "value"), TAKEN)
def test_a_value_is_taken_in_the_forms_that_files_have(name, raw, value):
    taken = parsed(get_field(name), raw)
    assert (type(taken), taken) == (type(value), value)


@pytest.mark.parametrize(
    ("name", "raw"), [(name, raw) for name, wrong in REFUSED.items() for raw in wrong]
)
def test_any_other_is_refused_with_an_example_of_the_right_form(name, raw):
    with pytest.raises(ValueError, match="such as") as caught:
        parsed(get_field(name), raw)
    assert get_field(name).example in str(caught.value)
    assert str(raw) not in str(caught.value)
    assert caught.value.__suppress_context__


WRITTEN = [name for name in field_names() if not get_field(name).is_laid_out]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_example_of_a_field_is_one_that_it_takes(name):
    parsed(get_field(name), get_field(name).example)


PRINTS = [
    ("en", "us", "Thu, Dec 3, 2026, 9:05 AM", "Sat, May 31, 1980", "9:30 PM"),
    ("en-GB", "gb", "Thu, 3 Dec 2026, 09:05", "Sat, 31 May 1980", "21:30"),
    ("ar", "us", "الخميس، 3 ديسمبر 2026، 9:05 ص", "السبت، 31 مايو 1980", "9:30 م"),
    ("hi", "us", "गुरु, 3 दिस॰ 2026, 9:05 am", "शनि, 31 मई 1980", "9:30 pm"),
    ("my", "us", "၂၀၂၆ ဒီ ၃ ကြာသပတေး, ၉:၀၅", "၁၉၈၀ မေ ၃၁ စနေ", "၂၁:၃၀"),
    ("fa", "us", "پنجشنبه ۳ دسامبر ۲۰۲۶، ۹:۰۵", "شنبه ۳۱ مه ۱۹۸۰", "۲۱:۳۰"),
    ("zh-Hans", "us", "2026年12月3日周四 09:05", "1980年5月31日周六", "21:30"),
    ("ht", "us", "jed 3 desanm 2026, 09:05", "sam 31 me 1980", "21:30"),
]


@pytest.mark.parametrize(("tag", "region", "moment", "day", "hour"), PRINTS)
def test_days_and_times_are_printed_as_the_language_writes_them(tag, region, moment, day, hour):
    printed = Printed(get_language(tag), region)
    values = (
        ("appointment", MOMENT),
        ("birth-date", date(1980, 5, 31)),
        ("leave-time", time(21, 30)),
    )
    seen = [printed.value(get_field(name), value) for name, value in values]
    assert [one.translate(INVISIBLE).replace("\xa0", " ") for one in seen] == [moment, day, hour]
    numbers = [part.partition("\u2069")[0] for one in seen for part in one.split("\u2066")[1:]]
    is_right_to_left = get_language(tag).direction == "rtl"
    assert len(numbers) == (6 if is_right_to_left else 0)


@given(st.sampled_from(PRINTED), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_language_prints_the_year_and_the_day_of_any_date(tag, day):
    language = get_language(tag)
    shown = Printed(language, "us").value(get_field("birth-date"), day)
    digits = "".join(str(int(char)) if char.isdigit() else " " for char in shown).split()
    assert {str(day.year), str(day.day)} <= {*digits}


def test_what_is_written_in_another_direction_keeps_its_order():
    arabic, english = (Printed(get_language(tag), "us") for tag in ("ar", "en"))
    # As a whole it runs from left to right, and so do its numbers within.
    assert (
        arabic.value(get_field("session"), "3 of 8") == "\u2068\u20663\u2069 of \u20668\u2069\u2069"
    )
    assert arabic.value(get_field("name"), "Ana (2)") == "\u2068Ana (2)\u2069"
    assert arabic.value(get_field("companion-phone"), "555-0142") == "\u2066555-\u20600142\u2069"
    assert english.value(get_field("name"), "علي (2)") == "علي (2)"


DOSE = datetime(2026, 12, 3, 10, 15)


@pytest.mark.parametrize(
    ("route", "hours", "earliest"),
    [
        *((route, None, DOSE + timedelta(days=1)) for route in (None, *ROUTES)
          if route != "nasal-spray"),
        ("nasal-spray", None, date(2026, 12, 4)),
        ("infusion", 36, datetime(2026, 12, 4, 22, 15)),
        ("nasal-spray", 48, datetime(2026, 12, 5, 10, 15)),
    ],
)  # fmt: skip
def test_when_to_drive_again_is_worked_out(route, hours, earliest):
    clinic = Clinic(no_driving=hours * 60 if hours else None)
    found = drive_from(DOSE, route, clinic)
    assert (type(found), found) == (type(earliest), earliest)


def test_when_to_drive_again_may_be_said_and_needs_the_time_of_a_dose(project):
    record = {"language": "en", "handouts": "after-today", "dose-time": "2026-12-03 10:15"}
    for more, told in (
        ({}, "Fri, Dec 4, 2026, 10:15"),
        ({"route": "nasal-spray"}, "Fri, Dec 4, 2026"),
        ({"drive-from": "2026-12-05 08:00"}, "Sat, Dec 5, 2026, 8:00"),
        ({"dose-time": "2026-12-03"}, None),
    ):
        [order], findings = ordered(project, as_csv([{**record, **more}]))
        assert findings == []
        shown = order.values.get("drive-from")
        assert shown is None if told is None else shown.startswith(told)

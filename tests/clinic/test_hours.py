"""Hours are taken as clinics print them, and printed as each language writes them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.clinic.hours import hours
from kat_handouts.model.clinic import Opening
from kat_handouts.model.languages import REGISTRY
from kat_handouts.typography.cldr import opening_hours
from kat_handouts.typography.digits import in_european_digits

WEEK = ((0, 4),)
DAY = ((time(8), time(17)),)
MINUTES = ["31", "32", "33", "34"]
DAYS = ("mo", "tu", "we", "th")
BREAK = ((time(8), time(12)), (time(13), time(17)))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("mon-fri 08:00-17:00", [(WEEK, DAY)]),
        ("Mon–Fri 8:00 – 17:30", [(WEEK, ((time(8), time(17, 30)),))]),
        ("mon-fri 8am-5pm", [(WEEK, DAY)]),
        ("M-F 8-5pm", [(WEEK, DAY)]),
        ("M–F: 8am–5", [(WEEK, DAY)]),
        ("Monday to Friday 8 a.m. to 5 p.m.", [(WEEK, DAY)]),
        ("Mondays 8am-5pm", [(((0, 0),), DAY)]),
        ("weekdays 8h-17h", [(WEEK, DAY)]),
        ("Mo-Fr 8-17 Uhr", [(WEEK, DAY)]),
        ("sat 9:30am-12pm", [(((5, 5),), ((time(9, 30), time(12)),))]),
        ("sat 9-noon", None),
        ("sat 9am-noon", [(((5, 5),), ((time(9), time(12)),))]),
        ("sat 11-1pm", [(((5, 5),), ((time(11), time(13)),))]),
        ("sat 1-5pm", [(((5, 5),), ((time(13), time(17)),))]),
        ("daily 7am-midnight", [(((0, 6),), ((time(7), time(0)),))]),
        ("daily 07:00-24:00", [(((0, 6),), ((time(7), time(0)),))]),
        ("Mon–Thu 8–17, Fri 8–12", [(((0, 3),), DAY), (((4, 4),), ((time(8), time(12)),))]),
        ("mon-fri 8-12, 13-17", [(WEEK, BREAK)]),
        ("mon-fri 8am-12pm, 1pm-5pm", [(WEEK, BREAK)]),
        ("mon-fri 8am-12pm and 1-5pm", [(WEEK, BREAK)]),
        ("mon-fri 8am-12pm, mon-fri 1pm-5pm", [(WEEK, BREAK)]),
        ("Mon, Wed & Fri 8am-5pm", [(((0, 0), (2, 2), (4, 4)), DAY)]),
        ("Tu/Th 8am-5pm", [(((1, 1), (3, 3)), DAY)]),
        ("mon-fri 8am-5pm; sat, sun closed", None),
        ("mon-fri 8am-5pm; sat-sun closed", [(WEEK, DAY)]),
        ("", []),
    ],
)
def test_hours_are_taken_as_people_write_them(written, kept):
    if kept is None:
        with pytest.raises(ValueError, match=r"morning or evening|days without"):
            hours(written)
    else:
        assert hours(written) == tuple(Opening(*line) for line in kept)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("weekdays", "days without times"),
        ("8am-5pm", "days and times"),
        ("mon-fri open", "“mon-fri open” is not days and times"),
        ("mon-fri 8-5", "morning or evening"),
        ("fri 8-12", "morning or evening"),
        ("mon 13pm-14pm", "no time of a day"),
        ("mon 0am-1pm", "no time of a day"),
        ("mon 17:00-08:00", "open before it closes"),
        ("mon 08:00-08:00", "open before it closes"),
        ("mon 08:00-25:00", "no time of a day"),
        ("mon 8am-9am, 10am-11am, 1pm-2pm, 3pm-4pm", "4 times"),
        (", ".join(f"{day} {n}:00-17:00" for n in (8, 9) for day in DAYS), "8 li"),
    ],
)
def test_what_are_no_hours_is_refused(written, words):
    with pytest.raises(ValueError, match=words):
        hours(written)


def test_only_a_phone_for_the_night_is_answered_until_the_next_day():
    assert hours("fri 5pm-midnight", overnight=True) == hours("fri 5pm-midnight")
    assert hours("mon-fri 5pm-8am", overnight=True) == (Opening(WEEK, ((time(17), time(8)),)),)
    with pytest.raises(ValueError, match=r"morning or evening"):
        hours("mon-fri 5pm-8", overnight=True)
    with pytest.raises(ValueError, match="open before"):
        hours("mon-fri 5pm-8am")


def printed(written, tag, region="us"):
    return [line.replace("\u00a0", " ") for line in opening_hours(hours(written), tag, region)]


@pytest.mark.parametrize(
    ("tag", "region", "lines"),
    [
        ("en", "us", ["Mon–Thu 8:00 AM–12:00 PM, 1:00 PM–5:00 PM", "Fri 8:00 AM–12:00 PM"]),
        ("en-GB", "gb", ["Mon–Thu 08:00–12:00, 13:00–17:00", "Fri 08:00–12:00"]),
        ("ar", "us", ["الاثنين–الخميس 8:00 ص–12:00 م، 1:00 م–5:00 م", "الجمعة 8:00 ص–12:00 م"]),
        ("ja", "us", ["月–木 8:00–12:00、13:00–17:00", "金 8:00–12:00"]),
        ("ht", "us", ["len–jed 08:00–12:00, 13:00–17:00", "van 08:00–12:00"]),
    ],
)
def test_hours_that_differ_by_day_are_a_line_each(tag, region, lines):
    assert printed("mon-thu 8am-12pm, 1pm-5pm, fri 8am-12pm", tag, region) == lines


@pytest.mark.parametrize("tag", sorted(REGISTRY))
def test_every_language_writes_each_time_once_and_in_order(tag):
    first, second = printed("mon, wed 08:31-12:32, 13:33-17:34; sat 09:35-00:00", tag)
    numbers = "".join(char if char.isdigit() else " " for char in in_european_digits(first)).split()
    minutes = [number for number in numbers if number in MINUTES]
    assert minutes == MINUTES, first
    assert "35" in in_european_digits(second)
    assert not any("$" in line or "{" in line for line in (first, second))


@given(st.text("mtwfsudayhr0123456789-:,;.ap& h", max_size=30), st.booleans())
def test_whatever_is_written_is_hours_or_told(text, overnight):
    try:
        kept = hours(text, overnight=overnight)
    except ValueError:
        return
    for line in kept:
        assert line.days
        assert line.times
        for opens, closes in line.times:
            assert opens < closes or closes == time(0) or overnight

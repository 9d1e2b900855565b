"""Files of values: every kind of them, and everything wrong in one told in one run."""

import io
import json
import string
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kat_handouts.filling.fill import fill
from kat_handouts.filling.orders import Usual
from kat_handouts.filling.output import to_folder
from kat_handouts.filling.records import ABOUT, RecordFile
from kat_handouts.model.errors import InputError
from kat_handouts.model.fields import field_names
from tests.support.filling import KINDS, as_csv, as_json, as_xlsx, ordered, places_of

GOOD = {"language": "es", "handouts": "tea walk", "name": "Núñez, Ana"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        *((make([GOOD]), f"today.{kind}") for kind, make in KINDS.items()),
        *((make([GOOD]), "standard input") for kind, make in KINDS.items() if kind != "jsonl"),
        (as_csv([GOOD], ";"), "today.csv"),
        (as_csv([GOOD], "\t"), "today.CSV"),
        (as_csv([GOOD], beginning=b"\xef\xbb\xbf"), "today.csv"),
        (as_csv([GOOD]).replace(b"\r\n", b"\r"), "today.csv"),
        (as_csv([GOOD]).replace(b"\r\n", b"\n\n"), "today.csv"),
        (as_csv([{"Language": "es", " HANDOUTS": "tea,walk", "Name ": "Núñez, Ana"}]), "a.csv"),
        (b"\xef\xbb\xbf" + as_json([GOOD]), "today.json"),
        (json.dumps(GOOD).encode(), "one.json"),
        (json.dumps({**GOOD, "handouts": ["tea", "walk"]}).encode(), "one.json"),
        (b'{"language": "es", "handouts": "tea walk", "values": {"name": "N\\u00fa\\u00f1ez, Ana"}}'
        , "one.json"),
        (json.dumps({**GOOD, "name": "Nu\u0301n\u0303ez, Ana"}).encode(), "one.json"),
    ],
)  # fmt: skip
def test_each_kind_of_file_says_the_same(small, data, name):
    orders, findings = ordered(small, data, name)
    assert findings == []
    assert [order.name for order in orders] == ["000001.es.tea", "000001.es.walk"]
    assert [order.values for order in orders] == [{"name": "Núñez, Ana"}] * 2


def test_what_a_record_leaves_out_is_the_usual(small):
    records = [{"name": "A", "id": "x-1"}, {"language": "ar", "name": "B", "paper": "A4"}]
    usual = Usual(language="es", handouts=("walk", "tea", "walk"))
    orders, findings = ordered(small, as_csv(records), usual=usual)
    assert findings == []
    assert [order.name for order in orders] == [
        *("x-1.es.walk", "x-1.es.tea", "000002.ar.walk.a4", "000002.ar.tea.a4"),
    ]


def test_a_spreadsheet_may_hold_days_and_times(project):
    record = {"language": "en", "handouts": "next-steps", "dose-time": datetime(2026, 12, 3, 10)}
    [order], findings = ordered(project, as_xlsx([record]), "a.xlsx")
    assert findings == []
    assert order.values["dose-time"].startswith("Thu, Dec 3, 2026, 10:00")
    # A day without a time is midnight there.
    for day in (datetime(2026, 12, 3), date(2026, 12, 3)):
        [order], findings = ordered(project, as_xlsx([{**record, "dose-time": day}]), "a.xlsx")
        assert order.values == {"dose-time": "Thu, Dec 3, 2026"}
    record = {"language": "en", "handouts": "your-session", "leave-time": time(12, 15)}
    [order], _ = ordered(project, as_xlsx([record]), "a.xlsx")
    assert order.values["leave-time"].startswith("12:15")


WRONG = [
    {**GOOD, "language": "xx"},
    {**GOOD, "handouts": "tea; soup"},
    {**GOOD, "handouts": "", "interpreter": "\u200b", "clinic-logo": "logo.png"},
    {**GOOD, "region": "atlantis", "route": "by mouth", "edition": "huge", "paper": "a3"},
    {**GOOD, "edition": "bilingual", "second": "xx"},
    {**GOOD, "id": "../etc"},
    {**GOOD, "id": "a1", "birth-date": "31.05.1980"},
    {**GOOD, "id": "A1", "session-1-time": "25:00"},
    {**GOOD, "id": "000001", "dose-time": "2026-12-03 9"},
    {**GOOD, "companion-phone": "call me", "name": "x" * 91},
    {**GOOD, "appointment": "9999-12-31 10:00"},
    {**GOOD, "name": "a\u202eb"},
    {"handouts": "tea"},
    {"language": "es"},
    {"language": "es", "handouts": "tea", "session-9-date": "2026-12-03"},
]
TOLD = {
    *((1, "language"), (2, "handouts"), (3, ""), (3, "interpreter"), (3, "clinic-logo")),
    *((4, one) for one in ("region", "route", "edition", "paper")),
    *((5, "second"), (6, "id"), (7, "birth-date"), (8, ""), (8, "session-1-time")),
    *((9, ""), (9, "dose-time"), (10, "companion-phone"), (10, "name"), (11, "appointment")),
    *((12, "name"), (13, ""), (14, ""), (15, "")),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_is_told_at_once_by_row_and_column(small, kind):
    _, findings = ordered(small, KINDS[kind](WRONG), f"today.{kind}")
    first = 2 if kind in ("csv", "xlsx") else 1
    assert {(row - first + 1, column) for row, column in places_of(findings)} == TOLD
    assert {one.file for one in findings} == {f"today.{kind}"}
    rows = {one.line - first + 1: one for one in findings}
    assert "the id" in rows[9].message or "dose-time" in rows[9].message
    assert "did you mean session-8-date?" in rows[15].hint


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "a.csv", [(1, "no headings")]),
        (b"language,handouts\n\n", "a.csv", [(None, "no record")]),
        (b"[]", "a.json", [(None, "no record")]),
        (b"", "a.json", [(1, "no JSON")]),
        (b"", "a.xlsx", [(None, "no spreadsheet")]),
        (b"PK\3\4", "a.xlsx", [(None, "no spreadsheet")]),
        (b"language,handouts,name\nes,tea,A\nes,tea,\xe9\n", "a.csv", [(3, "not in UTF-8")]),
        (b'["\xe9"]', "a.json", [(None, "not in UTF-8")]),
        (b'language,handouts,name\nes,tea,A\nes,tea,"B\nes,tea,C', "a.csv", [(4, "quote")]),
        (b'language,handouts,name\nes,tea,"A"B', "a.csv", [(2, "quote")]),
        (b"language,handouts,Name,name\nes,tea,A,B", "a.csv", [(1, "the same heading")]),
        (b"language,handouts,name,\nes,tea,A,,\nes,tea,A,B,C", "a.csv",
         [(3, "column 4 has no heading"), (3, "column 5 has no heading")]),
        (b'{"language": "es", "handouts": "tea", "name": "A", "Name": "B"}', "a.json",
         [(1, "stands twice")]),
        (b'{"language": "es", "name": "A", "values": {"name": "B"}}', "a.json",
         [(1, "stands twice")]),
        (b'{"language": "es"\n1\n{"language": "es", "handouts": "x"}\n', "a.jsonl",
         [(1, "no JSON"), (2, "an object"), (3, "no such handout")]),
        (b'[{"language": ["es"], "handouts": [null], "name": {}, "session": true, "id": 1.5}]',
         "a.json", [(1, one) for one in ("language", "handouts", "name", "session", "id")]),
        (b'{"language": "es", "handouts": "tea", "name": ' + b"9" * 5000 + b"}", "a.json",
         [(1, "“name”")]),
        (b"[" * 100_000, "a.json", [(None, "no JSON")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told(small, data, name, told):
    _, findings = ordered(small, data, name)
    by_row = sorted(findings, key=lambda one: one.line or 0)
    assert [one.line for one in by_row] == [row for row, _ in told]
    for words in (words for _, words in told):
        assert any(words in one.message for one in findings), words


def spreadsheet(cells, change=None):
    book = Workbook()
    for row in cells:
        book.active.append(row)
    book.active["C2"].number_format = "yyyy-mm-dd"
    made, changed = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if change and "sheet1" in name else data)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("cell", "change"),
    [
        (99_999_999, None),  # Its library warns of this day, and says what stands there.
        ("#N/A", None),
        ("Ana", lambda data: data[:-40]),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(small, cell, change, recwarn):
    cells = [["language", "handouts", "name"], ["es", "tea", cell]]
    _, findings = ordered(small, spreadsheet(cells, change), "a.xlsx")
    assert [one.line for one in findings] == [3 if change else 2]
    assert [*recwarn] == []


MARK = st.text(string.ascii_letters + "éßعनあ", min_size=5, max_size=30).map("zqx{}".format)


@settings(max_examples=25)
@given(st.lists(st.dictionaries(st.sampled_from([*ABOUT, *field_names()]), MARK), max_size=4), MARK)
def test_no_message_says_what_stands_in_a_file(small, records, heading):
    for kind, make in KINDS.items():
        wrong = [*records, {heading: heading}, {"language": "es", "handouts": [heading]}]
        wrong = wrong[:-1] if kind in ("csv", "xlsx") else wrong
        _, findings = ordered(small, make(wrong), f"a.{kind}")
        assert findings
        assert "zqx" not in repr(findings).lower()


# Close to a field's name, but the first patient of a file that has no headings.
def test_a_heading_is_told_by_its_column_and_once(small):
    rows = b"\nes,tea,A" * 300
    _, findings = ordered(small, b"language,handouts,Amel" + rows)
    [(row, _)], [found] = places_of(findings), findings
    assert row == 2
    assert "column 3" in found.message
    assert "amel" not in str(found).lower()


def test_a_file_that_is_wrong_all_through_does_not_fill_the_screen(small):
    records = [{**GOOD, "birth-date": "today"}] * 250
    _, findings = ordered(small, as_csv(records))
    assert len(findings) == 201
    assert findings[-1].message == "50 more rows have something wrong"


def test_the_kind_of_a_file_must_be_known(tmp_path):
    path = tmp_path / "today.ods"
    path.write_bytes(b"")
    with pytest.raises(InputError, match="kind of this file"):
        RecordFile(path, str(path))


def test_nothing_is_written_where_anything_is_wrong(project, tmp_path):
    """A value for which there is no room is told with what is wrong in the file itself."""
    from kat_handouts.filling.writing import Writer
    from kat_handouts.render.pdf import PdfRenderer
    from tests.support.filling import Direct

    renderer = PdfRenderer(project)
    good = {**GOOD, "handouts": "my-plan"}
    records = [good, {**good, "name": "W" * 90}, {**good, "region": "xx"}, {**good, "name": "😀"}]
    records += [{**good, "leave-time": "12:15"}, {**good, "clinic-phone": "😀"}]
    file = RecordFile(as_csv(records), "a.csv")
    with pytest.raises(InputError) as caught:
        fill(project, file, Direct(renderer), Writer(renderer), to_folder(tmp_path / "out"))
    assert {(one.line, one.rule) for one in caught.value.findings} == {
        *((3, "fill-value"), (4, "fill-record"), (5, "fill-value"), (6, "fill-place")),
        (7, "fill-value"),
    }
    assert "😀" not in str(caught.value)
    assert not (tmp_path / "out").exists()

"""What is typed into any column is taken, or refused with its row."""

import copy
from itertools import product

import pytest
from openpyxl.cell.cell import ERROR_CODES

from tests.support.editing import read, translate
from tests.support.packets import (
    NAMES,
    PO,
    fill,
    make,
    put,
    row_of,
    saved,
    take,
    told,
    translation,
)
from tests.support.sampling import sampled

ID = "garden.back.warn.ladder"
BENCH = "garden.back.bench.heading"


def refused(project, book, *, taken=0):
    """Read a packet of which something is refused, and insist that nothing else was written."""
    before = read(project, PO)
    result = take(project, saved(book))
    assert result.taken == taken
    if not taken:
        assert read(project, PO) == before
    return result


def test_a_text_under_translation_is_a_correction(small_copy):
    translate(small_copy, "es", ID, "")
    book = make(small_copy)
    put(book, ID, "Translation", "No suba.")
    put(book, BENCH, "Translation", "El banco")
    result = take(small_copy, saved(book))
    assert (result.taken, result.findings) == (2, [])
    assert translation(small_copy, ID).msgstr == "No suba."
    assert translation(small_copy, BENCH).msgstr == "El banco"


def test_two_texts_in_one_row_are_refused_unless_they_are_the_same(small_copy):
    book = make(small_copy)
    put(book, ID, "Translation", "No suba.")
    row = put(book, ID, "Correction", "No suba nunca.")
    put(book, BENCH, "Translation", "El banco")
    put(book, BENCH, "Correction", "El banco")
    result = refused(small_copy, book, taken=1)
    assert told(result) == [("packet-twice", ID, row)]


def test_an_emptied_translation_is_not_taken_away(small_copy):
    book = make(small_copy)
    row = put(book, ID, "Translation", None)
    assert told(refused(small_copy, book)) == [("packet-cell", ID, row)]
    put(book, ID, "Correction", "No suba.")
    assert take(small_copy, saved(book)).taken == 1


VALUES = [0, 5, 2.5, False, True, "=CONCATENATE(A1,B1)", *sorted(ERROR_CODES)]


@pytest.mark.parametrize(
    ("value", "heading"),
    sampled(product(VALUES, ["Correction", "Translation", "Note"]), 15),
)
def test_what_the_spreadsheet_made_of_a_text_is_refused(small_copy, heading, value):
    book = make(small_copy)
    row = put(book, ID, heading, value)
    result = refused(small_copy, book)
    assert told(result) == [("packet-cell", ID, row)]
    assert f"row {row}, column “{heading}”" in result.findings[0].message


def test_a_date_is_refused(small_copy):
    import datetime

    book = make(small_copy)
    row = put(book, ID, "Correction", datetime.date(2026, 11, 22))
    assert told(refused(small_copy, book)) == [("packet-cell", ID, row)]


@pytest.mark.parametrize("value", ["=1+1", "#REF!"])
def test_a_text_that_looks_like_a_formula_or_an_error_is_refused(small_copy, value):
    book = make(small_copy)
    row = put(book, ID, "Correction", value)
    cell = book.active.cell(row=row, column=NAMES.index("Correction") + 1)
    cell.data_type = "s"
    assert told(refused(small_copy, book)) == [("packet-cell", ID, row)]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\n", "_x000B_", "\ufdd0"])
def test_line_separators_and_control_characters_are_refused(small_copy, sign):
    book = make(small_copy)
    row = put(book, ID, "Correction", f"No{sign}suba.")
    found = set(told(refused(small_copy, book)))
    assert found >= {("catalog-character", ID, row)}


def columns_apart(book, names):
    """Sort some columns upside down and leave the others."""
    sheet = book.active
    rows = range(2, sheet.max_row + 1)
    for name in names:
        column = NAMES.index(name) + 1
        values = [sheet.cell(row=row, column=column).value for row in rows]
        for row, value in zip(rows, reversed(values), strict=True):
            sheet.cell(row=row, column=column).value = value


@pytest.mark.parametrize(
    "names", [NAMES[:8], ["Segment", "Hash"], ["Segment"], ["Hash"], ["English"], ["Translation"]]
)
def test_columns_that_were_sorted_apart_are_refused(small_copy, names):
    book = make(small_copy)
    put(book, ID, "Correction", "No suba.")
    columns_apart(book, names)
    result = refused(small_copy, book)
    assert result.refused
    assert {rule for rule, _, _ in told(result)} <= {"packet-apart", "packet-stale"}
    found = next(one for one in result.findings if one.rule in {"packet-apart", "packet-stale"})
    assert f"row {found.line} is of “" in found.message
    assert "but its segment is “" in found.message


def test_whole_rows_may_be_sorted(small_copy):
    book = make(small_copy)
    put(book, ID, "Correction", "No suba.")
    columns_apart(book, NAMES)
    result = take(small_copy, saved(book))
    assert (result.taken, result.findings) == (1, [])


def copied_row(book, segment):
    """Copy the row of a segment to the end, and return both numbers."""
    sheet = book.active
    first, last = row_of(book, segment), sheet.max_row + 1
    for column in range(1, len(NAMES) + 1):
        cell = sheet.cell(row=first, column=column)
        copied = sheet.cell(row=last, column=column)
        copied.value, copied.number_format = copy.copy(cell.value), "@"
    return first, last


def test_two_corrections_of_one_segment_are_refused_with_both_rows(small_copy):
    book = make(small_copy)
    put(book, ID, "Correction", "No suba.")
    first, last = copied_row(book, ID)
    put(book, ID, "Correction", "No suba nunca.")
    result = refused(small_copy, book)
    assert told(result) == [("packet-twice", ID, first), ("packet-twice", ID, last)]
    for found in result.findings:
        assert f"row {first}" in found.message
        assert f"row {last}" in found.message
    put(book, ID, "Correction", "No suba.")
    same = take(small_copy, saved(book))
    assert (same.taken, same.findings) == (1, [])


@pytest.mark.parametrize("heading", ["No.", "Safety", "State", "Where"])
def test_what_stands_where_nothing_is_read_is_said(small_copy, heading):
    book = make(small_copy)
    row = put(book, ID, heading, "too formal?")
    result = take(small_copy, saved(book))
    assert told(result) == [("packet-unread", ID, row)]
    assert "too formal?" in result.findings[0].message


def test_another_english_in_a_row_is_refused(small_copy):
    book = make(small_copy)
    row = put(book, ID, "English", "Never climb.")
    assert told(refused(small_copy, book)) == [("packet-apart", ID, row)]


@pytest.mark.parametrize("segment", ["gone.title", None])
def test_a_text_for_a_segment_that_is_not_there_is_named(small_copy, segment):
    book = make(small_copy)
    put(book, ID, "Correction", "No suba.")
    row = put(book, ID, "Segment", segment)
    result = refused(small_copy, book)
    assert told(result) == [("packet-unknown", segment, row)]
    assert "No suba." in result.findings[0].message


def test_an_untouched_row_of_an_older_packet_says_nothing(small_copy):
    book = make(small_copy)
    translate(small_copy, "es", ID, "No suba.")
    result = take(small_copy, fill(book, {BENCH: "El banco"}))
    assert (result.taken, result.findings) == (1, [])

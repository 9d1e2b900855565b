"""A packet is read however a spreadsheet program, or a person, has rearranged it."""

import io
import re
import zipfile

import pytest
from openpyxl.chart import BarChart

from kat_handouts.model.errors import InputError
from kat_handouts.reviews.spreadsheet import read_packet
from tests.support.packets import NAMES, make, put, saved, take, told

ID = "garden.back.warn.ladder"


def row_above(book):
    book.active.insert_rows(1)
    book.active["A1"] = "Please by Friday"


def spaces_and_case(book):
    for cell in book.active[1]:
        cell.value = f"  {cell.value.upper()}\u00a0"


def another_active_sheet(book):
    book.create_sheet("Questions", 0)["A1"] = "Why?"
    book.active = 0


def chart_sheet(book):
    book.create_chartsheet("Chart", 0).add_chart(BarChart())
    book.active = 0


def inserted_columns(book):
    book.active.insert_cols(3, 2)
    book.active.insert_cols(9)


def other_order(book):
    sheet = book.active
    for line in sheet.iter_rows():
        values = [cell.value for cell in line]
        for cell, value in zip(line, reversed(values), strict=True):
            cell.value = value


@pytest.mark.parametrize(
    ("change", "remarks"),
    [
        (row_above, 1),
        (spaces_and_case, 0),
        (another_active_sheet, 1),
        (chart_sheet, 0),
        (inserted_columns, 0),
        (other_order, 0),
    ],
)
def test_the_columns_are_found_by_their_headings(small_copy, change, remarks):
    book = make(small_copy)
    sheet = book.active
    put(book, ID, "Correction", "No suba.")
    change(book)
    assert sheet.max_row > 1
    result = take(small_copy, saved(book))
    assert result.taken == 1
    # What stands outside of the table is said.
    assert [rule for rule, _, _ in told(result)] == ["packet-unread"] * remarks


def with_parts(data, change):
    """Return a spreadsheet with its parts changed: `change` takes and returns name and bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


@pytest.mark.parametrize("extent", [b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD9"/>', b""])
def test_what_a_file_says_of_its_own_extent_is_not_believed(small_copy, extent):
    book = make(small_copy)
    put(book, ID, "Correction", "No suba.")
    data = with_parts(saved(book), lambda name, part: re.sub(rb"<dimension [^>]*/>", extent, part))
    assert take(small_copy, data).taken == 1


def test_a_second_column_of_corrections_is_refused_by_name(small_copy):
    book = make(small_copy)
    put(book, ID, "Correction", "No suba.")
    book.active.cell(row=1, column=len(NAMES) + 1).value = "correction "
    with pytest.raises(InputError, match="two columns are headed “Correction”: H and L"):
        take(small_copy, saved(book))


@pytest.mark.parametrize("heading", ["English", "Translation"])
def test_a_missing_column_is_named(small_copy, heading):
    book = make(small_copy)
    book.active.delete_cols(NAMES.index(heading) + 1)
    with pytest.raises(InputError, match=f"the column “{heading}” is missing"):
        take(small_copy, saved(book))


def test_a_column_of_somebody_s_own_is_said(small_copy):
    book = make(small_copy)
    row = put(book, ID, "Correction", "No suba.")
    book.active.cell(row=1, column=len(NAMES) + 1).value = "Comment"
    book.active.cell(row=row, column=len(NAMES) + 1).value = "too formal?"
    result = take(small_copy, saved(book))
    assert (result.taken, told(result)) == (1, [("packet-unread", ID, row)])
    assert "“Comment”: “too formal?”" in result.findings[0].message


def test_two_sheets_with_a_packet_are_read_and_named(small_copy):
    book = make(small_copy)
    book.copy_worksheet(book.active)
    put(book, ID, "Correction", "No suba.")
    second = book.worksheets[1]
    row = put(book, ID, "Correction", "No suba nunca.")
    second.cell(row=row, column=NAMES.index("Correction") + 1).value = "No se suba."
    result = take(small_copy, saved(book))
    assert result.refused == 2
    assert f"row {row} of the sheet “{second.title}”" in result.findings[0].message
    second.cell(row=row, column=NAMES.index("Correction") + 1).value = None
    assert take(small_copy, saved(book)).taken == 1


@pytest.mark.parametrize("data", [b"", b"no spreadsheet", b"PK\x03\x04broken"])
def test_what_is_no_packet_is_refused(data):
    with pytest.raises(InputError) as caught:
        read_packet(data, "x.xlsx")
    (found,) = caught.value.findings
    assert (found.rule, found.file) == ("packet", "x.xlsx")


def test_another_spreadsheet_is_refused(small_copy):
    book = make(small_copy)
    book.active.delete_cols(1, 10)
    with pytest.raises(InputError, match="not a review packet"):
        read_packet(saved(book), "x.xlsx")


def test_a_file_that_unpacks_without_end_is_refused_before_it_is_unpacked(small_copy):
    buffer = io.BytesIO(saved(make(small_copy)))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb", b"\0" * 30_000_000)
    assert len(buffer.getvalue()) < 1_000_000
    with pytest.raises(InputError, match="not a review packet"):
        read_packet(buffer.getvalue(), "x.xlsx")


def test_rows_without_end_are_refused(small_copy):
    data = with_parts(
        saved(make(small_copy)),
        lambda name, part: part.replace(b'<row r="9">', b'<row r="999999999">'),
    )
    with pytest.raises(InputError, match="not a review packet"):
        read_packet(data, "x.xlsx")

"""Typed blocks: what each must have."""

import pytest

from kat_handouts.content.library import load_library
from kat_handouts.model.errors import InputError
from tests.support.editing import edit

TEA = "content/tea.yaml"
COLUMNS = "columns: {taste: Taste, warmth: How warm}"
ROWS = "        rows:\n          taste: Taste\n          warmth: How warm\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (ROWS, "", "needs “columns”"),
        (ROWS, f"{ROWS}        {COLUMNS}\n", "needs “columns”"),
        ("        counted: Cup\n", "", "needs “counted”"),
        ("count: 3", "count: 15", "14"),
        ("count: 3", "count: 0", "1"),
        ("          taste: Taste\n", "          Taste: Taste\n", "“Taste”"),
    ],
)
def test_a_table_to_fill_in_has_headings_and_numbers(small_copy, old, new, words):
    edit(small_copy, TEA, old, new)
    with pytest.raises(InputError) as error:
        load_library(small_copy)
    (found,) = error.value.findings
    assert words in str(found)
    assert found.file.endswith("tea.yaml")
    assert found.line >= 19


def test_the_heading_of_a_column_or_a_row_is_a_text_with_the_note_of_its_table(small_library):
    taste = small_library.segments["tea.pot.cups.rows.taste"]
    assert (taste.source, taste.note) == ("Taste", "A heading in a table to fill in by hand.")
    sun = small_library.segments["garden.evening.week.columns.sun"]
    assert (sun.note, sun.room) == ("Hours of it.", 8)
    assert "heading of a column" in sun.context

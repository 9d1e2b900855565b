"""Columns hold what WeasyPrint's own hold, in the same order, and are about equally high."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import block

from kat_handouts.render import weasyprint_internals
from kat_handouts.render.weasyprint_internals import lean_columns

# A page of 15 lines of 20 px.
STYLE = """
    @page { size: 420px 340px; margin: 20px 10px }
    html { font-size: 10px; line-height: 20px }
    body, p, h2 { margin: 0 } h2 { font-size: 10px; break-after: avoid }
    .columns { columns: 2; column-gap: 20px } .whole { break-inside: avoid }
    p { orphans: 1; widows: 1 }
"""
LINE = 20


def laid_out(body, direction="ltr", style=""):
    weasyprint_internals.install()
    page = f"<html lang=en dir={direction}><style>{STYLE}{style}</style>{body}"
    return HTML(string=page).render().pages


def lines(number, name="a"):
    """Return a paragraph of so many lines."""
    return "<p>" + "<br>".join(f"{name}{count}" for count in range(number)) + "</p>"


def texts(box):
    box = getattr(box, "_box", box)
    if hasattr(box, "text"):
        yield box
    for child in getattr(box, "children", ()):
        yield from texts(child)


def words(pages):
    return [text.text.strip() for page in pages for text in texts(page._page_box)]


def columns(page):
    """Return the columns of a page, in reading order."""
    return [box for box in page._page_box.descendants() if box.is_column]


def filled(column):
    ends = [box.position_y + box.height for box in column.descendants() if isinstance(box, LineBox)]
    return max(ends) - column.position_y


def theirs(monkeypatch, body, direction="ltr"):
    weasyprint_internals.install()
    with monkeypatch.context() as patched:
        patched.setattr(block, "columns_layout", lean_columns._columns_layout)
        return (
            HTML(string=f"<html lang=en dir={direction}><style>{STYLE}</style>{body}")
            .render()
            .pages
        )


SECTIONS = st.lists(
    st.tuples(st.sampled_from(["", " class=whole"]), st.integers(1, 9)), min_size=1, max_size=12
)


def sections(parts):
    return "".join(
        f"<section{kept}><h2>head{at}</h2>{lines(count, f's{at}-')}</section>"
        for at, (kept, count) in enumerate(parts)
    )


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@settings(max_examples=25)
@given(parts=SECTIONS, before=st.integers(0, 9), after=st.integers(0, 4))
def test_they_hold_the_words_of_weasyprints_own_in_their_order(direction, parts, before, after):
    body = f"{lines(before, 'b')}<div class=columns>{sections(parts)}</div>{lines(after, 'c')}"
    pages = laid_out(body, direction)
    with pytest.MonkeyPatch.context() as patched:
        assert words(pages) == words(theirs(patched, body, direction))
    for page in pages:
        for text in texts(page._page_box):
            assert text.position_y + text.height <= 320 + 1
        for column in columns(page):
            others = [one for one in columns(page) if one is not column]
            assert all(one.height == column.height for one in others)


@given(st.integers(2, 26))
def test_where_all_fits_they_are_balanced_to_a_line(number):
    [page] = laid_out(f"<div class=columns>{lines(number)}</div><p>below</p>")
    first, second = columns(page)
    assert 0 <= filled(first) - filled(second) <= LINE
    # What follows stands below the higher one, by less than a line.
    [below] = [text for text in texts(page._page_box) if text.text == "below"]
    assert 0 <= below.position_y - first.position_y - filled(first) < LINE


def test_what_does_not_fit_goes_on_on_the_next_page_from_its_first_column():
    first, second = laid_out(f"<div class=columns>{lines(40)}</div>")
    assert [len(list(texts(column))) for column in columns(first)] == [15, 15]
    assert [len(list(texts(column))) for column in columns(second)] == [5, 5]
    assert words([first, second]) == [f"a{number}" for number in range(40)]


def test_from_right_to_left_the_first_column_is_on_the_right():
    for direction in ("ltr", "rtl"):
        [page] = laid_out(f"<div class=columns>{lines(10)}</div>", direction)
        first, second = columns(page)
        assert (first.position_x < second.position_x) == (direction == "ltr")
        assert {first.position_x, second.position_x} == {10, 220}
        assert first.width == second.width == 190


def test_what_is_kept_whole_is_not_cut_and_has_the_next_page_where_it_needs_it():
    pages = laid_out(
        f"{lines(10, 'b')}<div class=columns><div class=whole>{lines(9)}</div>{lines(2, 'c')}</div>"
    )
    held = [[text.text for text in texts(page._page_box)] for page in pages]
    assert held[0] == [f"b{number}" for number in range(10)]
    assert held[1] == [*(f"a{number}" for number in range(9)), "c0", "c1"]


def test_a_heading_stays_with_what_it_is_over():
    [page] = laid_out(f"<div class=columns>{lines(4)}<h2>over</h2>{lines(6, 'b')}</div>")
    for column in columns(page):
        assert [*texts(column)][-1].text != "over"


def test_what_is_positioned_in_a_column_stands_there_once():
    number = "<span style='position: absolute; inset-inline-start: 0'>7</span>"
    [page] = laid_out(f"<div class=columns>{lines(6)}<p>{number}b</p>{lines(6, 'c')}</div>")
    assert words([page]).count("7") == 1
    drawn = [text for text in texts(page._page_box) if text.text == "7"]
    beside = [text for text in texts(page._page_box) if text.text == "b"]
    assert drawn[0].position_y == beside[0].position_y


@pytest.mark.parametrize(
    "style",
    [
        ".columns { column-width: 150px }",
        ".columns { column-fill: auto; height: 100px }",
        ".columns { min-height: 200px }",
        ".columns { position: relative }",
        "p { column-span: all }",
    ],
)
def test_what_they_are_not_made_for_goes_to_weasyprint(monkeypatch, style):
    asked = []
    real = lean_columns._columns_layout
    monkeypatch.setattr(
        lean_columns, "_columns_layout", lambda *rest: asked.append(1) or real(*rest)
    )
    [page] = laid_out(f"<div class=columns>{lines(4)}</div>", style=style)
    assert asked
    assert words([page]) == [f"a{number}" for number in range(4)]
    asked.clear()
    laid_out(f"<div class=columns>{lines(4)}</div>")
    assert asked == []

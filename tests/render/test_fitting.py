"""The size at which a sheet has the pages of its form; pages here know only how full they are."""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.forms import FORMS
from kat_handouts.render import fitting, pdf
from kat_handouts.render.fitting import STEP_PT, Range, extent, fitted, range_of
from kat_handouts.render.html import render_html
from tests.support.documents import small_document
from tests.support.editing import edit

TOP, HEIGHT = 50.0, 900.0
# Of a leaf, of a page, of a sheet.
RANGES = [(14.0, 12.5, (2,)), (14.0, 12.5, (1,)), (14.0, 12.0, (2, 3))]


def sheet(pages):
    """Return a sheet that fills so many pages, as far as it is looked at."""
    count = max(1, math.ceil(pages))

    def page(filled):
        box = SimpleNamespace(position_y=TOP, border_height=lambda: filled * HEIGHT)
        root = SimpleNamespace(children=[SimpleNamespace(children=[box])])
        page_box = SimpleNamespace(children=[root], height=HEIGHT, content_box_y=lambda: TOP)
        return SimpleNamespace(_page_box=page_box)

    full = [page(1.0) for _ in range(count - 1)]
    return SimpleNamespace(pages=[*full, page(pages - count + 1)])


class Sheets:
    """Sheets of the same words in each size, and which of them were laid out."""

    def __init__(self, pages_at):
        self.pages_at = pages_at
        self.laid_out = {}

    def __call__(self, size):
        assert size not in self.laid_out, "laid out twice"
        self.laid_out[size] = sheet(self.pages_at(size))
        return self.laid_out[size]


def steps(sizes):
    return [
        sizes.least + STEP_PT * n for n in range(round((sizes.largest - sizes.least) / STEP_PT) + 1)
    ]


def first_goal(sizes, pages):
    return min((goal for goal in sizes.goals if pages <= goal), default=None)


# How many pages it takes at its largest size, and how wrong the guess is.
LENGTHS = st.floats(0.2, 6)
ERRORS = st.floats(0.6, 1.7)


@given(st.sampled_from(RANGES), LENGTHS, ERRORS)
def test_a_sheet_has_the_fewest_pages_it_can_have_and_large_type(given_range, length, error):
    sizes = Range(*given_range, length * error)
    sheets = Sheets(lambda size: length * (size / sizes.largest) ** fitting._GROWTH)
    found = fitted(sheets, sizes)
    size, pages = found.body_pt, len(found.laid_out.pages)
    assert found.laid_out is sheets.laid_out[size]
    assert size in steps(sizes)
    goal = first_goal(sizes, sheets.pages_at(sizes.least))
    if goal is None:
        # It has the pages that it takes all the same.
        assert pages == math.ceil(sheets.pages_at(sizes.least))
        return
    assert pages <= goal
    larger = size + STEP_PT
    fit = [one for one in sheets.laid_out.values() if len(one.pages) <= goal]
    # Within a step of the largest that does, but where the last page is filled well, or enough was
    # tried.
    assert (
        larger > sizes.largest
        or sheets.pages_at(larger) > goal
        or sheets.pages_at(size) > goal - fitting._LOOSE
        or len(fit) > 1
        or len(sheets.laid_out) >= fitting._ENOUGH
    )
    assert len(sheets.laid_out) <= fitting._ENOUGH + 1


@given(st.sampled_from(RANGES), st.data())
def test_whatever_type_does_to_its_pages_a_sheet_meets_the_goal_that_was_seen_to_be_met(
    given_range, data
):
    """Boxes that do not break make a sheet jump by half a page; it never shrinks in larger type."""
    sizes = Range(*given_range, data.draw(LENGTHS))
    every = steps(sizes)
    lengths = sorted(data.draw(st.lists(LENGTHS, min_size=len(every), max_size=len(every))))
    pages_at = dict(zip(every, lengths, strict=True))
    sheets = Sheets(pages_at.__getitem__)
    found = fitted(sheets, sizes)
    met = [first_goal(sizes, len(one.pages)) for one in sheets.laid_out.values()]
    best = min((goal for goal in met if goal), default=None)
    assert first_goal(sizes, len(found.laid_out.pages)) == best
    most = best or math.ceil(pages_at[sizes.least])
    assert found.body_pt == max(size for size in sheets.laid_out if pages_at[size] <= most)
    if best is None:
        assert first_goal(sizes, pages_at[sizes.least]) is None


@given(st.sampled_from(RANGES), LENGTHS, ERRORS)
def test_the_same_words_are_laid_out_in_the_same_sizes(given_range, length, error):
    sizes = Range(*given_range, length * error)
    runs = [Sheets(lambda size: length * (size / sizes.largest) ** 1.8) for _ in range(2)]
    first, second = (fitted(run, sizes).body_pt for run in runs)
    assert first == second
    assert list(runs[0].laid_out) == list(runs[1].laid_out)


def test_a_goal_that_was_given_up_for_a_bad_guess_is_met_after_all():
    sheets = Sheets(lambda size: 1.9 * (size / 14) ** fitting._GROWTH)
    found = fitted(sheets, Range(14, 12, (2, 3), 3.4))
    assert (len(found.laid_out.pages), found.body_pt) == (2, 14)
    sheets = Sheets(lambda size: 0.4 * (size / 14) ** fitting._GROWTH)
    assert fitted(sheets, Range(14, 12.5, (1,), 3)).body_pt == 14


def test_without_a_goal_a_sheet_has_its_one_size():
    sheets = Sheets(lambda size: 7.0)
    assert fitted(sheets, Range(18, 18, (), 1)).body_pt == 18
    assert list(sheets.laid_out) == [18]


@pytest.mark.parametrize("pages", [0.0, 0.25, 1.0, 1.5, 2.75])
def test_the_extent_counts_a_last_page_by_how_far_it_is_filled(pages):
    assert extent(sheet(pages)) == pytest.approx(pages)


@pytest.mark.parametrize("handout", ["garden", "tea", "walk"])
def test_the_range_is_that_of_the_form(small, handout):
    document = small_document(small, "en", handout)
    sizes = range_of(document)
    assert (sizes.largest, sizes.least) == (document.largest_pt, document.least_pt)
    assert sizes.goals == document.form.goals
    assert FORMS[document.form.name].bare_pages < sizes.pages_at_largest < 3
    # A script with tall lines takes more, for the same words.
    tall = replace(document, language=small_document(small, "ar", handout).language)
    assert range_of(tall).pages_at_largest > sizes.pages_at_largest


def fitted_size(monkeypatch, project, handout):
    """Return the size and the pages of a finished sheet."""
    found = []

    def kept(*rest):
        found.append(fitted(*rest))
        return found[-1]

    monkeypatch.setattr(pdf, "fitted", kept)
    renderer = pdf.PdfRenderer(project)
    document = small_document(project, "en", handout)
    rendered = renderer.render(document)
    [(laid_out, size)] = found
    assert len(laid_out.pages) == rendered.pages
    html = render_html(replace(document, fitted_pt=size), renderer.templates)
    assert f"font-size: {size * document.language.script.scale}pt" in html
    root = laid_out.pages[0]._page_box.children[0]
    assert root.style["font_size"] == pytest.approx(size * document.language.script.scale / 0.75)
    return size, rendered.pages


def test_a_page_with_more_words_has_smaller_type_and_stays_one_page(small_copy, monkeypatch):
    text = "warm: Warm the pot."
    size, pages = fitted_size(monkeypatch, small_copy, "tea")
    assert (size, pages) == (14, 1)
    edit(small_copy, "content/tea.yaml", text, text + " It can be warm." * 45)
    size, pages = fitted_size(monkeypatch, small_copy, "tea")
    assert 12.5 <= size < 14
    assert pages == 1

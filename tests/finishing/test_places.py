"""Where pages stand on paper: every page once, and in its place when it is cut or folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.finishing.places import (
    PAPER_SIZES,
    TRIM_OFFSET,
    four_up,
    leaflet,
    leaflet_halves,
    leaflet_pages,
    two_up,
)

WIDTH, HEIGHT = 400.0, 600.0
# Of a card for the wallet, in pt.
CARD = (96 / 25.4 * 72, 130 / 25.4 * 72)


def halves(side):
    """Return what stands on the left and on the right half of a side."""
    found = {place.across: place.page for place in side.places}
    assert set(found) <= {0, WIDTH}
    return found.get(0), found.get(WIDTH)


def turned_over(sides, *, right_to_left):
    """Return the pages of a folded leaflet in the order in which a hand turns them.

    The papers lie in each other, the first one outermost; behind the right half of a front is the
    left half of its back, for they are turned on the short edge.
    """
    fronts, backs = map(halves, sides[::2]), map(halves, sides[1::2])
    papers = list(zip(fronts, backs, strict=True))
    first, last = (0, 1) if right_to_left else (1, 0)
    outwards = [page for front, back in papers for page in (front[first], back[last])]
    inwards = [page for front, back in reversed(papers) for page in (back[first], front[last])]
    return outwards + inwards


@given(count=st.integers(1, 40), right_to_left=st.booleans(), fills_back=st.booleans())
def test_a_leaflet_is_read_in_order_when_it_is_folded(count, right_to_left, fills_back):
    sides = leaflet(count, WIDTH, HEIGHT, right_to_left=right_to_left, fills_back=fills_back)
    pages = turned_over(sides, right_to_left=right_to_left)
    assert [page for page in pages if page is not None] == list(range(count))
    assert len(pages) % 4 == 0
    assert len(pages) - count < 4
    assert pages == leaflet_pages(count, fills_back=fills_back)
    assert pages[0] == 0
    if fills_back and count > 1:
        assert pages[-1] == count - 1
    elif len(pages) > count:
        assert pages[-1] is None


@given(count=st.integers(1, 40), right_to_left=st.booleans())
def test_the_halves_of_a_finished_leaflet_are_known_by_its_sides(count, right_to_left):
    sides = leaflet(count, WIDTH, HEIGHT, right_to_left=right_to_left, fills_back=True)
    found = [
        halves(sides[side])[on_right]
        for side, on_right in leaflet_halves(len(sides), right_to_left=right_to_left)
    ]
    assert found == leaflet_pages(count, fills_back=True)


def test_the_cover_lies_where_a_leaflet_is_opened():
    for right_to_left, across in ((False, WIDTH), (True, 0)):
        side, *_ = leaflet(4, WIDTH, HEIGHT, right_to_left=right_to_left, fills_back=True)
        assert [(place.page, place.across) for place in side.places] == [
            (0, across),
            (3, WIDTH - across),
        ]


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_four_cards_stand_apart_and_fronts_lie_over_backs(paper):
    front, back = four_up(2, *CARD, paper)
    assert ({place.page for place in front.places}, {place.page for place in back.places}) == (
        {0},
        {1},
    )
    assert [place.is_copy for place in front.places].count(False) == 1
    corners = {(round(place.across, 3), round(place.up, 3)) for place in front.places}
    assert len(corners) == 4
    for side in (front, back):
        for turned in (
            # On the long edge, and on the short one.
            {(round(side.width - across - CARD[0], 3), up) for across, up in corners},
            {(across, round(side.height - up - CARD[1], 3)) for across, up in corners},
        ):
            assert turned == corners
    left, bottom, right, top = front.trim
    assert right - left == pytest.approx(2 * CARD[0])
    assert top - bottom == pytest.approx(2 * CARD[1])
    # Printers do not reach the outermost 4 mm, and a mark has to be seen.
    assert min(left, bottom, front.width - right, front.height - top) > (4.2 + 3.5) / 25.4 * 72


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_trim_marks_point_along_each_cut_and_touch_no_card(paper):
    side, *_ = four_up(1, *CARD, paper)
    left, bottom, right, top = side.trim
    cuts_up = {round(left + CARD[0] * step, 3) for step in range(3)}
    cuts_across = {round(bottom + CARD[1] * step, 3) for step in range(3)}
    ends = set()
    for x1, y1, x2, y2 in side.marks:
        assert min(x1, y1) > 0
        assert x2 < side.width
        assert y2 < side.height
        if x1 == x2:
            assert round(x1, 3) in cuts_up
            assert y2 <= bottom - TRIM_OFFSET + 1e-6 or y1 >= top + TRIM_OFFSET - 1e-6
            ends.add((round(x1, 3), y1 > top))
        else:
            assert round(y1, 3) in cuts_across
            assert x2 <= left - TRIM_OFFSET + 1e-6 or x1 >= right + TRIM_OFFSET - 1e-6
            ends.add((x1 > right, round(y1, 3)))
    assert len(ends) == len(side.marks) == 12


def test_two_copies_meet_at_the_line_to_cut():
    (side,) = two_up(1, WIDTH, HEIGHT)
    assert [(place.across, place.is_copy) for place in side.places] == [(0, False), (WIDTH, True)]
    assert {mark[0] for mark in side.marks} == {side.width / 2}

from itertools import pairwise

import pytest
from weasyprint import HTML

from kat_handouts.render import weasyprint_internals

STYLE = """
    @page { size: 200mm 100mm; margin: 10mm }
    li { display: inline-block; box-sizing: border-box; width: 49%; padding-inline-start: 12mm }
    b { float: inline-start; width: 8mm; margin-inline-start: -12mm }
"""


def floats(direction, count):
    """Return where items stand across the page, each with its number, as (item, number)."""
    weasyprint_internals.install()
    items = "".join(f"<li><b>{number}</b>item {number}</li>" for number in range(1, count + 1))
    page = f"<html lang=en dir={direction}><style>{STYLE}</style><ol>{items}</ol>"
    [page] = HTML(string=page).render().pages
    boxes = [box for box in page._page_box.descendants() if box.element_tag == "li"]
    items = [box for box in boxes if type(box).__name__ == "InlineBlockBox"]
    assert len(items) == count
    for item in items:
        [number] = [
            box for box in item.descendants() if box.element_tag == "b" and box.is_floated()
        ]
        yield item, number


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_number_stands_where_its_item_begins(direction, count):
    found = list(floats(direction, count))
    for item, number in found:
        start = (
            item.border_box_x() if direction == "ltr" else item.border_box_x() + item.border_width()
        )
        side = number.position_x + number.margin_left
        if direction == "rtl":
            side += number.width
        assert side == pytest.approx(start, abs=0.01)
    # Items of one line follow each other as they are read.
    for (first, _), (second, _) in pairwise(found):
        if first.position_y == second.position_y:
            assert (first.position_x < second.position_x) == (direction == "ltr")

"""A number on paper stands alone: no other figure touches it."""

import pytest
from conftest import edit, make_document

from kat_handouts.checks.pdf import check_pdf


@pytest.mark.parametrize("printed", ["30", "30⁵", "30½", "130", "305"])
def test_a_figure_at_a_number_on_paper_is_found(copied, render, printed):
    name = "content/side-effects.yaml"
    edit(copied, name, "heading: Bladder", "heading: Bladder (30)")
    expected = make_document(copied)
    edit(copied, name, "heading: Bladder (30)", f"heading: Bladder ({printed})")
    found = check_pdf(render(make_document(copied)), expected)
    numbers = [item.segment for item in found if item.rule == "pdf-number"]
    assert numbers == ([] if printed == "30" else ["side-effects.bladder.heading"])

"""A copy is the master's bytes and after them what its boxes hold."""

import io

import pikepdf
import pytest

from kat_handouts.filling.copies import copy_of
from kat_handouts.filling.master import master_of
from kat_handouts.filling.writing import Writer
from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import make_variant_of

VALUES = {
    "name": {"en": "Zoë O’Brien-Smith", "zh-Hans": "王小明"},
    "drive-from": {"en": "Fri, Dec 4, 2026, 10:15 AM", "zh-Hans": "2026年12月4日周五，10:15"},
    "clinic-phone": {"en": "555-010-0100", "zh-Hans": "555-010-0100"},
    "after-hours-phone": {"en": "555-010-0199", "zh-Hans": "555-010-0199"},
}


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_a_copy_is_a_sound_pdf_and_a_little_larger(project, tag):
    renderer = PdfRenderer(project)
    document = make_variant_of(project, tag, "for-your-companion", fill="master")
    master = master_of(renderer.render(document).data)
    writer = Writer(renderer)
    written = {
        place: writer.written(VALUES[place.field][tag], place, master)
        for place in master.places
        if place.field in VALUES
    }
    copy = copy_of(master, written)
    assert copy == copy_of(master, written)
    assert copy.startswith(master.pdf)
    assert len(copy) - len(master.pdf) <= 6000
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for place, writing in written.items():
            found = pdf.get_object(place.number, 0)
            assert found.read_bytes() == writing.operators
            assert {*found.Resources.Font.keys()} == {
                f"/{name}" for name in (*writing.fonts, *writing.drawn)
            }
        assert "/ID" not in pdf.trailer
    with pikepdf.open(io.BytesIO(master.pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_pdf_without_a_cross_reference_stream_is_no_master():
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pytest.raises(ValueError, match="cross-reference"):
        master_of(made.getvalue())

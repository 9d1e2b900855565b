from io import BytesIO

from babel.messages.pofile import read_po

from kat_handouts.catalogs.extraction import extract


def test_babel_reads_back_every_segment_in_reading_order(small_library):
    catalog = read_po(BytesIO(extract(small_library)))
    entries = [message for message in catalog if message.id]
    assert [message.context for message in entries] == list(small_library.segments)
    assert [message.id for message in entries] == [
        segment.source for segment in small_library.segments.values()
    ]


def test_translators_get_the_context(small_library):
    text = extract(small_library).decode()
    assert "{emergency_number} is the region's emergency number" in text
    assert "Safety: a mistake here can harm a patient." in text


def test_another_version_of_babel_extracts_the_same_bytes(library, monkeypatch):
    now = extract(library)
    assert b'"Generated-By: Babel\\n"' in now
    monkeypatch.setattr("babel.messages.catalog.VERSION", "99.1.dev0")
    assert extract(library) == now

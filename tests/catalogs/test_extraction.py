from io import BytesIO

from babel.messages.pofile import read_po

from kat_handouts.catalogs.extraction import POT_NAME, extract


def test_the_pot_is_current_and_deterministic(project, library):
    assert extract(library) == extract(library) == project.read(POT_NAME)


def test_babel_reads_back_every_segment_in_reading_order(library):
    catalog = read_po(BytesIO(extract(library)))
    entries = [message for message in catalog if message.id]
    assert [message.context for message in entries] == list(library.segments)
    assert [message.id for message in entries] == [
        segment.source for segment in library.segments.values()
    ]


def test_translators_get_the_context(library):
    text = extract(library).decode()
    assert "{emergency_number} is the region's emergency number" in text
    assert "Safety: a mistake here can harm a patient." in text

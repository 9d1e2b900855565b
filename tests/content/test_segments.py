import re

from kat_handouts.content.library import load_library
from kat_handouts.content.text import PLACEHOLDERS
from tests.support.editing import edit


def test_ids_are_paths_of_written_keys(small_library):
    for id_ in small_library.segments:
        assert re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+", id_), id_
    assert "garden.back.warn.ladder" in small_library.segments


def test_an_id_does_not_depend_on_wording_or_position(small_library, small_copy):
    edit(small_copy, "content/garden.yaml", "warm hands", "hot hands")
    edit(
        small_copy,
        "content/garden.yaml",
        "          hat: I have a hat.\n          key: I know where the key is.\n",
        "          key: I know where the key is.\n          hat: I have a hat.\n",
    )
    assert set(load_library(small_copy).segments) == set(small_library.segments)


def test_each_segment_knows_the_line_of_its_text(small_library, small):
    for segment in small_library.segments.values():
        lines = small.read(segment.name).decode().splitlines()
        near = " ".join(lines[segment.line - 1 : segment.line + 8])
        assert segment.source.split()[0].strip("“") in near, segment.id


def test_every_segment_tells_translators_what_it_is(small_library):
    for segment in small_library.segments.values():
        assert segment.comment.endswith((".", "?", "!"))
        for name in PLACEHOLDERS:
            if f"{{{name}}}" in segment.source:
                assert PLACEHOLDERS[name].meaning in segment.comment


def test_safety_reaches_every_text_of_a_marked_block(small_library):
    never = [id_ for id_ in small_library.segments if id_.startswith("garden.back.warn")]
    assert len(never) == 3
    assert all(small_library.segments[id_].safety for id_ in never)
    assert "Safety" in small_library.segments[never[0]].comment


def test_the_note_of_advice_or_of_a_sign_stands_on_each_of_its_voices(small_copy):
    edit(
        small_copy,
        "content/advice.yaml",
        "  dig-again:\n",
        "  dig-again:\n    note: With a spade.\n",
    )
    edit(small_copy, "content/signs.yaml", "  lost:\n", "  lost:\n    note: In the fog.\n")
    segments = load_library(small_copy).segments
    for id_ in ("advice.dig-again.wet.patient", "advice.dig-again.dry.promise"):
        assert "With a spade." in segments[id_].comment
    for id_ in ("sign.lost.companion", "sign.lost.gate.patient"):
        assert "In the fog." in segments[id_].comment

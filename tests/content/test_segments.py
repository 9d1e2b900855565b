import re

from conftest import edit
from kat_handouts.content.library import load_library
from kat_handouts.content.text import PLACEHOLDERS


def test_ids_are_paths_of_written_keys(library):
    for id_ in library.segments:
        assert re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+", id_), id_
    assert "side-effects.bladder.action" in library.segments


def test_an_id_does_not_depend_on_wording_or_position(library, copied):
    edit(copied, "content/side-effects.yaml", "dizziness or a spinning feeling", "giddiness")
    edit(
        copied,
        "content/side-effects.yaml",
        "              sleepy: feeling sleepy\n              headache: headache\n",
        "              headache: headache\n              sleepy: feeling sleepy\n",
    )
    assert set(load_library(copied).segments) == set(library.segments)


def test_each_segment_knows_the_line_of_its_text(library, project):
    for segment in library.segments.values():
        lines = project.read(segment.name).decode().splitlines()
        near = " ".join(lines[segment.line - 1 : segment.line + 8])
        assert segment.source.split()[0].strip("“") in near, segment.id


def test_every_segment_tells_translators_what_it_is(library):
    for segment in library.segments.values():
        assert segment.comment.endswith((".", "?", "!"))
        for name in PLACEHOLDERS:
            if f"{{{name}}}" in segment.source:
                assert PLACEHOLDERS[name].meaning in segment.comment


def test_safety_reaches_every_text_of_a_marked_block(library):
    never = [id_ for id_ in library.segments if id_.startswith("what-is-kat.not-for.never")]
    assert len(never) == 6
    assert all(library.segments[id_].safety for id_ in never)
    assert "Safety" in library.segments[never[0]].comment


def test_the_words_that_keep_a_patient_safe_are_safety_text(library):
    dangerous = re.compile(r"\b(911|emergency_number|suicide|drive|opioid|alcohol|breathing)\b")
    unmarked = {
        segment.id
        for segment in library.segments.values()
        if dangerous.search(segment.source)
        and not segment.safety
        and not re.search(r"\.(teach-back|checklist)\.|heading$", segment.id)
    }
    assert unmarked == set()

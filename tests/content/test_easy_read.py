"""Frames: the words of the easy-read edition are read like any other, and belong to a handout."""

import pytest

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.content.library import load_library
from kat_handouts.model.editions import EASY_READ
from kat_handouts.model.errors import InputError
from tests.support.documents import make_variant_of, small_document
from tests.support.editing import edit, read, write

GARDEN = "content/easy-read/garden.yaml"


def findings_of(project):
    with pytest.raises(InputError) as caught:
        load_library(project)
    return caught.value.findings


def easy(project, **variant):
    return make_variant_of(project, "en", "garden", edition=EASY_READ.name, **variant)


def frames_of(document):
    return [node for part in document.sections for node in part.walk() if node.kind == "frame"]


def test_only_handouts_with_frames_have_the_edition(small, small_library):
    sheets = plan(small, small_library, Selection(editions=(EASY_READ.name,))).sheets
    assert {sheet.handout for sheet in sheets} == {"garden"} == {*small_library.easy_reads}
    with pytest.raises(InputError, match="nothing-selected"):
        plan(small, small_library, Selection(handouts=("tea",), editions=(EASY_READ.name,)))
    with pytest.raises(InputError) as caught:
        make_variant_of(small, "en", "tea", edition=EASY_READ.name)
    (found,) = caught.value.findings
    assert found.rule == "unknown-edition"
    assert "garden" in found.hint
    assert "content/easy-read/tea.yaml" in found.hint


def test_frames_of_a_handout_that_is_not_there_are_told(small_copy):
    write(small_copy, "content/easy-read/gardens.yaml", read(small_copy, GARDEN))
    (found,) = findings_of(small_copy)
    assert (found.rule, found.line) == ("unknown-handout", 1)
    assert found.file.endswith("content/easy-read/gardens.yaml")
    assert "garden.yaml" in found.hint


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("advice: dig-again", "advice: dig-agian", "unknown-advice"),
        ("voice: easy", "voice: easy-companion", "unknown-advice"),
        ("{route: [infusion]}", "{region: [fr]}", "unknown-region"),
        ("    level: get-help\n", "", "content"),
        ("        picture: rest\n", "", "missing-field"),
        ("kind: care", "kind: tip", "content"),
    ],
)
def test_what_a_frame_cannot_have_is_told_on_its_line(small_copy, old, new, rule):
    edit(small_copy, GARDEN, old, new)
    (found,) = findings_of(small_copy)
    assert found.rule == rule
    assert found.file.endswith(GARDEN)
    assert found.line > 1


def test_a_handout_cannot_have_the_name_that_begins_the_ids(small_copy):
    write(small_copy, "content/easy-read.yaml", read(small_copy, "content/tea.yaml"))
    assert "handout-name" in {found.rule for found in findings_of(small_copy)}


def test_the_sheet_has_the_title_and_the_numbers_of_its_handout(small):
    document, whole = easy(small), small_document(small)
    assert document.title == whole.title
    assert document.code == whole.code
    assert document.main_message is None
    (panel,) = document.sections[-1].children
    assert panel.kind == "contacts"
    numbers = [node.value for node in panel.walk() if node.value]
    assert numbers[0] == "911"
    assert {*numbers} < {*whole.values()}


def test_revision_and_dates_are_those_of_the_frames(small_copy):
    edit(small_copy, GARDEN, "revision: 1", "revision: 7")
    edit(small_copy, GARDEN, "reviewed: 2026-11-22", "reviewed: 2026-11-23")
    document = easy(small_copy)
    assert document.revision == 7
    assert document.sheet_id.startswith("KAT-91.7 US.1 EN ER ")
    assert "23" in document.labels["reviewed"].plain
    assert small_document(small_copy).revision == 2


def test_every_sign_of_a_level_has_its_frame(small_copy):
    said = [frame.texts["text"].segment for frame in frames_of(easy(small_copy))]
    assert said[-2:] == ["sign.stung.mouth", "sign.lost.gate.patient"]
    sign = (
        "  cold:\n    after_leaving: get-help\n    patient: your hands are blue\n"
        "    sources: [almanac]\n    frames:\n      hands:\n        picture: rest\n"
        "        patient: If your hands are blue, call {emergency_number}.\n  lost:"
    )
    edit(small_copy, "content/signs.yaml", "  lost:", sign)
    said = [frame.texts["text"].segment for frame in frames_of(easy(small_copy))]
    assert "sign.cold.hands.patient" in said


def test_a_frame_holds_for_its_route_and_advice_has_the_phrasing_of_it(small):
    def said(route):
        return {frame.texts["text"].segment for frame in frames_of(easy(small, route=route))}

    assert "easy-read.garden.sun.hose" in said("infusion") - said("lozenge")
    assert "advice.dig-again.wet.easy" in said("infusion") - said("lozenge")
    assert "advice.dig-again.dry.easy" in said("lozenge")


def test_a_frame_may_hold_room_to_write(small):
    frames = {frame.id: frame for frame in frames_of(easy(small))}
    assert [row.kind for row in frames["easy-read.garden.sun.dig"].children] == ["writing"]
    assert frames["easy-read.garden.sun.noon"].children == ()


def test_translators_are_told_that_the_sentences_are_short(small_library):
    for id_ in ("easy-read.garden.sun.noon", "sign.lost.gate.patient", "advice.dig-again.dry.easy"):
        assert "people who read little" in small_library.segments[id_].comment
    assert "people who read little" not in small_library.segments["garden.morning.why"].comment

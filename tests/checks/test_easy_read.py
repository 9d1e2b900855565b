"""What the frames are held to: each rule is broken once, and must be named."""

import pytest

from kat_handouts.checks.content import check_content
from tests.support.editing import edit
from tests.support.findings import errors_in

GARDEN, SIGNS = "content/easy-read/garden.yaml", "content/signs.yaml"
NOON = "Sit in the shade at noon. Drink water often."


def found_in(project):
    return [(item.rule, item.segment) for item in errors_in(check_content(project).findings)]


def test_the_small_project_keeps_every_rule(small):
    assert found_in(small) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Sit in the shade at noon when you come in by the gate or road.", "easy-sentence"),
        ("Sit in the shade. Drink water. Rest at noon.", "easy-text"),
        ("A magic shade at noon.", "wording-hype"),
        ("If a bee stings you in the mouth, call us.", "two-answers"),
        ("You need 2 cans of water for a bed.", None),
        ("You need green fingers.", "hard-to-translate"),
    ],
)
def test_a_text_of_a_frame_is_held_to_the_rules_of_every_text(small_copy, text, rule):
    edit(small_copy, GARDEN, NOON, text)
    found = [one for one in found_in(small_copy) if one[0] != "easy-grade"]
    assert found == ([(rule, "easy-read.garden.sun.noon")] if rule else [])


def test_advice_in_other_words_is_found_in_a_frame(small_copy):
    edit(small_copy, GARDEN, NOON, "Dig a hole in the shade.")
    assert {rule for rule, _ in found_in(small_copy)} >= {"two-answers", "question-twice"}


def test_a_word_of_another_route_is_found_in_a_frame(small_copy):
    edit(small_copy, GARDEN, "        when: {route: [infusion]}\n", "")
    assert found_in(small_copy) == [("route-leftover", "easy-read.garden.sun.hose")]


def test_safety_text_in_a_frame_needs_its_source(small_copy):
    edit(small_copy, GARDEN, "    sources: [almanac]\n", "")
    rules = {rule for rule, _ in found_in(small_copy)}
    assert rules == {"source-missing"}


def test_hard_sentences_are_found_for_the_sheet_as_a_whole(small_copy):
    hard = "Hydration necessitates considerable quantities, particularly at noon."
    edit(small_copy, GARDEN, NOON, hard)
    found = [item for item in check_content(small_copy).findings if item.rule == "easy-grade"]
    assert [(item.file.endswith(GARDEN), item.handout) for item in found] == [(True, "garden")]


def test_a_fact_that_the_frames_lose_is_missed(small_copy):
    frame = f"      noon:\n        picture: rest\n        kind: danger\n        text: {NOON}\n"
    edit(small_copy, GARDEN, frame, "")
    assert found_in(small_copy) == [("fact-missing", "easy-read.garden.sun.noon")]


def test_a_fact_of_a_handout_without_frames_is_told(small_copy):
    edit(small_copy, "content/required-facts.yaml", "      garden: [easy", "      walk: [easy")
    assert found_in(small_copy) == [("fact-unknown", None)]


def test_a_sign_without_a_frame_is_left_out_and_told(small_copy):
    frames = (
        "    frames:\n      gate:\n        picture: phone\n"
        "        patient: If you cannot find the gate, call {emergency_number}.\n"
    )
    edit(small_copy, SIGNS, frames, "")
    (found,) = errors_in(check_content(small_copy).findings)
    assert (found.rule, found.handout) == ("easy-signs", "garden")
    assert "“lost”" in found.message


@pytest.mark.parametrize("said", ["call us.", "sit down."])
def test_a_frame_that_calls_for_something_else_than_its_sign_is_found(small_copy, said):
    edit(small_copy, SIGNS, "the gate, call {emergency_number}.", f"the gate, {said}")
    assert ("easy-signs", "sign.lost.gate.patient") in found_in(small_copy)


def test_advice_in_the_easy_voice_is_held_to_short_sentences(small_copy):
    long = "Do not dig for 2 days, and not on the day that comes after them. Rest."
    edit(small_copy, "content/advice.yaml", "Do not dig for 2 days. Rest.", long)
    assert found_in(small_copy) == [("easy-sentence", "advice.dig-again.wet.easy")]


def test_an_overdue_review_of_the_frames_is_told(small_copy):
    edit(small_copy, GARDEN, "reviewed: 2026-11-22", "reviewed: 2025-11-22")
    edit(small_copy, GARDEN, "next_review: 2027-11-22", "next_review: 2026-11-22")
    found = check_content(small_copy).findings
    assert [item.file.endswith(GARDEN) for item in found if item.rule == "review-overdue"] == [True]

"""No rule and no sign stands differently on two sheets of one packet."""

import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.checks.topics import statements_of
from kat_handouts.content.questions import is_text_of
from tests.support.editing import edit
from tests.support.findings import errors_in

BENCH = "text: You can sit on the bench by the wall."
BURN = "burn: red skin that hurts"


def answers(project):
    found = errors_in(check_content(project).findings)
    return [item for item in found if item.rule == "two-answers"]


def bench(project, words):
    edit(project, "content/garden.yaml", BENCH, f'text: "{words}"')


def wall(project, words):
    edit(project, "content/walk.yaml", "wall: Do not walk on the wall.", f"wall: {words}")


def test_the_small_content_has_one_answer_to_each(small_copy):
    assert answers(small_copy) == []


@pytest.mark.parametrize(
    "words", ["Do not dig for a week.", "You may dig soon.", "Do not dig for 3 days."]
)
def test_an_advice_in_other_words_is_found(small_copy, words):
    bench(small_copy, words)
    [found] = answers(small_copy)
    assert (found.segment, words in found.message) == ("garden.back.bench", True)
    assert "advice: dig-again" in found.hint
    assert found.line


def test_the_very_words_of_an_advice_are_right_where_the_sheet_prints_them(small_copy):
    where = "      bench:\n        type: callout\n"
    edit(small_copy, "content/garden.yaml", where, f"{where}        when: {{route: [lozenge]}}\n")
    bench(small_copy, "Do not dig until the evening.")
    # The sheet for all routes prints it too, and has the stricter advice.
    assert [found.segment for found in answers(small_copy)] == ["garden.back.bench"]
    wet = "        when: {route: [infusion, injection]}\n"
    edit(small_copy, "content/advice.yaml", wet, "        when: {region: [gb]}\n")
    edit(small_copy, "content/garden.yaml", "{route: [lozenge]}", "{region: [us]}")
    assert answers(small_copy) == []


def test_a_question_and_a_promise_to_know_say_nothing(small_copy):
    bench(small_copy, "When may you dig?")
    edit(small_copy, "content/garden.yaml", "hat: I have a hat.", "hat: I know when I may dig.")
    assert answers(small_copy) == []


@pytest.mark.parametrize(
    ("heading", "is_found"), [("Do not dig", False), ("You may dig", True), ("Dig", False)]
)
def test_a_heading_may_have_a_part_of_the_advice(small_copy, heading, is_found):
    edit(small_copy, "content/garden.yaml", "heading: A bench", f"heading: {heading}")
    assert bool(answers(small_copy)) is is_found


def test_it_may_stand_for_a_reason(small_copy):
    new = "text: {text: You may dig., allow: {two-answers: a joke of ours}}"
    edit(small_copy, "content/garden.yaml", BENCH, new)
    assert answers(small_copy) == []


def test_a_sign_at_another_level_is_found(small_copy):
    edit(small_copy, "content/garden.yaml", BURN, "burn: a bee stings you")
    [found] = answers(small_copy)
    assert found.segment == "garden.signs.effects.tell-team.burn"
    assert "at the level tell-team; content/signs.yaml has it at get-help and tell-staff" in (
        found.message
    )


def test_a_sign_that_is_listed_once_more_is_found(small_copy):
    edit(small_copy, "content/garden.yaml", "you fall and cannot get up", "a bee stings you")
    [found] = answers(small_copy)
    assert "once more" in found.message


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("If a bee stings you, call us.", True),
        ("If a bee stings you, call {emergency_number}.", False),
        ("If a bee stings you, tell us at once.", False),
        ("A bee stings whoever comes near.", False),
    ],
)
def test_a_sentence_that_sends_elsewhere_than_the_sign_is_found(small_copy, words, is_found):
    bench(small_copy, words)
    assert [item.segment for item in answers(small_copy)] == ["garden.back.bench"] * is_found


def test_two_signs_of_one_topic_are_at_one_level(small_copy):
    edit(small_copy, "content/signs.yaml", "they are thirsty", "a bee stings them")
    passes = "heading: Common, and passes\n"
    listed = f"{passes}            signs: companion\n"
    edit(small_copy, "content/garden.yaml", passes, listed)
    [found] = answers(small_copy)
    assert found.segment == "sign.thirsty.companion"
    assert "at the level passes" in found.message


def test_two_lengths_of_time_for_one_thing_are_found(small_copy):
    bench(small_copy, "Rest on the wall for 5 minutes.")
    wall(small_copy, "Rest on the wall for 1 hour.")
    [found] = answers(small_copy)
    assert found.segment == "walk.path.warn.wall"
    assert "says 1 hour, and garden.back.bench 5 minute" in found.message


@pytest.mark.parametrize(
    "words", ["Rest on the wall for 5 minutes each.", "Rest on the wall.", "Rest for 1 hour."]
)
def test_one_length_of_time_is_right(small_copy, words):
    bench(small_copy, "Rest on the wall for 5 minutes.")
    wall(small_copy, words)
    assert answers(small_copy) == []


def test_a_time_in_words_is_one_too(small_copy):
    bench(small_copy, "Rest on the wall until night.")
    wall(small_copy, "Rest on the wall for 1 hour.")
    assert len(answers(small_copy)) == 1


def test_sheets_that_nobody_gets_together_may_differ(small_copy):
    bench(small_copy, "Rest on the wall for 5 minutes.")
    wall(small_copy, "Rest on the wall for 1 hour.")
    where = "      bench:\n        type: callout\n"
    edit(small_copy, "content/garden.yaml", where, f"{where}        when: {{region: [gb]}}\n")
    on_wall = "wall: {text: Rest on the wall for 1 hour., when: {region: [us]}}"
    edit(small_copy, "content/walk.yaml", "wall: Rest on the wall for 1 hour.", on_wall)
    assert answers(small_copy) == []


@pytest.mark.parametrize(("key", "wrong"), [("dig-again", "dig-agan"), ("stung", "stong")])
def test_a_topic_that_watches_over_nothing_is_found(small_copy, key, wrong):
    edit(small_copy, "content/wording.yaml", f"[{key}]", f"[{wrong}]")
    found = answers(small_copy)[0]
    assert found.file.endswith("wording.yaml")
    assert found.line
    assert f"“{wrong}”" in found.message


def test_a_topic_is_of_advice_or_of_signs(small_copy):
    edit(
        small_copy,
        "content/wording.yaml",
        "signs: [stung]",
        "signs: [stung]\n    advice: [dig-again]",
    )
    assert "make two topics of it" in check_content(small_copy).findings[0].message


def test_the_advice_and_the_signs_of_each_topic_are_found_by_its_pattern(library):
    """A pattern that does not know the words of its own advice would know no others."""
    spoken = {(one.topic, one.segment) for one in statements_of(library)}
    for key, topic in library.wording.topics.items():
        for named in (*(f"advice.{a}" for a in topic.advice), *(f"sign.{s}" for s in topic.signs)):
            assert any(on == key and is_text_of(id_, named) for on, id_ in spoken), (key, named)

"""Each packet prints one answer to each question."""

import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.content.questions import is_text_of
from tests.support.editing import edit
from tests.support.findings import errors_in

QUESTIONS = "content/questions.yaml"


def faults(project):
    found = errors_in(check_content(project).findings)
    return [item for item in found if item.rule.startswith("question-")]


def second_answer(project):
    text = "text: {text: You may dig now., allow: {two-answers: of another day}}"
    edit(project, "content/tea.yaml", "text: Wait for 4 minutes.", text)


def test_the_small_content_answers_its_questions(small_copy):
    assert faults(small_copy) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        # A text that some route, or some region, does not print.
        (
            "content/walk.yaml",
            "wall: Do not walk on the wall.",
            "wall: {text: Do not walk on the wall., when: {route: [lozenge]}}",
            "infusion in gb, injection in gb, nasal-spray in gb and others",
        ),
        (
            "content/garden.yaml",
            "      season:\n        type: region-statement\n",
            "      season:\n        type: region-statement\n        when: {region: [gb]}\n",
            "all routes in us, infusion in us, injection in us and others",
        ),
        # An alternative that is the only one left somewhere.
        (
            QUESTIONS,
            "[[garden.morning.perennials, garden.morning.why]]",
            "[garden.morning.perennials]",
            "all routes in gb, infusion in gb, injection in gb and others",
        ),
        # Nobody brings a hose on the other routes.
        (QUESTIONS, "    when: {route: [infusion]}\n", "", "injection in gb, lozenge in gb"),
    ],
)
def test_a_packet_without_an_answer_is_found(small_copy, name, old, new, where):
    edit(small_copy, name, old, new)
    found = faults(small_copy)[0]
    assert found.rule == "question-unanswered"
    assert f"in the packet for {where}" in found.message
    assert found.file.endswith("questions.yaml")
    assert found.line
    assert "or name what now says: " in found.hint


def test_the_whole_answer_is_needed(small_copy):
    edit(small_copy, QUESTIONS, "walk.path.warn.wall]", "walk.path.warn.wall, garden.main-message]")
    [found] = faults(small_copy)
    assert found.rule == "question-unanswered"


def test_the_handout_at_hand_answers_in_every_packet(small_copy):
    edit(
        small_copy,
        "content/walk.yaml",
        "wall: Do not walk on the wall.",
        "wall: {text: Do not walk on the wall., when: {region: [gb]}}",
    )
    walk = "      walk: [walk.path.warn.heading, walk.path.warn.wall]\n"
    edit(small_copy, QUESTIONS, walk, f"{walk}      tea: [tea.main-message]\n")
    [found] = faults(small_copy)
    assert (found.rule, found.handout) == ("question-unanswered", "walk")
    assert "at hand" in found.message


def test_a_handout_that_never_answers_is_found(small_copy):
    edit(
        small_copy,
        QUESTIONS,
        "      garden: [advice.dig-again]\n",
        "      garden: [advice.dig-again]\n      tea: [advice.dig-again]\n",
    )
    [found] = faults(small_copy)
    assert (found.rule, found.handout) == ("question-unanswered", "tea")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("topic: digging", "topic: diging", "topic"),
        # What to do about a sign has one level by itself.
        ("topic: digging", "topic: bees", "topic"),
        ("      garden: [advice.dig-again]", "      garden: [advice.dig]", "segment"),
        ("walk.path.warn.wall]", "walk.path.warn]", "segment"),
        ("garden: [[garden.morning.per", "gardn: [[garden.morning.per", "handout"),
    ],
)
def test_a_name_of_nothing_is_found(small_copy, old, new, kind):
    edit(small_copy, QUESTIONS, old, new)
    [found] = faults(small_copy)
    assert found.rule == "question-unknown"
    assert f"there is no {kind} “" in found.message
    assert found.line


def test_a_second_answer_on_the_topic_is_found(small_copy):
    second_answer(small_copy)
    found = faults(small_copy)
    assert [(item.rule, item.segment) for item in found] == [("question-twice", "tea.pot.how.wait")]


def test_a_second_answer_that_is_named_is_meant(small_copy):
    second_answer(small_copy)
    edit(
        small_copy,
        QUESTIONS,
        "      garden: [advice.dig-again]\n",
        "      garden: [advice.dig-again]\n      tea: [tea.pot.how.wait]\n",
    )
    assert faults(small_copy) == []


def test_two_handouts_with_two_lengths_of_time_are_found(small_copy):
    edit(
        small_copy,
        QUESTIONS,
        "      garden: [advice.dig-again]\n",
        "      garden: [advice.dig-again]\n      tea: [tea.pot.how.wait]\n",
    )
    found = faults(small_copy)
    assert [item.rule for item in found] == ["question-twice"]
    assert "4 minute" in found[0].message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    handout_at_hand: walk\n", "", "needs “handout_at_hand”"),
        ("handout_at_hand: walk", "handout_at_hand: tea", "needs “tea” under “answered_by”"),
        ("[advice.dig-again]", "[]", "too few entries"),
        ("    question: Do they come back?\n", "", "needs “question”"),
    ],
)
def test_a_question_that_is_not_whole_is_refused_with_its_line(small_copy, old, new, words):
    edit(small_copy, QUESTIONS, old, new)
    [found] = check_content(small_copy).findings
    assert words in found.message
    assert found.file.endswith("questions.yaml")
    assert found.line


def test_signs_and_advice_are_named_by_their_keys():
    assert is_text_of("advice.dig-again.wet.patient", "advice.dig-again")
    assert is_text_of("sign.stung", "sign.stung")
    assert not is_text_of("sign.stung-twice", "sign.stung")
    # Of a handout each text is named by itself.
    assert not is_text_of("walk.path.warn.wall", "walk.path.warn")


def test_a_clinic_adds_a_question_and_replaces_one(small_copy, tmp_path):
    edit(
        small_copy,
        QUESTIONS,
        "questions:\n",
        "questions:\n  gate:\n    question: Where is the key?\n    answer: Under the pot.\n"
        "    answered_by:\n      walk: [walk.gate.key]\n",
    )
    assert faults(small_copy) == []

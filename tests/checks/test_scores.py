"""The scores by PEMAT-P and the Clear Communication Index: what is seen and what was read."""

import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.checks.instruments import CCI_CORE, ITEMS, of_scale
from kat_handouts.checks.scores import TARGETS
from tests.support.editing import edit, write

U, A, CCI = TARGETS
REVISION = 2


def judge(project, handout="garden", revision=REVISION, **items):
    """Write a reading of a handout: the score of each item, by its name with an underscore."""
    lines = [f"handouts:\n  {handout}:\n    revision: {revision}\n    date: 2026-11-20\n    items:"]
    for name, score in items.items():
        reason = "reason: This is why it is so."
        lines.append(f"      {name.replace('_', '-')}:\n        score: {score}\n        {reason}")
    write(project, "content/judged.yaml", "\n".join(lines) + "\n")


def score(project, handout, scale):
    found = check_content(project).scores
    return next(s for s in found if (s.handout, s.scale) == (handout, scale))


def numbers(items):
    return {item.number for item in items}


def found_in(project):
    found = check_content(project).findings
    return {(item.rule, item.severity.value) for item in found if item.rule.startswith("score-")}


def test_the_items_are_those_of_the_instruments():
    assert [item.number for item in of_scale(U)] == list(range(1, 20))
    assert [item.number for item in of_scale(A)] == list(range(20, 27))
    assert [item.number for item in of_scale(CCI)] == list(range(1, 21))
    assert len({item.name for item in ITEMS}) == len(ITEMS) == 46
    # The user guide of the Index: questions 1 to 11 apply to every material.
    assert [item.number for item in of_scale(CCI) if not item.unless] == list(range(1, 12))


@pytest.mark.parametrize(
    ("old", "new", "scale", "missed"),
    [
        ("heading: A bench", "heading: Irrigation", U, 4),
        ("heading: A bench", "heading: A bench in 2.5 %", U, 6),
        ("heading: A bench", "heading: Multiply the dose by 2", CCI, 17),
        ("heading: A bench", "heading: A guaranteed day", CCI, 19),
        ("        type: summary\n", "        type: list\n", U, 11),
    ],
)
def test_an_item_that_is_not_met_is_missed_whatever_was_read(small_copy, old, new, scale, missed):
    edit(small_copy, "content/garden.yaml", old, new)
    assert missed in numbers(score(small_copy, "garden", scale).missed)
    judge(small_copy, **{f"{'cci' if scale == CCI else 'pemat'}-{missed}": 1})
    assert missed in numbers(score(small_copy, "garden", scale).missed)


def test_the_passive_voice_is_missed(small_copy):
    path = small_copy.root / "content/garden.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Do not ", "It is not allowed to be done to ")
    path.write_text(text.replace("Tell us at once:", "We must be told at once:"), "utf-8")
    assert numbers(score(small_copy, "garden", CCI).missed) >= {6}


def test_what_nobody_has_read_counts_neither_way_and_is_told(small_copy):
    found = score(small_copy, "garden", U)
    assert {2, 10, 15} <= numbers(found.unread)
    assert found.percent == 100
    assert ("score-unread", "note") in found_in(small_copy)


def test_what_was_read_counts(small_copy):
    judge(small_copy, pemat_2=1, pemat_10=0, pemat_16="does-not-apply", pemat_3=0)
    found = score(small_copy, "garden", U)
    assert 2 in numbers(found.met)
    # A reader may be stricter than the program.
    assert {3, 10} <= numbers(found.missed)
    assert 16 in numbers(found.not_applicable)
    assert found.percent == pytest.approx(100 * len(found.met) / (len(found.met) + 2))


def test_understandability_and_actionability_are_two_scores(small_copy):
    judge(small_copy, pemat_22=0, pemat_26=0)
    assert score(small_copy, "garden", U).percent == 100
    assert score(small_copy, "garden", A).percent == 60
    assert ("score-pemat-p", "error") in found_in(small_copy)


def test_without_one_main_message_nothing_of_it_is_met(small_copy):
    judge(small_copy, cci_1=0, cci_4=1)
    assert numbers(score(small_copy, "garden", CCI).missed) == {1, 2, 3, 4}


@pytest.mark.parametrize("number", range(1, CCI_CORE + 1))
def test_no_item_that_applies_to_every_material_is_waived(small_copy, number):
    judge(small_copy, **{f"cci-{number}": "does-not-apply"})
    assert ("score-judged", "error") in found_in(small_copy)
    assert number not in numbers(score(small_copy, "garden", CCI).not_applicable)


def test_a_card_is_scored_on_what_applies(small_copy):
    judge(small_copy, "walk", revision=1, cci_11="does-not-apply")
    assert numbers(score(small_copy, "walk", CCI).not_applicable) >= {1, 2, 3, 4, 11}
    assert ("score-judged", "error") not in found_in(small_copy)


def test_a_reading_does_not_outlive_what_was_read(small_copy):
    judge(small_copy, revision=REVISION - 1, pemat_2=1)
    assert 2 in numbers(score(small_copy, "garden", U).unread)
    (stale,) = (one for one in check_content(small_copy).findings if one.rule == "score-stale")
    assert (stale.handout, bool(stale.line), stale.severity.value) == ("garden", True, "warning")


def test_a_reading_of_nothing_is_told_on_its_line(small_copy):
    judge(small_copy, pemat_27=1)
    (found,) = (one for one in check_content(small_copy).findings if one.rule == "score-judged")
    assert (found.line, "pemat-27" in found.message) == (6, True)
    judge(small_copy, "gardn", pemat_2=1)
    (found,) = (one for one in check_content(small_copy).findings if one.rule == "score-judged")
    assert (found.line, "garden" in found.hint) == (2, True)


def test_a_score_below_its_target_fails(small_copy):
    judge(small_copy, pemat_2=0, pemat_10=0, cci_10=0, cci_11=0, cci_14=0)
    found = [item for item in check_content(small_copy).findings if item.severity.value == "error"]
    assert {(item.rule, item.handout) for item in found} == {
        ("score-pemat-p", "garden"),
        ("score-cci", "garden"),
    }
    assert all("missed: " in item.hint and item.line for item in found)

import pytest

from conftest import HANDOUTS, edit
from kat_handouts.checks.content import check_content
from kat_handouts.checks.scores import ITEMS, TARGETS


def score(project, handout, instrument):
    found = check_content(project).scores
    return next(s for s in found if (s.handout, s.instrument) == (handout, instrument))


def test_every_handout_meets_the_targets(project):
    found = check_content(project).scores
    assert {item.handout for item in found} == set(HANDOUTS)
    assert all(item.percent >= TARGETS[item.instrument] for item in found)
    # No handout has a picture of its main message yet, and the score says so.
    assert {item.number for one in found for item in one.missed} == {4}


def test_every_item_has_a_number_of_its_instrument():
    for instrument, last in (("PEMAT-P", 26), ("CCI", 20)):
        numbers = [item.number for item in ITEMS if item.instrument == instrument]
        assert numbers == sorted(set(numbers))
        assert 1 <= numbers[0] <= numbers[-1] <= last


@pytest.mark.parametrize(
    ("old", "new", "instrument", "missed"),
    [
        ("heading: Bladder", "heading: Remission", "PEMAT-P", 4),
        ("heading: Bladder", "heading: Bladder in 2.5 %", "PEMAT-P", 6),
        ("heading: Bladder", "heading: Multiply the dose by 2", "CCI", 17),
        ("heading: Bladder", "heading: A risk-free cure", "CCI", 19),
        ("        type: summary\n", "        type: list\n", "PEMAT-P", 11),
    ],
)
def test_an_item_that_is_not_met_is_missed(copied, old, new, instrument, missed):
    edit(copied, "content/side-effects.yaml", old, new)
    found = score(copied, "side-effects", instrument)
    assert missed in {item.number for item in found.missed}


def test_the_passive_voice_is_missed(copied):
    path = copied.root / "content/next-steps.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Do not ", "It is not allowed to be done to "), "utf-8")
    assert {item.number for item in score(copied, "next-steps", "CCI").missed} >= {6}


def test_a_score_below_its_target_fails(copied):
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "heading: Remission in 2.5 %")
    found = [item for item in check_content(copied).findings if item.rule.startswith("score")]
    assert {(item.rule, item.handout) for item in found} == {
        ("score-pemat-p", "side-effects"),
        ("score-cci", "side-effects"),
    }
    assert all("missed: " in item.hint and item.line for item in found)

import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.checks.scores import ITEMS
from tests.support.editing import edit


def score(project, handout, instrument):
    found = check_content(project).scores
    return next(s for s in found if (s.handout, s.instrument) == (handout, instrument))


def test_every_item_has_a_number_of_its_instrument():
    for instrument, last in (("PEMAT-P", 26), ("CCI", 20)):
        numbers = [item.number for item in ITEMS if item.instrument == instrument]
        assert numbers == sorted(set(numbers))
        assert 1 <= numbers[0] <= numbers[-1] <= last


@pytest.mark.parametrize(
    ("old", "new", "instrument", "missed"),
    [
        ("heading: A bench", "heading: Irrigation", "PEMAT-P", 4),
        ("heading: A bench", "heading: A bench in 2.5 %", "PEMAT-P", 6),
        ("heading: A bench", "heading: Multiply the dose by 2", "CCI", 17),
        ("heading: A bench", "heading: A guaranteed day", "CCI", 19),
        ("        type: summary\n", "        type: list\n", "PEMAT-P", 11),
    ],
)
def test_an_item_that_is_not_met_is_missed(small_copy, old, new, instrument, missed):
    edit(small_copy, "content/garden.yaml", old, new)
    found = score(small_copy, "garden", instrument)
    assert missed in {item.number for item in found.missed}


def test_the_passive_voice_is_missed(small_copy):
    path = small_copy.root / "content/garden.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Do not ", "It is not allowed to be done to ")
    path.write_text(text.replace("Tell us at once:", "We must be told at once:"), "utf-8")
    assert {item.number for item in score(small_copy, "garden", "CCI").missed} >= {6}


def test_a_score_below_its_target_fails(small_copy):
    edit(small_copy, "content/garden.yaml", "heading: A bench", "heading: Irrigation in 2.5 %")
    found = [item for item in check_content(small_copy).findings if item.rule.startswith("score")]
    assert {(item.rule, item.handout) for item in found} == {
        ("score-pemat-p", "garden"),
        ("score-cci", "garden"),
    }
    assert all("missed: " in item.hint and item.line for item in found)

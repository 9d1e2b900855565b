"""English that comes out wrong in many languages is found, with what to say instead."""

import re

import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.model.errors import Severity
from tests.support.editing import edit, write
from tests.support.practical import BUS, NAME

OLD = "heading: A bench"


def hard(project):
    found = check_content(project).findings
    return [item for item in found if item.rule == "hard-to-translate"]


def test_a_wording_is_found_with_a_better_one_and_the_reason(small_copy):
    edit(small_copy, "content/garden.yaml", OLD, "heading: Green fingers and a bench")
    [found] = hard(small_copy)
    assert found.segment == "garden.back.bench.heading"
    assert found.severity is Severity.ERROR
    assert "Fingers came out green." in found.message
    assert found.hint == "instead: whoever makes plants grow"
    assert found.line


def test_it_may_stand_for_a_reason(small_copy):
    new = (
        "heading:\n          text: Green fingers\n          allow:\n"
        "            hard-to-translate: a bench of this name stands there\n"
    )
    edit(small_copy, "content/garden.yaml", OLD, new)
    assert hard(small_copy) == []


def test_in_a_practical_text_it_is_a_warning(small_copy):
    write(small_copy, NAME, BUS.replace("By bus", "Green fingers"))
    assert [item.severity for item in hard(small_copy)] == [Severity.WARNING]


@pytest.mark.parametrize("pattern", ["(", "a*"])
def test_a_pattern_that_is_none_or_is_found_everywhere_is_refused(small_copy, pattern):
    edit(small_copy, "content/wording.yaml", "'\\bgreen fingers\\b'", f"'{pattern}'")
    [found] = check_content(small_copy).findings
    assert found.file.endswith("wording.yaml")
    assert found.line
    assert "regular expression" in found.message or "everywhere" in found.message


# What each wording of the list is there for, and beside it what it must leave alone.
SAMPLES = {
    "seeing-things": ("seeing or hearing things", "hearing things that are not there"),
    "about-to-act": ("If you are about to act, call", "about to act on thoughts of suicide"),
    "mood-worse": ("your mood gets worse", "you feel more sad"),
    "restful-sleep": ("Until the next day, after a restful sleep", "It is the next day."),
    "undone": ("It cannot be undone.", "Its effect cannot be stopped."),
    "verbless-ban": ("No drink before the medicine", "Drink nothing before the medicine"),
    "before-nothing": ("Do not eat for 2 hours before.", "The day before"),
    "dose-event": ("Rest after the dose.", "A smaller dose changes thoughts."),
    "steady": ("You are awake and steady.", "steady on your feet"),
    "disconnected": ("You may feel far away.", "The clinic is far away."),
    "well-controlled": ("not well controlled", "still high although treated"),
    "machines": ("Do not use machines.", "machines that can hurt you"),
    "tell-medicines": ("Tell us about all your medicines.", "Tell us which medicines you take."),
    "past-checklist": ("I told the team.", "I tell the team about any new illness."),
    "my-alcohol": ("all my medicines, alcohol and drugs", "I say whether I drink alcohol."),
    "other-drugs": ("alcohol and other drugs", "alcohol, and drugs such as cannabis"),
    "put-to-sleep": ("used to put people to sleep", "so that people sleep"),
    "hurry-toilet": ("you hurry to the toilet", "you hurry to the toilet to pee"),
    "pass-urine": ("when you pass urine", "when you pee"),
    "misused": ("It can be misused.", "Some people become addicted to it."),
    "took-any": ("if a child took any.", "Before you take any medicine, ask."),
    "on-your-own": ("Do not stop any on your own.", "without asking us"),
    "above-all": ("above all if you are over 65", "most of all"),
    "than-you-think": ("slower than you think", "You may react slowly."),
    "do-not-wait": ("You do not have to wait.", "Call now."),
    "off-label": ("Approved or off-label", "This is called off-label."),
    "made-to-order": ("They are made to order.", "A pharmacy makes it for one patient."),
    "clinician": ("no clinician has signed", "no doctor or nurse has signed"),
    "qualified-person": ("No qualified person has checked it.", "No trained translator has."),
    "review-label": ("Next review {date}", "This text is next checked on {date}"),
    "fragment-whether": ("Whether it prevents suicide.", "What will you do, and whether?"),
    "has-risks": ("It has risks.", "It can harm you."),
    "does-not-pass": ("panic that does not settle", "you feel that you will pass out"),
    "who-not-for": ("Who it is not for", "Who should not get ketamine"),
    "anyone-anything": ("if anything worries you", "if something worries you"),
    "outside-plan": ("Take no ketamine outside your plan.", "My plan"),
    "made-sense": ("Making sense of it", "How to understand it"),
    "what-to-watch": ("What to watch for", "Staff watch over you."),
    "companion": ("the phone of my companion", "the adult who takes me home"),
    "bring-thoughts": ("It may bring thoughts of suicide.", "It may cause thoughts of suicide."),
    "ask-whether": ("Ask us whether you may.", "Ask us: may I have it?"),
    "an-option": ("if it is an option for you", "if you may have it"),
    "what-to-expect": ("We say what to expect.", "We say what may happen."),
    "anxiety-medicine": ("an anxiety medicine", "a medicine for anxiety"),
    "idioms": ("Strong feelings can come up.", "Strong feelings can return."),
    "tells-to": ("unless your doctor tells you to.", "unless your doctor tells you to stop it."),
    "have-an-adult": ("Have an adult with you.", "An adult must be with you."),
    "may-be-pregnant": ("if you may be pregnant", "if you think that you are pregnant"),
    "in-up-to": ("Common: fear, in up to 1 in 10.", "Up to 1 in 10 people had fear."),
    "verbless-title": ("Being watched", "Staff watch over you"),
    "strong-warning": ("There are strong warnings.", "It is the strongest warning."),
    "a-bleed": ("a bleed in the brain", "bleeding in the brain"),
    "pressure-brain": ("raised pressure in the brain", "pressure inside the skull"),
}


def test_each_wording_of_the_list_is_found_and_a_better_one_left_alone(library):
    assert set(SAMPLES) == set(library.wording.hard_to_translate)
    for key, rule in library.wording.hard_to_translate.items():
        wrong, right = SAMPLES[key]
        assert re.search(rule.pattern, wrong, re.IGNORECASE), key
        assert not re.search(rule.pattern, right, re.IGNORECASE), key


def test_no_better_wording_is_hard_itself(library):
    rules = library.wording.hard_to_translate.values()
    for key, (_, right) in SAMPLES.items():
        found = [rule.pattern for rule in rules if re.search(rule.pattern, right, re.IGNORECASE)]
        assert found == [], key


def test_every_reason_is_a_sentence(library):
    assert all(rule.why.endswith(".") for rule in library.wording.hard_to_translate.values())

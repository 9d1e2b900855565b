import pytest

from conftest import edit, errors_in
from kat_handouts.checks.content import check_content

OLD = "heading: Bladder"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("A breakthrough for you", "wording-hype"),
        ("Heal the mind", "wording-hype"),
        ("It resets the brain", "wording-hype"),
        ("A safe and effective way", "wording-promise"),
        ("It cures depression", "wording-promise"),
        ("Not for addicts", "wording-stigma"),
        ("If you suffer: people suffering from it", "wording-stigma"),
    ],
)
def test_hype_promises_and_stigma_are_found_with_what_to_say_instead(copied, words, rule):
    edit(copied, "content/side-effects.yaml", OLD, f'heading: "{words}"')
    found = [item for item in check_content(copied).findings if item.rule.startswith("wording")]
    assert [(item.rule, item.segment) for item in found] == [(rule, "side-effects.bladder.heading")]
    assert found[0].hint.startswith("instead: ")
    assert found[0].line


def test_a_part_of_another_word_is_not_meant(copied):
    edit(copied, "content/side-effects.yaml", OLD, 'heading: "Health care, secure, a preset"')
    assert [
        item for item in check_content(copied).findings if item.rule.startswith("wording")
    ] == []


def test_an_exception_is_granted_with_a_reason(copied):
    new = (
        "heading:\n      text: How wounds heal\n      allow:\n"
        "        wording-hype: it is about wounds, not about the mind"
    )
    edit(copied, "content/side-effects.yaml", OLD, new)
    assert [
        item for item in check_content(copied).findings if item.rule.startswith("wording")
    ] == []


def test_every_rule_has_a_reason_and_an_alternative(library):
    assert {rule.kind for rule in library.wording.rules.values()} == {
        "hype",
        "promise",
        "stigma",
        "address",
    }
    assert all(rule.why.endswith(".") for rule in library.wording.rules.values())


def test_the_reader_is_spoken_to_and_not_about(copied):
    edit(copied, "content/side-effects.yaml", OLD, 'heading: "Patients and their bladder"')
    assert [item.rule for item in errors_in(check_content(copied).findings)] == ["wording-address"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("heading: Bladder", "heading: Bladder and hypertension", "hypertension"),
        ("called MAOIs", "(MAOIs) of a special kind", None),
        ("older medicines for depression called MAOIs", "MAOIs of a special kind", "MAOI"),
    ],
)
def test_a_medical_term_is_avoided_or_explained(copied, old, new, found):
    name = "content/your-session.yaml" if "MAOI" in old else "content/side-effects.yaml"
    edit(copied, name, old, new)
    rules = [(item.rule, item.message) for item in errors_in(check_content(copied).findings)]
    assert [rule for rule, _ in rules] == (["plain-term"] if found else [])
    assert not found or found in rules[0][1]


def test_a_benefit_has_its_limits_beside_it(copied):
    edit(copied, "content/side-effects.yaml", OLD, 'heading: "Many people feel better"')
    found = errors_in(check_content(copied).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("balance", "side-effects.bladder.heading")
    ]
    edit(
        copied,
        "content/side-effects.yaml",
        'heading: "Many people feel better"',
        'heading: "Many people feel better, many do not"',
    )
    assert errors_in(check_content(copied).findings) == []


def test_a_benefit_may_stand_alone_for_a_reason(copied):
    new = (
        "heading:\n      text: Do you feel better?\n      allow:\n"
        "        balance: it is a question and names no benefit"
    )
    edit(copied, "content/side-effects.yaml", OLD, new)
    assert errors_in(check_content(copied).findings) == []


def test_no_medical_word_is_listed_twice(copied):
    edit(copied, "content/glossary.yaml", "forms: [glutamate]", "forms: [glutamate, Remission]")
    assert "is in glutamate and in remission" in check_content(copied).findings[0].message

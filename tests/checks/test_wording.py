import pytest

from conftest import edit
from kat_handouts.checks.content import check_content
from kat_handouts.checks.wording import check_wording

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
    found = [item for item in check_content(copied) if item.rule.startswith("wording")]
    assert [(item.rule, item.segment) for item in found] == [(rule, "side-effects.bladder.heading")]
    assert found[0].hint.startswith("instead: ")
    assert found[0].line


def test_a_part_of_another_word_is_not_meant(copied):
    edit(copied, "content/side-effects.yaml", OLD, 'heading: "Health care, secure, a preset"')
    assert [item for item in check_content(copied) if item.rule.startswith("wording")] == []


def test_an_exception_is_granted_with_a_reason(copied):
    new = (
        "heading:\n      text: How wounds heal\n      allow:\n"
        "        wording-hype: it is about wounds, not about the mind"
    )
    edit(copied, "content/side-effects.yaml", OLD, new)
    assert [item for item in check_content(copied) if item.rule.startswith("wording")] == []


def test_every_rule_has_a_reason_and_an_alternative(library):
    assert {rule.kind for rule in library.wording.rules.values()} == {"hype", "promise", "stigma"}
    assert all(rule.why.endswith(".") for rule in library.wording.rules.values())


def test_the_real_content_is_free_of_them(library):
    assert list(check_wording(library)) == []

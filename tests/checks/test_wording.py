import pytest

from kat_handouts.checks.content import check_content
from tests.support.editing import edit
from tests.support.findings import errors_in

OLD = "heading: A bench"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("A miracle for you", "wording-hype"),
        ("Magic", "wording-hype"),
        ("It will grow", "wording-promise"),
        ("A guaranteed day", "wording-promise"),
        ("Not for lazy days", "wording-stigma"),
    ],
)
def test_hype_promises_and_stigma_are_found_with_what_to_say_instead(small_copy, words, rule):
    edit(small_copy, "content/garden.yaml", OLD, f'heading: "{words}"')
    found = [item for item in check_content(small_copy).findings if item.rule.startswith("wording")]
    assert [(item.rule, item.segment) for item in found] == [(rule, "garden.back.bench.heading")]
    assert found[0].hint.startswith("instead: ")
    assert found[0].line


def test_a_part_of_another_word_is_not_meant(small_copy):
    edit(small_copy, "content/garden.yaml", OLD, 'heading: "Miraculous, magician, ungrow"')
    assert [
        item for item in check_content(small_copy).findings if item.rule.startswith("wording")
    ] == []


def test_an_exception_is_granted_with_a_reason(small_copy):
    new = (
        "heading:\n          text: How magic works\n          allow:\n"
        "            wording-hype: it is about a trick with cards"
    )
    edit(small_copy, "content/garden.yaml", OLD, new)
    assert [
        item for item in check_content(small_copy).findings if item.rule.startswith("wording")
    ] == []


def test_every_rule_has_a_reason_and_an_alternative(small_library):
    assert {rule.kind for rule in small_library.wording.rules.values()} == {
        "hype",
        "promise",
        "stigma",
        "address",
    }
    assert all(rule.why.endswith(".") for rule in small_library.wording.rules.values())


def test_the_reader_is_spoken_to_and_not_about(small_copy):
    edit(small_copy, "content/garden.yaml", OLD, 'heading: "Gardeners and their bench"')
    assert [item.rule for item in errors_in(check_content(small_copy).findings)] == [
        "wording-address"
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("heading: A bench", "heading: A bench and irrigation", "irrigation"),
        ("Perennials come back every year", "Perennials always come back every year", None),
        ("Perennials come back every year", "Perennials are good", "perennial"),
    ],
)
def test_a_medical_term_is_avoided_or_explained(small_copy, old, new, found):
    edit(small_copy, "content/garden.yaml", old, new)
    rules = [(item.rule, item.message) for item in errors_in(check_content(small_copy).findings)]
    assert [rule for rule, _ in rules] == (["plain-term"] if found else [])
    assert not found or found in rules[0][1]


def test_a_benefit_has_its_limits_beside_it(small_copy):
    edit(small_copy, "content/garden.yaml", OLD, 'heading: "Many plants grow better"')
    found = errors_in(check_content(small_copy).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("balance", "garden.back.bench.heading")
    ]
    edit(
        small_copy,
        "content/garden.yaml",
        'heading: "Many plants grow better"',
        'heading: "Many plants grow better, many do not"',
    )
    assert errors_in(check_content(small_copy).findings) == []


def test_a_benefit_may_stand_alone_for_a_reason(small_copy):
    new = (
        "heading:\n          text: Does it grow better?\n          allow:\n"
        "            balance: it is a question and names no benefit"
    )
    edit(small_copy, "content/garden.yaml", OLD, new)
    assert errors_in(check_content(small_copy).findings) == []


def test_no_medical_word_is_listed_twice(small_copy):
    edit(
        small_copy,
        "content/glossary.yaml",
        "forms: [perennial, perennials]",
        "forms: [perennial, perennials, Irrigate]",
    )
    assert "is in perennial and in irrigate" in check_content(small_copy).findings[0].message

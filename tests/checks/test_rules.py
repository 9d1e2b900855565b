import re

import pytest

from conftest import ROOT, edit, errors_in
from kat_handouts.checks.content import check_content
from kat_handouts.checks.rules import RULES

NAME = "content/next-steps.yaml"
GB = "content/regions/gb.yaml"
MODULES = ("content", "facts", "plain_language", "regions", "reviews", "revisions", "rules")
MODULES += ("scores", "sources", "wording")


def test_every_rule_that_is_reported_is_on_the_list_and_the_other_way_round(library):
    reported = {f"score-{name}" for name in ("pemat-p", "cci")}
    reported |= {f"wording-{rule.kind}" for rule in library.wording.rules.values()}
    for module in MODULES:
        text = (ROOT / f"src/kat_handouts/checks/{module}.py").read_text(encoding="utf-8")
        reported |= set(re.findall(r'Finding\(\s*"([a-z-]+)"', text))
    assert reported == set(RULES)


def test_every_rule_has_a_reason_and_a_reference():
    for rule in RULES.values():
        assert rule.reason.endswith(".")
        assert rule.reference


@pytest.mark.parametrize("rule", ["plain-handout-grade", "plain-address", "score-cci"])
def test_a_handout_is_excepted_for_a_reason(copied, rule):
    path = copied.root / NAME
    text = path.read_text(encoding="utf-8")
    for word in ("you ", "your ", "You ", "us ", "We ", "we "):
        text = text.replace(word, "organizational hypertension ")
    text = re.sub(r"^picture:.*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    before = {(item.rule, item.handout) for item in check_content(copied).findings}
    assert (rule, "next-steps") in before
    edit(copied, NAME, "code: KAT-04", f"allow: {{{rule}: for reasons of ours}}\ncode: KAT-04")
    after = {(item.rule, item.handout) for item in check_content(copied).findings}
    assert before - after == {(rule, "next-steps")}


def test_a_region_is_excepted_for_a_reason(copied):
    edit(copied, GB, "0808 808 8000", "0808 808 800")
    assert [item.rule for item in errors_in(check_content(copied).findings)] == ["region-phone"]
    edit(copied, GB, "english:", "allow: {region-phone: a test line of ours}\nenglish:")
    assert errors_in(check_content(copied).findings) == []


@pytest.mark.parametrize(
    ("name", "old", "rule", "hint"),
    [
        (NAME, "code: KAT-04", "plain-adress", "did you mean plain-address?"),
        (NAME, "code: KAT-04", "fact-missing", "known: "),
        (GB, "english:", "region-fone", "did you mean region-phone?"),
    ],
)
def test_an_exception_from_no_rule_is_found(copied, name, old, rule, hint):
    edit(copied, name, old, f"allow: {{{rule}: for reasons of ours}}\n{old}")
    found = errors_in(check_content(copied).findings)
    assert [item.rule for item in found] == ["allow-unknown"]
    assert hint in found[0].hint
    assert found[0].line


def test_an_exception_of_a_text_from_no_rule_is_found(copied):
    edit(
        copied,
        NAME,
        "heading: When to get help",
        "heading: {text: When to get help, allow: {plain-capitls: for reasons of ours}}",
    )
    found = errors_in(check_content(copied).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("allow-unknown", "next-steps.help.heading")
    ]
    assert "plain-capitals" in found[0].hint

import re

import pytest

from conftest import edit, errors_in
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.content import check_content

NAME = "content/next-steps.yaml"
GB = "content/regions/gb.yaml"
ES = "locales/es/LC_MESSAGES/handouts.po"
SIGNED = 'msgctxt "side-effects.bladder.heading"'


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


def allow_findings(project, tag="es"):
    return [found for found in check_catalogs(project, [tag]) if found.rule.startswith("allow-")]


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("catalog-copi", "did you mean catalog-copy?"),
        ("Catalog_Copy", "known: "),
        ("catalog-number", "known: "),
        ("catalog-glyph", "known: "),
        ("plain-capitals", "known: "),
    ],
)
def test_a_translators_exception_from_no_rule_of_translations_is_found(copied, rule, hint):
    edit(copied, ES, SIGNED, f"# allow {rule}: the line has this name everywhere\n{SIGNED}")
    found = allow_findings(copied)
    assert [(item.rule, item.locale, item.segment) for item in found] == [
        ("allow-unknown", "es", "side-effects.bladder.heading")
    ]
    assert hint in found[0].hint
    assert "translation" in found[0].message
    assert errors_in(found) == found
    lines = (copied.root / ES).read_text(encoding="utf-8").splitlines()
    assert any(rule in line for line in lines[found[0].line - 1 : found[0].line + 6])


def test_a_fuzzy_entry_and_english_elsewhere_are_looked_at_too(copied):
    edit(copied, ES, SIGNED, f"# allow catalog-copi: for reasons of ours\n#, fuzzy\n{SIGNED}")
    assert [item.rule for item in allow_findings(copied)] == ["allow-unknown"]
    name = "locales/en_GB/LC_MESSAGES/handouts.po"
    path = copied.root / name
    text = path.read_text(encoding="utf-8")
    first = text.index("msgctxt ")
    changed = f"{text[:first]}# allow catalog-copi: for reasons of ours\n{text[first:]}"
    path.write_text(changed, encoding="utf-8")
    assert [item.rule for item in allow_findings(copied, "en-GB")] == ["allow-unknown"]


def test_a_translators_exception_needs_a_reason(copied):
    edit(copied, ES, SIGNED, f"# allow catalog-copy: short\n{SIGNED}")
    assert [(item.rule, item.segment) for item in allow_findings(copied)] == [
        ("allow-reason", "side-effects.bladder.heading")
    ]


def test_a_comment_that_only_talks_of_allowing_is_no_exception(copied):
    edit(copied, ES, SIGNED, f"# allow more room: it is narrow\n# we allow it\n{SIGNED}")
    assert allow_findings(copied) == []


def test_an_exception_that_may_not_be_takes_nothing_back(copied):
    """A sheet with a letter that no font has cannot be made, whatever the translator says."""
    edit(copied, ES, 'msgstr "Vejiga"', 'msgstr "Vejiga 😀"')
    edit(copied, ES, SIGNED, f"# allow catalog-glyph: it is what we want here\n{SIGNED}")
    rules = {item.rule for item in check_catalogs(copied, ["es"])}
    assert {"catalog-glyph", "allow-unknown"} <= rules

import re

import pytest

from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.content import check_content
from tests.support.editing import edit
from tests.support.findings import errors_in

NAME = "content/garden.yaml"
GB = "content/regions/gb.yaml"
ES = "locales/es/LC_MESSAGES/handouts.po"
SIGNED = 'msgctxt "garden.back.bench.heading"'


@pytest.mark.parametrize("rule", ["plain-handout-grade", "plain-address", "score-cci"])
def test_a_handout_is_excepted_for_a_reason(small_copy, rule):
    path = small_copy.root / NAME
    text = path.read_text(encoding="utf-8")
    for word in ("you ", "your ", "You ", "us ", "We ", "we ", "the ", "a ", "Do not "):
        text = text.replace(word, "organizational irrigation ")
    text = re.sub(r"^picture:.*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    before = {(item.rule, item.handout) for item in check_content(small_copy).findings}
    assert (rule, "garden") in before
    edit(small_copy, NAME, "code: KAT-91", f"allow: {{{rule}: for reasons of ours}}\ncode: KAT-91")
    after = {(item.rule, item.handout) for item in check_content(small_copy).findings}
    assert before - after == {(rule, "garden")}


def test_a_region_is_excepted_for_a_reason(small_copy):
    edit(small_copy, GB, "116 123", "116 12")
    assert [item.rule for item in errors_in(check_content(small_copy).findings)] == ["region-phone"]
    edit(small_copy, GB, "english:", "allow: {region-phone: a test line of ours}\nenglish:")
    assert errors_in(check_content(small_copy).findings) == []


@pytest.mark.parametrize(
    ("name", "old", "rule", "hint"),
    [
        (NAME, "code: KAT-91", "plain-adress", "did you mean plain-address?"),
        (NAME, "code: KAT-91", "fact-missing", "known: "),
        (GB, "english:", "region-fone", "did you mean region-phone?"),
    ],
)
def test_an_exception_from_no_rule_is_found(small_copy, name, old, rule, hint):
    edit(small_copy, name, old, f"allow: {{{rule}: for reasons of ours}}\n{old}")
    found = errors_in(check_content(small_copy).findings)
    assert [item.rule for item in found] == ["allow-unknown"]
    assert hint in found[0].hint
    assert found[0].line


def test_an_exception_of_a_text_from_no_rule_is_found(small_copy):
    edit(
        small_copy,
        NAME,
        "heading: Mind your back",
        "heading: {text: Mind your back, allow: {plain-capitls: for reasons of ours}}",
    )
    found = errors_in(check_content(small_copy).findings)
    assert [(item.rule, item.segment) for item in found] == [
        ("allow-unknown", "garden.back.heading")
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
def test_a_translators_exception_from_no_rule_of_translations_is_found(small_copy, rule, hint):
    edit(small_copy, ES, SIGNED, f"# allow {rule}: the line has this name everywhere\n{SIGNED}")
    found = allow_findings(small_copy)
    assert [(item.rule, item.locale, item.segment) for item in found] == [
        ("allow-unknown", "es", "garden.back.bench.heading")
    ]
    assert hint in found[0].hint
    assert "translation" in found[0].message
    assert errors_in(found) == found
    lines = (small_copy.root / ES).read_text(encoding="utf-8").splitlines()
    assert any(rule in line for line in lines[found[0].line - 1 : found[0].line + 6])


def test_a_fuzzy_entry_and_english_elsewhere_are_looked_at_too(small_copy):
    edit(small_copy, ES, SIGNED, f"# allow catalog-copi: for reasons of ours\n#, fuzzy\n{SIGNED}")
    assert [item.rule for item in allow_findings(small_copy)] == ["allow-unknown"]
    name = "locales/en_GB/LC_MESSAGES/handouts.po"
    path = small_copy.root / name
    text = path.read_text(encoding="utf-8")
    first = text.index("msgctxt ")
    changed = f"{text[:first]}# allow catalog-copi: for reasons of ours\n{text[first:]}"
    path.write_text(changed, encoding="utf-8")
    assert [item.rule for item in allow_findings(small_copy, "en-GB")] == ["allow-unknown"]


def test_a_translators_exception_needs_a_reason(small_copy):
    edit(small_copy, ES, SIGNED, f"# allow catalog-copy: short\n{SIGNED}")
    assert [(item.rule, item.segment) for item in allow_findings(small_copy)] == [
        ("allow-reason", "garden.back.bench.heading")
    ]


def test_a_comment_that_only_talks_of_allowing_is_no_exception(small_copy):
    edit(small_copy, ES, SIGNED, f"# allow more room: it is narrow\n# we allow it\n{SIGNED}")
    assert allow_findings(small_copy) == []


def test_an_exception_that_may_not_be_takes_nothing_back(small_copy):
    """A sheet with a letter that no font has cannot be made, whatever the translator says."""
    edit(small_copy, ES, 'msgstr "Un banco"', 'msgstr "Un banco 😀"')
    edit(small_copy, ES, SIGNED, f"# allow catalog-glyph: it is what we want here\n{SIGNED}")
    rules = {item.rule for item in check_catalogs(small_copy, ["es"])}
    assert {"catalog-glyph", "allow-unknown"} <= rules

"""The registry of rules: every id that a finding may carry, each once, with its reason."""

import ast
import json
import re
from typing import get_args

import pytest
from click.testing import CliRunner

from kat_handouts.catalogs.catalog import State
from kat_handouts.cli import main
from kat_handouts.content.vocabulary import WordRule
from kat_handouts.files.atomic import Kind
from kat_handouts.model.rules import RULES, About, Place
from tests.support.shipped import ROOT

SOURCE = ROOT / "src/kat_handouts"
NOT_PRINTED = [state.value for state in State if state is not State.TRANSLATED]
# What makes a finding of the rule that it is given first: `Finding`, and these by their files.
MAKERS = {("checks/translations.py", "_warn"), ("clinic/file.py", "wrong")}
MAKERS |= {("identify.py", "_unknown"), ("files/yaml_data.py", "wrong")}
# Functions that put a rule together, or hand one on: what it may be.
COMPOSED = {
    ("checks/catalog_texts.py", "text_finding"): {
        *("catalog-term", "catalog-wrong-word", "catalog-abbreviation")
    },
    ("checks/catalogs.py", "_state_finding"): {f"catalog-{state}" for state in NOT_PRINTED},
    ("checks/consistency.py", "_warning"): {"catalog-two-translations", "catalog-one-for-two"},
    ("filling/records.py", "finding"): {
        *("fill-file", "fill-column", "fill-record", "fill-value", "fill-place")
    },
    ("localise/translations.py", "release_findings"): {
        f"release-{state}" for state in ("unsigned", *NOT_PRINTED)
    },
    ("checks/scores.py", "check_scores"): {"score-pemat-p", "score-cci"},
    ("checks/wording.py", "_forbidden"): {"plain-term"}
    | {f"wording-{kind}" for kind in get_args(WordRule.model_fields["kind"].annotation)},
    ("files/atomic.py", "unwritable"): {kind.rule for kind in Kind},
    ("content/library.py", "_unknown"): {"unknown-handout", "unknown-region"},
    # What `_words` returns.
    ("files/validation.py", "_finding"): {
        *("content", "missing-field", "unknown-field", "unknown-placeholder"),
    },
    **{maker: set() for maker in MAKERS},
}


def rules_of_findings():
    """Yield what each finding is made of: the file, the function around it, the rule, the line."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        yield from _in(ast.parse(path.read_text(encoding="utf-8")), name, "")


def _in(node, file, function):
    if isinstance(node, ast.FunctionDef):
        function = node.name
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", None)
        if called == "Finding" or (file, called) in MAKERS:
            named = [word.value for word in node.keywords if word.arg == "rule"]
            yield from ((file, function, rule, node.lineno) for rule in (node.args or named)[:1])
    for child in ast.iter_child_nodes(node):
        yield from _in(child, file, function)


def used_rules():
    used = set()
    for file, function, rule, line in rules_of_findings():
        if isinstance(rule, ast.Constant):
            used.add(rule.value)
        else:
            assert (file, function) in COMPOSED, f"{file}:{line}: which rules may this be?"
            used |= COMPOSED[file, function]
    return used


def test_every_rule_that_a_finding_may_carry_is_registered_and_every_registered_one_is_used():
    assert used_rules() == set(RULES)


def test_what_puts_rules_together_still_does():
    composing = {
        (file, function)
        for file, function, rule, _ in rules_of_findings()
        if not isinstance(rule, ast.Constant)
    }
    assert composing == set(COMPOSED)


def test_the_rules_that_a_validation_returns_are_those_listed():
    tree = ast.parse((SOURCE / "files/validation.py").read_text(encoding="utf-8"))
    words = next(node for node in tree.body if getattr(node, "name", "") == "_words")
    returned = {
        node.value.elts[0].value for node in ast.walk(words) if isinstance(node, ast.Return)
    }
    assert returned == COMPOSED["files/validation.py", "_finding"]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_why_it_is_there_and_where_that_comes_from(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert re.fullmatch(r"[A-Z0-9].*\.", rule.reason)
    assert rule.reference
    assert rule.exception in get_args(Place)
    assert rule.about in get_args(About)
    if rule.reference.startswith("docs/"):
        assert (ROOT / rule.reference).is_file()


def test_no_rule_is_registered_twice():
    text = (SOURCE / "model/rules.py").read_text(encoding="utf-8")
    ids = re.findall(r'Rule\(\s*"([a-z-]+)"', text)
    assert len(ids) == len(set(ids)) == len(RULES)


def test_every_rule_is_printed_as_a_table_and_as_json():
    told = json.loads(CliRunner().invoke(main, ["check", "--rules", "--json"]).stdout)["rules"]
    assert [rule["id"] for rule in told] == list(RULES)
    assert list(told[0]) == ["id", "reason", "reference", "exception", "about"]
    table = CliRunner(env={"COLUMNS": "200"}).invoke(main, ["check", "--rules"]).stdout
    for rule in RULES.values():
        row = next(line for line in table.splitlines() if line.split(" ")[0] == rule.id)
        assert rule.reason in row
        assert row.rstrip().endswith(rule.exception)

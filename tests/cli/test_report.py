"""What others wrote is never obeyed by a terminal, by rich or by a CI service."""

import json

import click
import pytest
from click.testing import CliRunner

from kat_handouts.cli import main
from kat_handouts.cli.report import LIMIT, json_text, print_findings, print_table
from kat_handouts.model.errors import Finding, Severity

HOSTILE = "\x1b]0;x\x07\u202e\x9b[/x][md]\uffff\udcff"


@pytest.mark.costly
@pytest.mark.parametrize("on_github", [False, True])
def test_the_words_of_a_catalog_cannot_command_a_ci_service(copied, monkeypatch, on_github):
    if on_github:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    path = copied.root / "locales/es/LC_MESSAGES/handouts.po"
    entry = 'msgctxt "x\\n::add-mask::911\\r::stop-commands::t"\nmsgid "a"\nmsgstr "b"\n'
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{entry}", encoding="utf-8")
    arguments = ["locales", "check", "es", "--project", str(copied.root)]
    result = CliRunner().invoke(main, arguments)
    assert "add-mask" in result.output
    begun = [line for line in result.output.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in begun)
    assert bool(begun) == on_github


@pytest.mark.costly
def test_a_line_that_is_no_po_line_is_shown_without_its_escapes(copied):
    path = copied.root / "locales/es/LC_MESSAGES/handouts.po"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\x1b]0;owned\x07\n", encoding="utf-8")
    arguments = ["locales", "check", "es", "--project", str(copied.root)]
    result = CliRunner().invoke(main, arguments)
    assert "\x1b]0" not in result.output
    assert "\\x1b]0;owned\\x07" in result.output


def test_a_table_shows_brackets_and_hides_nothing(capsys):
    print_table("T", [{"a": HOSTILE}], ("a",))
    shown = capsys.readouterr().out
    assert "[/x][md]" in shown.replace("\n", "")
    assert "\x1b]" not in shown


def test_json_is_the_same_and_its_text_harmless():
    data = {"a": HOSTILE.replace("\udcff", ""), "b": "::error::x\n::y"}
    assert json.loads(json_text(data)) == data
    assert "\x9b" not in json_text(data)
    assert "\u202e" not in json_text(data)


def many(limit, capsys):
    context = click.Context(main)
    context.meta[LIMIT] = limit
    wrong = [Finding("po-syntax", f"wrong {n}", locale=f"l{n % 6}") for n in range(40)]
    odd = Finding("po-syntax", "odd", severity=Severity.WARNING)
    with context:
        print_findings([*wrong, odd, Finding("pot-stale", "old", file="a.pot")])
    return capsys.readouterr().err.splitlines()


def test_a_flood_is_cut_short_rule_by_rule_and_counted(capsys):
    lines = many(3, capsys)
    assert len(lines) == 7
    assert lines[:3] == [f"l{n}: error: wrong {n} [po-syntax]" for n in range(3)]
    assert lines[3:5] == ["warning: odd [po-syntax]", "a.pot: error: old [pot-stale]"]
    assert lines[5] == "37 more errors [po-syntax] in 6 languages"
    assert "--limit 0" in lines[6]


@pytest.mark.parametrize("limit", [0, 40])
def test_everything_is_printed_where_that_is_asked_for(capsys, limit):
    assert len(many(limit, capsys)) == 42


@pytest.mark.costly
def test_machines_get_everything(copied):
    (copied.root / "clinic.toml").write_text('languages = ["es", "km"]', encoding="utf-8")
    arguments = ["check", "catalogs", "--release", "--project", str(copied.root)]
    told = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)["findings"]
    assert len(told) > 500
    short = CliRunner().invoke(main, arguments)
    assert short.exit_code == 1
    assert len(short.output.splitlines()) < 100
    assert f"catalogs: {len(told)} errors" in short.output

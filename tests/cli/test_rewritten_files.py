"""The commands that rewrite a person's file say what they did, and keep the version before."""

import json

import pytest
from click.testing import CliRunner

from conftest import edit
from kat_handouts.cli import main

PO = "locales/es/LC_MESSAGES/handouts.po"
LEDGER = "locales/es/sign-offs.jsonl"
ID = "side-effects.bladder.heading"


@pytest.fixture
def run(copied):
    def run(*arguments):
        return CliRunner().invoke(main, [*arguments, "--project", str(copied.root)])

    return run


@pytest.mark.parametrize("options", [(), ("--no-backup",)])
def test_an_update_keeps_the_version_before_unless_told_not_to(copied, run, options):
    before = (copied.root / PO).read_bytes()
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "heading: Your bladder")
    done = run("locales", "update", "es", *options)
    assert (done.exit_code, done.stdout) == (0, "es: 0 added, 1 reworded, 0 retired\n")
    backup = (copied.root / PO).with_name("handouts.po~")
    assert backup.exists() == (not options)
    if not options:
        assert backup.read_bytes() == before


def test_an_update_says_what_it_found_again(copied, run):
    backup = (copied.root / PO).with_name("handouts.po~")
    backup.write_bytes((copied.root / PO).read_bytes())
    edit(copied, PO, 'msgid "Bladder"\nmsgstr "Vejiga"', 'msgid "Your bladder"\nmsgstr ""')
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "heading: Your bladder")
    done = run("locales", "update", "es", "--json")
    (row,) = json.loads(done.stdout)["catalogs"]
    assert (row["refound"], row["written"]) == (1, True)
    assert '#| msgid "Bladder"' in (copied.root / PO).read_text(encoding="utf-8")


def test_one_catalog_that_may_not_be_replaced_does_not_stop_the_others(copied, run):
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "heading: Your bladder")
    (copied.root / PO).chmod(0o444)
    done = run("locales", "update", "ar", "es", "vi")
    assert done.exit_code == 2
    assert "ar: 0 added, 1 reworded, 0 retired\nvi: 0 added" in done.stdout
    assert "file-kept" in done.stderr
    assert "chmod u+w" in done.stderr


def test_signatures_are_listed_beside_a_broken_line_and_it_can_be_put_aside(copied, run):
    signed = run("review", "sign", "es", ID, "--role", "reviser", "--by", "A. B.", "--note", "[x]")
    assert (signed.exit_code, signed.stdout) == (0, "es: 1 signed as reviser\n")
    path = copied.root / LEDGER
    path.write_bytes(path.read_bytes() + b"half a li")
    log = run("review", "log", "es", "--json")
    assert log.exit_code == 1
    found = json.loads(log.stdout)
    assert [line["note"] for line in found["sign_offs"]] == ["[x]"]
    assert [one["line"] for one in found["findings"]] == [2]
    for command in (("review", "status", "es"), ("locales", "check", "es")):
        assert "sign-off-line" in run(*command).stderr
    again = run("review", "sign", "es", ID, "--role", "clinician", "--by", "C. D.")
    assert again.exit_code == 0
    repaired = run("review", "repair", "es")
    assert (repaired.exit_code, repaired.stdout) == (
        0,
        "es: 1 put aside, in sign-offs.rejected.jsonl\n",
    )
    assert run("review", "log", "es").exit_code == 0
    (line, _) = path.read_text(encoding="utf-8").splitlines()
    id_ = json.loads(line)["id"]
    for count in (1, 0):
        done = run("review", "revoke", id_, "--by", "A. B.")
        assert (done.exit_code, done.stdout) == (0, f"{count} revoked\n")
    assert "was revoked on" in done.stderr


def test_a_name_with_marks_of_markup_is_listed_as_it_stands(copied, run):
    run("review", "sign", "es", ID, "--role", "reviser", "--by", "A [/x] [md]")
    done = run("review", "log", "es")
    assert done.exit_code == 0
    assert "[md]" in done.stdout.replace("\n", "")


@pytest.mark.parametrize("pattern", ["label.*", "region.us.*"])
def test_a_pattern_signs_every_text_like_it(copied, run, pattern):
    done = run("review", "sign", "es", pattern, "--role", "reviser", "--by", "A. B.")
    count = int(done.stdout.split()[1])
    assert count > 5
    assert (copied.root / LEDGER).read_text(encoding="utf-8").count(f'"{pattern[:-1]}') == count

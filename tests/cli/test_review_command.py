"""`review` signs, lists and repairs, and says what it did."""

import json

import pytest
from click.testing import CliRunner

from kat_handouts.cli import main

LEDGER = "locales/es/sign-offs.jsonl"
ID = "side-effects.bladder.heading"


@pytest.fixture
def run(layered):
    def run(*arguments):
        return CliRunner().invoke(main, [*arguments, "--project", str(layered.root)])

    return run


def test_signatures_are_listed_beside_a_broken_line_and_it_can_be_put_aside(layered, run):
    signed = run("review", "sign", "es", ID, "--role", "reviser", "--by", "A. B.", "--note", "[x]")
    assert (signed.exit_code, signed.stdout) == (0, "es: 1 signed as reviser\n")
    path = layered.root / LEDGER
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


def test_a_name_with_marks_of_markup_is_listed_as_it_stands(layered, run):
    run("review", "sign", "es", ID, "--role", "reviser", "--by", "A [/x] [md]")
    done = run("review", "log", "es")
    assert done.exit_code == 0
    assert "[md]" in done.stdout.replace("\n", "")


@pytest.mark.parametrize("pattern", ["label.*", "region.us.*"])
def test_a_pattern_signs_every_text_like_it(command, tmp_path, pattern):
    root = tmp_path / "clinic"
    root.mkdir()
    signing = ("--role", "reviser", "--by", "A. B.", "--project", root)
    done = command("review", "sign", "es", pattern, *signing)
    count = int(done.stdout.split()[1])
    assert count > 5
    assert (root / LEDGER).read_text(encoding="utf-8").count(f'"{pattern[:-1]}') == count

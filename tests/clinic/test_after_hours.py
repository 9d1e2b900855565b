"""A release of a clinic that nobody can call at night is refused, at the site that it is."""

import json

import pytest

CLINIC = """\
name = "Riverside Clinic"
languages = ["en"]

[phones]
daytime = "555-0100"
"""
SITES = """
[sites.north]
phones.after_hours = "555-0199"
[sites.south]
paper = "a4"
[sites.west.phones]
daytime = "555-0142"
"""


@pytest.fixture
def missing(command, tmp_path):
    """Return (site, line) of each number that a command misses in a clinic's file."""

    def missing(text, *words):
        file = tmp_path / "clinic.toml"
        if text:
            file.write_text(text, encoding="utf-8")
        done = command(*words, "--json", "--project", tmp_path)
        told = done.stdout.splitlines() if words[0] == "build" else [done.stdout]
        findings = [
            {"site": event.get("site", ""), **found}
            for event in map(json.loads, told)
            for found in event.get("findings", ())
            if found["rule"] == "release-after-hours"
        ]
        assert all(one["file"].endswith("clinic.toml") for one in findings)
        assert all('after_hours = "555-0199"' in one["hint"] for one in findings)
        return sorted({(one["site"], one["line"]) for one in findings})

    return missing


RELEASES = [("build", "--release"), ("check", "content", "--release")]


@pytest.mark.parametrize("words", RELEASES)
def test_it_is_told_with_its_line(missing, words):
    assert missing(CLINIC, *words) == [("", 4)]
    assert missing('languages = ["en"]\n', *words) == [("", 1)]
    assert missing(CLINIC + 'after_hours = "555-0199"\n', *words) == []


@pytest.mark.parametrize("words", RELEASES)
def test_each_site_needs_a_number(missing, words):
    assert missing(CLINIC + SITES, *words) == [("south", 9), ("west", 11)]
    assert missing(CLINIC + 'after_hours = "555-0199"\n' + SITES, *words) == []
    taken_away = '[sites.west.phones]\nafter_hours = ""\n'
    text = f'{CLINIC}after_hours = "555-0199"\n{taken_away}'
    assert missing(text, *words) == [("west", 8)]


@pytest.mark.parametrize("words", RELEASES)
def test_sheets_that_name_no_clinic_have_a_line_to_write_on(missing, words):
    assert missing("", *words) == []


@pytest.mark.parametrize("words", [("build",), ("check", "content")])
def test_a_draft_may_do_without(missing, words):
    assert missing(CLINIC, *words) == []

"""``kat-handouts list questions``."""

import json

import pytest

from kat_handouts.content.library import load_library


@pytest.fixture
def asked(command, tmp_path):
    """List over the small project what a test asks for."""
    folder = tmp_path / "clinic"
    folder.mkdir()
    return lambda *words: command("list", *words, "--project", folder)


def test_the_questions_of_a_packet_come_with_their_answers(asked):
    result = asked("questions", "--route", "infusion", "--region", "gb")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "1. When may I dig again? (safety)"
    assert lines[1].strip() == "In the evening; after 2 days where it is wet."
    assert lines[2].strip() == "on: garden"
    assert "Who brings the hose?" in result.output
    assert lines[-1] == "5 questions, 2 of them of safety: infusion in gb"


@pytest.mark.parametrize("route", ["injection", "lozenge", "nasal-spray"])
def test_a_question_of_another_route_is_not_asked(asked, route):
    result = asked("questions", "--route", route)
    assert "hose" not in result.output
    assert result.output.splitlines()[-1].endswith(f"{route} in us")


def test_as_json_each_has_its_key(asked, small):
    result = asked("questions", "--json")
    questions = json.loads(result.output)["questions"]
    assert [one["key"] for one in questions] == list(load_library(small).questions.questions)
    assert questions[0]["safety"] is True
    assert questions[0]["handout_at_hand"] == "garden"


def test_an_unknown_region_is_said(asked):
    result = asked("questions", "--region", "fr")
    assert result.exit_code == 2
    assert "there is no region “fr”" in result.output


def test_without_questions_there_is_no_packet_to_choose(asked):
    result = asked("--route", "infusion")
    assert result.exit_code == 2
    assert "list questions" in result.output

"""clinic.toml: what it takes, and how its mistakes are told."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from kat_handouts.clinic.file import load_clinics
from kat_handouts.clinic.hours import hours
from kat_handouts.clinic.starter import STARTER
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import Finding, InputError

REGIONS = ["us", "gb"]


def load(folder: Path, text: str) -> Clinic:
    path = folder / "clinic.toml"
    path.write_text(text, encoding="utf-8")
    return load_clinics(path, "clinic.toml", REGIONS).clinic


def faults(folder: Path, text: str) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        load(folder, text)
    return list(caught.value.findings)


def test_an_empty_file_and_the_starter_bring_nothing(tmp_path):
    assert load(tmp_path, "") == Clinic()
    assert load(tmp_path, STARTER) == Clinic()


def test_everything_in_the_starter_can_be_filled_in(tmp_path):
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
    )
    lines = []
    for line in STARTER.splitlines():
        bare = line.removeprefix("# ")
        is_value = line.startswith("# ") and (" = " in bare or bare.startswith("["))
        lines.append(bare if is_value else line)
    filled = "\n".join(lines)
    assert len(tomllib.loads(filled)) > 8
    clinic = load(tmp_path, filled)
    assert clinic.name == "Riverside Clinic"
    assert clinic.hours["daytime"] == hours("mon-thu 8am-12pm, 1pm-5pm, fri 8am-noon")
    assert [phone.name for phone in clinic.phones["interpreter"]] == ["Spanish", "Somali"]
    assert (clinic.no_food, clinic.no_drink, clinic.stay) == (240, 120, 120)
    assert clinic.no_driving == 48 * 60
    assert clinic.next_review == date(2027, 11, 22)
    assert clinic.logo is not None
    assert clinic.routes == ("infusion", "nasal-spray")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('name = "A"\nnmae = "B"', 2, "unknown field “nmae”"),
        ('[phones]\ndaytime = "call us"', 2, "phones.daytime"),
        ('paper = "a5"', 1, "paper"),
        ('\nregion = "fr"', 2, "there is no region “fr”"),
        ('accent = "#ffcc00"', 1, "cannot be read on white paper"),
        ('accent = "yellow"', 1, "accent"),
        ('routes = ["oral"]', 1, "routes"),
        ('website = "javascript:alert(1)"', 1, "website"),
        ('[hours]\ndaytime = "weekdays"', 2, "mon-fri 08:00-17:00"),
        ('[hours]\ndaytime = "mon-fri 17:00-08:00"', 2, "must open before it closes"),
        ('[hours]\ndaytime = "mon 08:00-25:00"', 2, "is no time of a day"),
        ("[times]\nno_food_hours = 48", 2, "times.no_food_hours"),
        (
            '[review]\nreviewed = 2026-01-02\nnext_review = 2026-01-01\nby = "B"',
            3,
            "must be later than reviewed",
        ),
        ('name = "A"\nlogo = "../logo.svg"', 2, "outside the clinic's folder"),
        ('name = "A"\nlogo = "none.png"', 2, "cannot be read"),
        ('name = "A', 1, "not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, text, line, words):
    (finding,) = faults(tmp_path, text)
    assert words in str(finding)
    assert (finding.file, finding.line) == ("clinic.toml", line)
    assert finding.hint


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path):
    path = tmp_path / "clinic.toml"
    path.write_bytes(b'# Ours\nname = "Caf\xe9"\n')
    with pytest.raises(InputError, match="not UTF-8") as caught:
        load_clinics(path, "clinic.toml", REGIONS)
    assert caught.value.findings[0].line == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(tmp_path, end):
    path = tmp_path / "clinic.toml"
    path.write_bytes(end.join(["# Ours", 'name = "A"', "[phones]"]).encode())
    assert load_clinics(path, "clinic.toml", REGIONS).clinic.name == "A"


def test_all_mistakes_are_told_at_once(tmp_path):
    found = faults(tmp_path, 'paper = "a5"\nroutes = ["oral"]\n[times]\nstay_minutes = "long"\n')
    assert sorted(finding.line for finding in found) == [1, 2, 4]


def test_a_key_in_a_long_text_is_not_taken_for_a_field(tmp_path):
    text = 'name = """\npaper = no\n"""\npaper = "a5"\n'
    found = faults(tmp_path, text)
    assert [finding.line for finding in found if "paper:" in finding.message] == [4]


def test_languages_and_editions_are_those_there_are(tmp_path):
    file = tmp_path / "clinic.toml"
    file.write_text('languages = ["es", "zh_hans"]\neditions = ["Standard"]\n', encoding="utf-8")
    clinic = load_clinics(file, "clinic.toml", ["us"]).clinic
    assert (clinic.languages, clinic.editions) == (("es", "zh-Hans"), ("standard",))
    file.write_text('languages = ["Spanish"]\neditions = ["huge"]\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_clinics(file, "clinic.toml", ["us"])
    found = {found.rule: (found.line, found.hint) for found in caught.value.findings}
    assert {rule: line for rule, (line, _) in found.items()} == {
        "unknown-language": 1,
        "unknown-edition": 2,
    }
    assert "es" in found["unknown-language"][1]


def test_all_of_a_file_is_told_in_one_run_from_its_top_down(tmp_path):
    text = """naem = "A"
languages = ["Spanish"]
editions = ["big"]
region = "uk"
accent = "#ffcc00"
logo = "none.svg"
paper = "b5"
[phones]
daytime = "call us"
"""
    found = faults(tmp_path, text)
    assert [finding.line for finding in found] == [1, 2, 3, 4, 5, 6, 6, 7, 9]
    assert [finding.rule for finding in found] == [
        *("unknown-field", "unknown-language", "unknown-edition", "unknown-region"),
        *("clinic-accent", "clinic-logo", "clinic-logo", "content", "content"),
    ]

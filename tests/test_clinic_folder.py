"""A clinic's own folder, as docs/clinics.md tells it: own words, an own handout, own sheets."""

import json

import pypdfium2
import pytest
from click.testing import CliRunner

from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.cli import main
from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.model.invisible import INVISIBLE

PO = "locales/es/LC_MESSAGES/handouts.po"
PARKING = """\
code: KAT-20
revision: 1
reviewed: 2026-11-22
next_review: 2027-11-22
title: Parking
picture: ride
main_message:
  text: You can park behind the clinic. The person who takes you home can wait inside.
  allow: {two-answers: It says where to wait.}
sections:
  where:
    heading: Where
    blocks:
      plan:
        type: paragraph
        text: Use the door on River Street. Ring the bell.
  ready:
    heading: Are you ready?
    blocks:
      recap:
        type: summary
        items:
          behind: Park behind the clinic.
          bell: Ring the bell.
      tick:
        type: checklist
        items:
          know: I know where to park.
      ask:
        type: teach-back
        items:
          where: "Where will you park?"
      contacts:
        type: contacts
"""
CLINIC = """\
name = "Riverside Clinic"
address = ["12 River Street"]
website = "https://example.org/kat"
accent = "#7a3e00"
paper = "a4"
routes = ["nasal-spray"]
[phones]
daytime = "555-0100"
interpreter = "555-0111"
[hours]
daytime = "mon-fri 08:00-17:00"
[times]
stay_minutes = 120
[review]
reviewed = 2026-11-20
next_review = 2027-05-20
by = "Medical director"
"""


def run(*arguments):
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clinic") / "riverside"
    assert run("init", folder).exit_code == 0
    again = run("init", folder)
    assert again.exit_code == 2
    assert "is there already" in again.output
    (folder / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    content = folder / "content"
    content.mkdir()
    (content / "parking.yaml").write_text(PARKING, encoding="utf-8")
    (content / "CHANGELOG.md").write_text("## KAT-20 revision 1 (2026-11-22)\n", encoding="utf-8")
    (content / "texts.yaml").write_text(
        "texts:\n  what-is-kat.not-for.never.allergy: an allergy to ketamine\n", encoding="utf-8"
    )
    return folder


@pytest.mark.costly
def test_own_texts_are_extracted_translated_and_checked(folder):
    assert run("locales", "extract", "--project", folder).exit_code == 0
    assert run("locales", "update", "--project", folder).exit_code == 0
    own, shipped = (
        {one.context: one for one in read_po(project.read(PO).decode()).entries}
        for project in (Project(root=folder), Project())
    )
    assert "parking.where.plan" in own
    reworded = shipped["what-is-kat.not-for.never.allergy"]
    translated = reworded.previous_source if reworded.is_fuzzy else reworded.source
    assert own["what-is-kat.not-for.never.allergy"].previous_source == translated
    checked = run("check", "content", "--project", folder, "--json")
    found = json.loads(checked.output)["findings"]
    assert not [one for one in found if one["severity"] == "error"], found
    own = next(one for one in found if one["rule"] == "own-safety-text")
    assert (own["file"], own["line"]) == (str(folder / "content/texts.yaml"), 2)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_own_sheets_are_built_and_pass_every_check(folder, tmp_path, locale):
    output = tmp_path / "output"
    handouts = ("-H", "parking", "-H", "what-is-kat", "-H", "your-session")
    where = ("--project", folder, "-o", output)
    built = run("build", *where, "-l", locale, *handouts)
    assert built.exit_code == 0, built.output
    checked = run("check", "pdf", *where)
    assert checked.exit_code == 0, checked.output
    pages = {}
    for name in ("parking", "what-is-kat", "your-session"):
        with pypdfium2.PdfDocument(output / locale / f"{name}.a4.pdf") as pdf:
            text = "".join(page.get_textpage().get_text_range() for page in pdf)
            pages[name] = "".join(text.translate(INVISIBLE).split())
    assert all("555-0100" in text or locale == "ar" for text in pages.values())
    assert all("RiversideClinic" in text for text in pages.values())
    assert ("555-0111" in pages["parking"]) == (locale == "ar") or locale == "ar"
    if locale == "en":
        assert "anallergytoketamine" in pages["what-is-kat"]
        stay = load_library(Project()).segments["label.stay"].source
        assert f"{stay}2hours".replace(" ", "") in pages["your-session"]
        assert "Infusion:" not in pages["your-session"]
        assert "Mon–Fri8:00AM–5:00PM" in pages["your-session"]

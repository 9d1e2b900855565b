"""The start of a handout of a clinic's own: it builds as it is, and takes nobody's place."""

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from kat_handouts.checks.content import check_content
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.cli import main
from kat_handouts.content.library import load_library
from kat_handouts.content.starter import free_code, start_handout
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.sheet import Sheet
from kat_handouts.model.sheet_id import is_code
from kat_handouts.render.pdf import PdfRenderer
from tests.support.editing import tree


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_it_is_a_handout_that_nothing_is_wrong_with(small_clinic):
    path = start_handout(small_clinic, "parking")
    found = [one for one in check_content(small_clinic).findings if one.file == str(path)]
    assert found == []
    made = Localiser(small_clinic).document(Sheet("en", "parking"))
    assert list(check_pdf(PdfRenderer(small_clinic).render(made).data, made)) == []


def test_what_it_offers_as_a_comment_is_right_too(small_clinic):
    path = start_handout(small_clinic, "parking")
    lines = path.read_text().splitlines()
    start = lines.index("sections:")
    blocks = [
        line.replace("# ", "", 1) if line.startswith("      # ") and ":" in line else line
        for line in lines[start:]
        if "# A picture" not in line and "# danger" not in line and "# Whom to call" not in line
    ]
    path.write_text("\n".join([*lines[:start], *blocks]) + "\n")
    (path.parent / "map.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    sections = load_library(small_clinic).handouts["parking"].sections
    types = {block.type for section in sections.values() for block in section.blocks.values()}
    assert types == {"paragraph", "picture", "list", "steps", "callout", "writing", "contacts"}


def test_its_code_is_one_that_no_other_handout_has(small_clinic):
    start_handout(small_clinic, "rc-parking")
    start_handout(small_clinic, "rc-opening-hours")
    codes = [handout.code for handout in load_library(small_clinic).handouts.values()]
    assert {"RC-1", "RC-2"} <= set(codes)


@pytest.mark.parametrize("id_", ["a", "con", "directions-and-parking", "x" * 60, "k9-visits"])
def test_every_name_gives_a_code(id_):
    assert is_code(free_code(id_, ()))
    assert is_code(free_code(id_, [free_code(id_, ())]))


def test_a_leap_day_has_a_next_review(small_clinic):
    start_handout(replace(small_clinic, today=date(2028, 2, 29)), "parking")
    assert load_library(small_clinic).handouts["parking"].next_review == date(2029, 2, 28)


def test_init_starts_it_in_a_new_folder_and_in_one_that_is_there(tmp_path):
    folder = tmp_path / "riverside"
    done = run("init", folder, "--handout", "parking", "--json")
    assert done.exit_code == 0, done.output
    files = [str(folder / "clinic.toml"), str(folder / "content/parking.yaml")]
    assert json.loads(done.output)["files"] == files
    before = tree(folder)
    done = run("init", folder, "--handout", "opening-hours")
    assert done.exit_code == 0, done.output
    assert tree(folder) == before | {
        "content/opening-hours.yaml": (folder / "content/opening-hours.yaml").read_bytes()
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("parking", "is there already"),
        ("side-effects", "our-side-effects"),
        ("Parking and directions", "parking-and-directions"),
        ("../../parking", "digits and hyphens: parking"),
        ("a/b", "digits and hyphens: a-b"),
        ("texts", "texts-sheet; “texts” is taken"),
        ("label", "label-sheet"),
        ("", "digits and hyphens: parking"),
    ],
)
def test_init_refuses_what_would_take_a_place_or_be_no_name(tmp_path, name, words):
    folder = tmp_path / "riverside"
    run("init", folder, "--handout", "parking")
    before = tree(folder)
    done = run("init", folder, "--handout", name)
    assert done.exit_code == 2
    assert words in done.output
    assert tree(folder) == before
    other = tmp_path / "other"
    if name != "parking":
        assert run("init", other, "--handout", name).exit_code == 2
        assert not other.exists()


def test_init_without_a_folder_and_a_handout_says_what_to_name():
    done = run("init")
    assert done.exit_code == 2
    assert "kat-handouts init riverside" in done.output

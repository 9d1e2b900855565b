"""The code of a sheet: it says what the sheet is, and changes with what the sheet says."""

import json

import pytest
from click.testing import CliRunner

from kat_handouts.cli import main
from kat_handouts.identify import identify
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import Sheet
from kat_handouts.model.sheet_id import read_mark

VARIANTS = [
    {},
    {"edition": "large-print"},
    {"edition": "bilingual", "second": "zh-Hans"},
    {"route": "nasal-spray"},
    {"staff": True, "route": "infusion"},
]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_code_says_what_the_sheet_is(make_variant, variant):
    document = make_variant("pt-BR", "side-effects", **variant)
    mark = read_mark(document.mark)
    assert mark is not None
    assert (mark.code, mark.locale) == ("KAT-03", "pt-br")
    sheet: Sheet = document.sheet
    assert (mark.edition, mark.route, mark.staff) == (sheet.edition, sheet.route, sheet.staff)
    assert mark.second == (sheet.second.lower() if sheet.second else None)


def test_whatever_is_said_changes_the_code(make_variant):
    codes = {make_variant("es", "your-session", **variant).mark for variant in VARIANTS}
    for clinic in (Clinic(routes=("lozenge",)), Clinic(stay=90), Clinic(no_food=240)):
        codes.add(make_variant("es", "your-session", clinic=clinic).mark)
    codes.add(make_variant("fr", "your-session").mark)
    assert len(codes) == len(VARIANTS) + 4


def test_a_clinics_name_and_phones_do_not_change_the_code(make_variant):
    clinic = Clinic("Riverside", "555-0100", "555-0199", website="https://example.org")
    bare = make_variant("es", "your-session").mark
    assert make_variant("es", "your-session", clinic=clinic).mark == bare


@pytest.mark.parametrize("words", ["", "KAT-03", "KAT-03.2 US.2 ES Q 3F9A1C2B", "911"])
def test_what_is_no_code_is_told(project, words):
    assert read_mark(words) is None
    with pytest.raises(InputError, match="not the code"):
        identify(project, words)


def test_a_sheet_is_told_by_its_code_however_it_is_typed(project, make_variant):
    mark = make_variant("zh-Hans", "after-today").mark
    found = identify(project, mark.lower().replace(" ", "  "))
    assert (found.handout, found.locale, found.is_current) == ("after-today", "zh-Hans", True)


def test_an_older_sheet_is_not_current(make_variant):
    mark = make_variant("es", "after-today").mark
    old = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    result = CliRunner().invoke(main, ["identify", old])
    assert result.exit_code == 1
    assert f"not current: today's sheet is {mark}" in result.output


def test_a_pdf_is_told_by_its_file(tmp_path, render_variant):
    document, sheet = render_variant("es", "after-today")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet.data)
    result = CliRunner().invoke(main, ["identify", str(path), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)["code"] == document.mark

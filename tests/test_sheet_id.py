"""The code of a sheet: it says what the sheet is, and changes with what the sheet says."""

import json

import pytest
from click.testing import CliRunner

from kat_handouts.cli import main
from kat_handouts.identify import identify
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import Sheet
from kat_handouts.model.sheet_id import read_sheet_id

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
    sheet_id = read_sheet_id(document.sheet_id)
    assert sheet_id is not None
    assert (sheet_id.code, sheet_id.locale) == ("KAT-03", "pt-br")
    sheet: Sheet = document.sheet
    assert (sheet_id.edition, sheet_id.route, sheet_id.staff) == (
        sheet.edition,
        sheet.route,
        sheet.staff,
    )
    assert sheet_id.second == (sheet.second.lower() if sheet.second else None)


def test_whatever_is_said_changes_the_code(make_variant):
    codes = {make_variant("es", "your-session", **variant).sheet_id for variant in VARIANTS}
    for clinic in (Clinic(routes=("lozenge",)), Clinic(stay=90), Clinic(no_food=240)):
        codes.add(make_variant("es", "your-session", clinic=clinic).sheet_id)
    codes.add(make_variant("fr", "your-session").sheet_id)
    assert len(codes) == len(VARIANTS) + 4


def test_a_clinics_name_and_phones_do_not_change_the_code(make_variant):
    clinic = Clinic("Riverside", "555-0100", "555-0199", website="https://example.org")
    bare = make_variant("es", "your-session").sheet_id
    assert make_variant("es", "your-session", clinic=clinic).sheet_id == bare


@pytest.mark.parametrize("words", ["", "KAT-03", "KAT-03.2 US.2 ES Q 3F9A1C2B", "911"])
def test_what_is_no_code_is_told(project, words):
    assert read_sheet_id(words) is None
    with pytest.raises(InputError, match="not the code"):
        identify(project, words)


def test_a_sheet_is_told_by_its_code_however_it_is_typed(project, make_variant):
    sheet_id = make_variant("zh-Hans", "after-today").sheet_id
    found = identify(project, sheet_id.lower().replace(" ", "  "))
    assert (found.sheet.name, found.is_current) == ("zh-Hans/after-today", True)


def test_an_older_sheet_is_not_current(make_variant):
    sheet_id = make_variant("es", "after-today").sheet_id
    old = sheet_id[:-1] + ("0" if sheet_id[-1] != "0" else "1")
    result = CliRunner().invoke(main, ["identify", old])
    assert result.exit_code == 1
    assert f"not current: today's sheet is {sheet_id}" in result.output


def test_a_pdf_is_told_by_its_file(tmp_path, render_variant):
    document, sheet = render_variant("es", "after-today")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet.data)
    result = CliRunner().invoke(main, ["identify", str(path), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)["code"] == document.sheet_id

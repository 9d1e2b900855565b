import json

from click.testing import CliRunner

from kat_handouts.cli import main


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

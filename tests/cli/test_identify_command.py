import json

from click.testing import CliRunner

from kat_handouts.cli import main


def test_an_older_sheet_is_not_current(make_variant):
    sheet_id = make_variant("es", "after-today").sheet_id
    old = sheet_id[:-1] + ("0" if sheet_id[-1] != "0" else "1")
    result = CliRunner().invoke(main, ["identify", old])
    assert result.exit_code == 1
    assert f"not current: today's sheet is {sheet_id}" in result.output


def test_the_last_digits_are_enough_where_the_sheet_was_built(tmp_path):
    run = CliRunner().invoke
    output = str(tmp_path)
    words = ["build", "-l", "es", "-H", "after-today", "-o", output, "--no-gallery"]
    assert run(main, [*words, "--format", "html"]).exit_code == 0
    page = run(main, ["identify", f"{output}/es/after-today.html", "--json"])
    assert page.exit_code == 0
    code = json.loads(page.output)["code"]
    told = run(main, ["identify", code[-8:].lower(), "-o", output, "--json"])
    assert json.loads(told.output) == json.loads(page.output)
    unknown = run(main, ["identify", "00000000", "-o", output])
    assert unknown.exit_code == 2
    assert "ends in 00000000" in unknown.output


def test_a_pdf_is_told_by_its_file(tmp_path, render_variant):
    document, sheet = render_variant("es", "after-today")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet.data)
    result = CliRunner().invoke(main, ["identify", str(path), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)["code"] == document.sheet_id

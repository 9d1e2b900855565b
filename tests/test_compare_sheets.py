"""The comparison of two output folders: every kind of difference is found, and named."""

import importlib.util
import shutil
import sys

import pikepdf
import pytest

from tests.support.shipped import ROOT

_SPEC = importlib.util.spec_from_file_location("compare_sheets", ROOT / "scripts/compare_sheets.py")
compare_sheets = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(compare_sheets)
# What a process of the pool is given is found by the name of its module.
sys.modules["compare_sheets"] = compare_sheets


@pytest.fixture
def folders(tmp_path, render_variant):
    """Two output folders with the same sheet, as PDF and as web page."""
    for kind in ("pdf", "html"):
        # In English a card has its two sides, whatever is translated.
        _, sheet = render_variant("en", "after-today", format=kind)
        for folder in ("before", "after"):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"sheet.{kind}").write_bytes(sheet.data)
    return tmp_path / "before", tmp_path / "after"


def changed(path, change):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def first_element(pdf):
    return next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one)


def say_otherwise(pdf):
    first_element(pdf).Alt = pikepdf.String("otherwise")


def draw_a_line(pdf):
    page = pdf.pages[0]
    page.contents_add(b"/Artifact BMC 0 0 m 100 100 l S EMC")


def drop_a_page(pdf):
    del pdf.pages[-1]


def found(folders, name):
    return compare_sheets.differences(name, *folders)


def test_equal_sheets_do_not_differ(folders):
    assert found(folders, "sheet.pdf") == found(folders, "sheet.html") == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (say_otherwise, "sheet.pdf: tag "),
        (draw_a_line, "sheet.pdf: page 1: other pixels"),
        (drop_a_page, "sheet.pdf: 2 pages, now 1"),
    ],
)
def test_a_change_of_a_pdf_is_named(folders, change, told):
    changed(folders[1] / "sheet.pdf", change)
    lines = found(folders, "sheet.pdf")
    assert len(lines) == 1
    assert lines[0].startswith(told)


def test_other_words_and_elements_of_a_web_page_are_named(folders):
    page = folders[1] / "sheet.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("</main>", "<p>new</p></main>"), encoding="utf-8"
    )
    lines = found(folders, "sheet.html")
    assert len(lines) == 2
    assert "other text" in lines[0]
    assert "elements" in lines[1]


def test_a_sheet_that_is_gone_or_new_fails(folders, monkeypatch, capsys):
    shutil.move(folders[1] / "sheet.html", folders[1] / "other.html")
    monkeypatch.setattr("sys.argv", ["compare_sheets.py", *map(str, folders)])
    assert compare_sheets.main() == 1
    told = capsys.readouterr().out
    assert "sheet.html: gone" in told
    assert "other.html: new" in told
    assert "1 sheets compared" in told

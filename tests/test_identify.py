"""A sheet is told by the code that is printed on it."""

import pikepdf
import pytest

from kat_handouts.identify import identify
from kat_handouts.model.errors import InputError
from tests.support.documents import make_variant_of


@pytest.mark.parametrize("words", ["", "KAT-03", "KAT-03.2 US.2 ES Q 3F9A1C2B", "911"])
def test_what_is_no_code_is_told(small, words):
    with pytest.raises(InputError, match="not the code"):
        identify(small, words)


def test_a_sheet_is_told_by_its_code_however_it_is_typed(small):
    sheet_id = make_variant_of(small, "en-GB", "walk").sheet_id
    found = identify(small, sheet_id.lower().replace(" ", "  "))
    assert (found.sheet.name, found.is_current) == ("en-GB/walk", True)
    assert found.code == sheet_id
    assert identify(small, sheet_id.replace(" ", "")) == found


def test_a_pdf_that_is_locked_says_so(project, tmp_path):
    path = tmp_path / "locked.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InputError, match="password"):
        identify(project, str(path))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\x00" * 2000])
def test_a_pdf_that_is_none_says_so(project, tmp_path, data):
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        identify(project, str(path))
    assert caught.value.findings[0].rule == "no-mark"


def test_a_page_without_a_code_and_a_file_that_is_not_there_say_so(project, tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<p>KAT</p>", encoding="utf-8")
    with pytest.raises(InputError, match="this page holds no code"):
        identify(project, str(path))
    with pytest.raises(InputError, match="there is no such file"):
        identify(project, str(tmp_path / "none.pdf"))

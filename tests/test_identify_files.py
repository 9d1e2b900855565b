"""`identify` reads codes out of PDFs, or says in one line why it cannot."""

import pikepdf
import pytest

from kat_handouts.identify import identify
from kat_handouts.model.errors import InputError


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

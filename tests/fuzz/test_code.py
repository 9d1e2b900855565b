"""Codes of sheets, and PDFs that hold one: known for what they are, or refused with an example."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import strategies as st

from kat_handouts.identify import identify
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import Sheet
from tests.fuzz.cases import assert_refused, corpus, fuzz
from tests.fuzz.mutations import nasty_texts, spoilt_bytes

REAL = (
    "KAT-91.2 US.1 ES S 192E7A74",
    "KAT-92.1 GB.1 EN-GB LP 0A1B2C3D",
    "KAT-93.1 US.1 AR C FFFFFFFF",
    "KAT-91.2 US.1 ES B.AR/IV/ST 00000000",
    "KAT-91.2 US.HI.1 ZH-HANT-HK B.ES-419 12345678",
)
PARTS = (
    *("KAT-91", "KAT-99", "KAT-", ".", "1", "999999", "US", "XX", "US.HI", "ES", "AR", "EN-XA"),
    *("S", "LP", "C", "B", "B.AR", "B.XX", "B.", "/IV", "/XX", "/ST", "/IV/IM", "00000000", "ZZ"),
)


def _pdf(**how):
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Keywords"] = REAL[0]
        pdf.save(buffer, **how)
    return buffer.getvalue()


PDF = _pdf(static_id=True)
LOCKED = _pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
PIECES = (
    *(b"obj", b"endobj", b"stream\n", b"<<", b">>", b"[", b"]", b"%%EOF", b"0 0 R", b"/Keywords"),
    *(b"(", b")", b"\\", b"\xfe\xff", b"9" * 40, b"xref", b"trailer", b"startxref\n0", b"\0"),
)


@st.composite
def words(draw):
    """A code that was copied by hand, or what somebody takes for one."""
    parts = draw(st.sampled_from(REAL)).split(" ")
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(("put", "add", "drop", "case", "text"))):
            case "put":
                parts[place] = draw(st.sampled_from(PARTS))
            case "add":
                parts[place] += draw(st.sampled_from(PARTS))
            case "drop" if len(parts) > 1:
                del parts[place]
            case "case":
                parts[place] = parts[place].lower()
            case _:
                parts[place] = draw(nasty_texts())
    said = draw(st.sampled_from((" ", " ", "  ", "\t", "-", ""))).join(parts)
    return said + draw(st.sampled_from(("", "", ".pdf")))


def files():
    known = st.sampled_from([PDF, PDF, LOCKED, *corpus("code")])
    return known | known.flatmap(lambda one: spoilt_bytes(one, PIECES))


@fuzz("code", words() | words() | files())
def test_a_code_is_known_or_refused(workspace, case):
    project = workspace.project
    if isinstance(case, bytes):
        path = project.root / "sheet.pdf"
        path.write_bytes(case)
        case = str(path)
    try:
        found = identify(project, case)
    except InputError as error:
        assert_refused(error)
        return False
    # What it is said to be has a code of its own.
    again = identify(project, found.today)
    assert again.is_current
    assert again.sheet == found.sheet
    return True


@pytest.mark.parametrize("tag", ["ar", "en", "es"])
def test_what_is_spoilt_was_right(workspace, tag):
    sheet = Sheet(tag, "garden")
    found = identify(workspace.project, Localiser(workspace.project).document(sheet).sheet_id)
    assert found.sheet == sheet

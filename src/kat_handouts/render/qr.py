"""Pictures that stand in the page itself: codes for a camera, and a clinic's checked logo."""

from __future__ import annotations

import base64
import io

import segno

from kat_handouts.model.clinic import Picture


def as_data(picture: Picture) -> str:
    """Return a picture as an address that holds it whole."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"


def qr_code(words: str) -> str:
    """Return a QR code (ISO/IEC 18004, quiet zone and 15 % correction) as an address of an SVG."""
    drawn = io.BytesIO()
    segno.make_qr(words, error="m").save(drawn, kind="svg", border=4, xmldecl=False, svgns=True)
    return as_data(Picture("image/svg+xml", drawn.getvalue()))


def staff_code(sheet_id: str) -> str:
    """Return the code at the foot of a sheet: small, for a scanner held close, with 7 % correction.

    The white around it is the margin of the page.
    """
    drawn = io.BytesIO()
    code = segno.make_qr(sheet_id, error="l", boost_error=False)
    code.save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return as_data(Picture("image/svg+xml", drawn.getvalue()))

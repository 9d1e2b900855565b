"""A PDF whose objects stand each for itself, so that what is added to it can replace some."""

from __future__ import annotations

import io

import pikepdf


def plainly_numbered(pdf: bytes) -> bytes:
    """Return a PDF with a cross-reference table and no streams of objects (ISO 32000-2, 7.5.4).

    The bytes depend on the input alone.
    """
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
        )
    return result.getvalue()

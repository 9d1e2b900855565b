"""The text of a PDF as programs for readers give it: PDFium (Chrome) and poppler (Linux)."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.support.pdfs import page_texts

POPPLER = shutil.which("pdftotext")
READERS = [
    "pdfium",
    pytest.param(
        "poppler",
        marks=pytest.mark.skipif(
            POPPLER is None, reason="NO POPPLER: install poppler-utils to copy text as Linux does"
        ),
    ),
]


def copied(pdf: bytes, reader: str) -> str:
    """Return the whole text of a PDF."""
    if reader == "pdfium":
        return "\n".join(page_texts(pdf))
    assert POPPLER
    command = [POPPLER, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()

"""A program that reads print, tesseract, as it is installed. Where it is not, tests skip loudly."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import cache, reduce
from operator import or_

import pytest
from PIL import Image

from tests.photocopy import DPI

TESSERACT = shutil.which("tesseract")
# How it finds the lines: by itself, as one column, as one block. Each misses some that others see.
_SEGMENTATIONS = ("3", "4", "6")


@cache
def _installed() -> frozenset[str]:
    if TESSERACT is None:
        return frozenset()
    listed = subprocess.run([TESSERACT, "--list-langs"], capture_output=True, text=True)
    return frozenset(listed.stdout.split())


def needs_reader(language: str) -> None:
    """Skip a test where nothing here reads a language."""
    if language not in _installed():
        package = f"tesseract-ocr-{language.replace('_', '-')}"
        pytest.skip(f"NO OCR: apt-get install --no-install-recommends tesseract-ocr {package}")


def letters(word: str) -> str:
    """Return a word without signs, spaces and what nobody sees."""
    return "".join(
        char
        for char in unicodedata.normalize("NFC", word)
        if char.isalnum() or unicodedata.category(char)[0] == "M"
    )


def units(text: str, *, is_spaced: bool) -> Counter[str]:
    """Return the words of a text, or where a script does not space them, its characters.

    One letter alone may be a speck, and Latin among the characters is another script.
    """
    words = [letters(word) for word in text.split()]
    if is_spaced:
        return Counter(word for word in words if len(word) > 1)
    return Counter(char for word in words for char in word if not _is_latin(char))


def _is_latin(char: str) -> bool:
    return char.isdecimal() or unicodedata.name(char, "").startswith("LATIN")


def read(image: Image.Image, language: str, *, is_spaced: bool) -> Counter[str]:
    """Return what tesseract reads from an image, in any way in which it finds the lines."""
    found = [units(_text(image, language, mode), is_spaced=is_spaced) for mode in _SEGMENTATIONS]
    return reduce(or_, found)


def _text(image: Image.Image, language: str, mode: str) -> str:
    file = io.BytesIO()
    image.save(file, "PNG")
    done = subprocess.run(
        [str(TESSERACT), "-", "-", "-l", language, "--psm", mode, "--dpi", str(DPI)],
        input=file.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode()

"""Put zero-width spaces where a line may end, for scripts that are written without spaces.

Pango finds no break in Khmer and lets the line run off the page; ICU's dictionaries find them.
"""

from __future__ import annotations

from icu4py.breakers import LineBreaker

from kat_handouts.model.languages import Language

ZERO_WIDTH_SPACE = "\u200b"
_SPACES = frozenset(" \t\n\u00a0\u200b")


def insert_line_breaks(text: str, language: Language) -> str:
    """Return the text with a zero-width space at each break that ICU finds between letters.

    Nothing else changes, and languages whose breaks Pango finds come back as they are.
    """
    if language.script.line_breaks != "icu" or not text:
        return text
    pieces = list(LineBreaker(text, language.tag))
    marked = pieces[0]
    for piece in pieces[1:]:
        if marked[-1] not in _SPACES and piece[0] not in _SPACES:
            marked += ZERO_WIDTH_SPACE
        marked += piece
    return marked

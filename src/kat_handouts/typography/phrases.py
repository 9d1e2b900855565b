"""Put zero-width spaces between the phrases of Japanese, for headings and the main message.

Pango would end a line after nearly any character: “くだ | さい” reads as two words at the size of a
heading. BudouX knows where a phrase ends.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import budoux

from kat_handouts.model.languages import Language
from kat_handouts.typography.line_breaks import ZERO_WIDTH_SPACE

# Kana that are part of the syllable before.
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


def in_phrases(text: str, language: Language) -> str:
    """Return a text with a zero-width space between its phrases, where a line may end.

    No line begins with a closing sign or ends with an opening one. Languages other than Japanese
    come back as they are.
    """
    if language.script.code != "Jpan":
        return text
    marked = ""
    for phrase in _japanese_phrases().parse(text):
        if marked and _may_begin(phrase[0]) and _may_end(marked[-1]):
            marked += ZERO_WIDTH_SPACE
        marked += phrase
    return marked


@cache
def _japanese_phrases() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _may_begin(char: str) -> bool:
    if char in _SMALL:
        return False
    return unicodedata.category(char) in ("Ll", "Lo", "Lu", "Nd", "Ps", "Pi")


def _may_end(char: str) -> bool:
    return unicodedata.category(char) not in ("Ps", "Pi", "Cf", "Zs")

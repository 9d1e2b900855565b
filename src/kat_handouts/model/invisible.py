"""The characters of a text that nobody sees."""

from __future__ import annotations

LEFT_TO_RIGHT_ISOLATE = "\u2066"

FIRST_STRONG_ISOLATE = "\u2068"

POP_ISOLATE = "\u2069"

WORD_JOINER = "\u2060"

INVISIBLE = dict.fromkeys(
    map(ord, (LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE, WORD_JOINER, "\u200b"))
)

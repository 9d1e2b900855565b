"""Pseudo-locales: texts that nobody needs to understand, to see whether a layout holds.

``en-XA`` is accented English, a third longer, in brackets; ``ar-XB`` is English mirrored from right
to left. Both are made from the English source and are never written to a catalog.
"""

from __future__ import annotations

import re

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.catalogs.entries import Entry
from kat_handouts.content.segments import Segment
from kat_handouts.content.text import split_placeholders
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import PSEUDO, Language

ACCENTED = "en-XA"

_ACCENTS = str.maketrans(
    "aceinosuyzACEINOSUYZ",
    "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ",
)
# A translation into German or Finnish is about so much longer than its English source.
LONGER = 0.35
_FILLING = "lorem ipsum dolor sit amet "


def accented(text: str) -> str:
    """Return a text accented and a third longer, its placeholders and numbers as they are."""
    pieces = [
        f"{{{name}}}" if name else words.translate(_ACCENTS)
        for words, name in split_placeholders(text)
    ]
    joined = "".join(pieces)
    missing = max(1, round(len(text) * LONGER) - 3)
    filling = (_FILLING * (missing // len(_FILLING) + 1))[:missing].rstrip()
    return f"[{joined} {filling}]"


def mirrored(text: str) -> str:
    """Return a text whose words run from right to left, its placeholders as they are."""
    return "".join(
        f"{{{name}}}" if name else _arabic(words) for words, name in split_placeholders(text)
    )


# Letters that join as Arabic does, in the place of the Latin ones.
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,;?",
    "ابكدعفجهيجكلمنوبقرستوفوكيز" * 2 + "،؛؟",
)
# Arabic leaves out short vowels; a comma inside a number stays what it is.
_UNWRITTEN = re.compile(r"(?<=[A-Za-z])[aeiou]")
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")


def _arabic(words: str) -> str:
    kept = _IN_NUMBER.sub("\0", _UNWRITTEN.sub("", words))
    return kept.translate(_ARABIC).replace("\0", ",")


def pseudo_catalog(segments: dict[str, Segment], tag: str) -> Catalog:
    """Return the catalog of a pseudo-locale."""
    make = accented if tag == ACCENTED else mirrored
    entries = {
        segment.id: Entry(segment.id, segment.source, make(segment.source), False, None)
        for segment in segments.values()
    }
    return Catalog(PSEUDO[tag], tag, entries)


def refuse_pseudo(language: Language) -> None:
    """Raise `InputError` for a pseudo-language: there is nothing to translate, correct or sign."""
    if language.tag in PSEUDO:
        raise InputError(
            Finding(
                "pseudo-locale",
                f"“{language.tag}” is made from the English; nobody translates or signs it",
                hint=f"look at it with: kat-handouts build --locale {language.tag}",
                locale=language.tag,
            )
        )

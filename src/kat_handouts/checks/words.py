"""The words of a text in any script, and what all catalogs print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kat_handouts.catalogs.catalog import load_catalog, locale_tags
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import Project
from kat_handouts.model.errors import InputError

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")

# The texts of each locale that would be printed, by tag and by segment id.
Corpus = dict[str, dict[str, str]]


class _Letters(dict[int, int]):
    """Each character as it counts in a word: a space, unless it is a letter or a sign of one."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        kept = char == "'" or unicodedata.category(char)[0] in "LM"
        self[code] = code if kept else ord(" ")
        return self[code]


_LETTERS = _Letters({ord("’"): ord("'")})


# Each text is asked for by several checks, and has the others of its locale beside it.
@lru_cache(maxsize=2**15)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters; a vowel sign is part of its word."""
    parts = (part.strip("'") for part in _PLACEHOLDER.sub(" ", text).translate(_LETTERS).split())
    return tuple(part.casefold() for part in parts if part)


def load_corpora(project: Project, segments: Iterable[Segment]) -> tuple[Corpus, Corpus]:
    """Return what every catalog that can be read would print, and all that it holds.

    A fuzzy text translates other English, and is in the words of its language all the same.
    """
    printed: Corpus = {}
    held: Corpus = {}
    by_id = {segment.id: segment for segment in segments}
    for tag in locale_tags(project):
        try:
            catalog = load_catalog(project, tag, by_id)
        except InputError:
            continue  # Reported with its own locale.
        tag = catalog.language.tag
        texts = {segment.id: catalog.text(segment) for segment in by_id.values()}
        printed[tag] = {id_: text for id_, text in texts.items() if text}
        fuzzy = {id_: entry.msgstr for id_, entry in catalog.entries.items() if entry.msgstr}
        held[tag] = fuzzy | printed[tag]
    return printed, held

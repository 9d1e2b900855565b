"""A text of a neighbouring language in a catalog: Russian in Ukrainian, Portuguese in Spanish.

It is known by the catalogs' own words: those of the text are printed nowhere else in this catalog,
but are in that of a language in the same script. Words of the English text tell nothing. A text of
fewer than three telling words is not seen, nor one of a language that has no catalog here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kat_handouts.checks.words import Corpus, words_of
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.model.languages import Language, get_language

# Fewer may be the same in both languages: “Decidimos juntos” is Spanish and Portuguese.
_LEAST_WORDS = 3
# Naskh and Nastaliq are two styles of one script.
_SAME_SCRIPT = {"Aran": "Arab"}


class Neighbours:
    """In how many texts of each catalog a word stands."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._counts = {
            tag: Counter(word for text in texts.values() for word in set(words_of(text)))
            for tag, texts in corpus.items()
        }
        self._near: dict[str, list[Language]] = {}

    def check(self, segment: Segment, translation: str, language: Language) -> Iterator[Finding]:
        """Yield a warning where a translation seems to be that of a neighbour."""
        counts = self._counts.get(language.tag, Counter())
        counted = set(words_of(self._corpus.get(language.tag, {}).get(segment.id, "")))
        telling = set(words_of(translation)) - set(words_of(segment.source))
        own = {word for word in telling if counts[word] > (word in counted)}
        if language.tag not in self._near:
            self._near[language.tag] = list(self._neighbours(language))
        for neighbour in self._near[language.tag]:
            theirs = self._counts[neighbour.tag]
            foreign = {word for word in telling - own if theirs[word]}
            if len(foreign) >= _LEAST_WORDS and all(theirs[word] for word in own):
                yield Finding(
                    "catalog-neighbour",
                    f"it reads as {neighbour.english_name}: “{', '.join(sorted(foreign)[:4])}” "
                    "stand nowhere else in this catalog, and do in that one",
                    hint=f"is this the text of locales/{neighbour.folder}? If it is right: "
                    "# allow catalog-neighbour: …",
                    severity=Severity.WARNING,
                )
                return

    def _neighbours(self, language: Language) -> Iterator[Language]:
        """Yield the other languages of a script that have a catalog, but for English."""
        for other in map(get_language, self._counts):
            one_language = {language.tag.split("-")[0], "en"}
            if _script(other) == _script(language) and other.tag.split("-")[0] not in one_language:
                yield other


def _script(language: Language) -> str:
    return _SAME_SCRIPT.get(language.script.code, language.script.code)

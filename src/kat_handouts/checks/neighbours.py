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

RULE = "catalog-neighbour"
# Fewer may be the same in both languages: “Decidimos juntos” is Spanish and Portuguese.
_LEAST_WORDS = 3
# Naskh and Nastaliq are two styles of one script.
_SAME_SCRIPT = {"Aran": "Arab"}


class Neighbours:
    """The words of a language's catalog, and of those of its neighbours."""

    def __init__(self, language: Language, corpus: Corpus) -> None:
        script = _script(language)
        self._names = {
            tag: get_language(tag).english_name
            for tag in corpus
            if _script(get_language(tag)) == script
            and tag.split("-")[0] not in ("en", language.tag.split("-")[0])
        }
        self._own = _counted(corpus.get(language.tag, {}))
        self._theirs = {tag: _counted(corpus[tag]) for tag in self._names}

    def check(self, segment: Segment, translation: str) -> Iterator[Finding]:
        """Yield a warning where a translation seems to be that of a neighbour."""
        every = set(words_of(translation))
        # The text itself is one of those that were counted.
        own = {word for word in every if self._own[word] > 1}
        telling = every - set(words_of(segment.source))
        for tag, theirs in self._theirs.items():
            foreign = {word for word in telling - own if theirs[word]}
            native = {word for word in telling & own if not theirs[word]}
            if len(foreign) >= _LEAST_WORDS and not native:
                yield Finding(
                    RULE,
                    f"it reads as {self._names[tag]}: “{', '.join(sorted(foreign)[:4])}” stand "
                    "nowhere else in this catalog, and do in that one",
                    hint=f"is this the text of locales/{get_language(tag).folder}? If it is right: "
                    f"# allow {RULE}: …",
                    severity=Severity.WARNING,
                )
                return


def _script(language: Language) -> str:
    return _SAME_SCRIPT.get(language.script.code, language.script.code)


def _counted(texts: dict[str, str]) -> Counter[str]:
    """Return in how many texts each word stands."""
    return Counter(word for text in texts.values() for word in set(words_of(text)))

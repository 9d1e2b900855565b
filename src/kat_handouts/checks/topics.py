"""What the English texts say on each topic of ``content/wording.yaml``, sentence by sentence.

A sentence is on a topic where the topic's pattern is found in it. What is said in words that no
pattern knows, by a picture, or by two sentences together is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kat_handouts.checks.plain_language import SENTENCE_END
from kat_handouts.content.library import Library
from kat_handouts.content.vocabulary import word_pattern

# It names the topic and says nothing on it.
_ASKS = re.compile(r"\?$|^I (?:know|ask)\b")
_WORD = re.compile(r"[\w{}']+")
_TIME = re.compile(
    r"\b(\d+(?:\s?(?:to|or|–|-)\s?\d+)?) (minute|hour|day|week|month)s?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Statement:
    """A sentence on a topic, with the lengths of time in it and the levels that it calls for."""

    segment: str
    topic: str
    sentence: str
    times: frozenset[str]
    levels: frozenset[str]

    @property
    def words(self) -> str:
        """The sentence as it is compared with another."""
        return _compared(self.sentence)


def statements_of(library: Library) -> list[Statement]:
    """Return what the texts say on the topics, in reading order; questions say nothing."""
    topics = {
        key: re.compile(topic.pattern, re.IGNORECASE)
        for key, topic in library.wording.topics.items()
    }
    times = _times_named(library)
    levels: dict[str, re.Pattern[str]] = {
        level: word_pattern(words) for level, words in library.wording.levels.items()
    }
    return [
        Statement(segment.id, topic, sentence, times_of(sentence, times), _named(sentence, levels))
        for segment in library.segments.values()
        for sentence in SENTENCE_END.split(segment.source)
        if not _ASKS.search(sentence)
        for topic, pattern in topics.items()
        if pattern.search(sentence)
    ]


def _times_named(library: Library) -> dict[str, re.Pattern[str]]:
    return {key: word_pattern(words) for key, words in library.wording.times.items()}


def sentences_of(library: Library, segment: str) -> set[str]:
    """Return the sentences of a segment as they are compared with others."""
    return {_compared(one) for one in SENTENCE_END.split(library.segments[segment].source)}


def repeats(statement: Statement, said: Iterable[str]) -> bool:
    """Say whether a statement is one of the sentences, as they are compared.

    A heading, which has no room, may have a part of one, if it has no time.
    """
    is_title = statement.segment.endswith((".heading", ".title"))
    return any(
        statement.words == one
        or (is_title and not statement.times and f" {statement.words} " in f" {one} ")
        for one in said
    )


def times_in(library: Library, segments: Iterable[str]) -> frozenset[str]:
    """Return all lengths of time in some segments."""
    named = _times_named(library)
    return frozenset(
        time for id_ in segments for time in times_of(library.segments[id_].source, named)
    )


def times_of(sentence: str, named: dict[str, re.Pattern[str]]) -> frozenset[str]:
    """Return the lengths of time in a sentence: ``2 hour``, or the key of one in words."""
    figures = {f"{number} {unit.lower()}" for number, unit in _TIME.findall(sentence)}
    return frozenset(figures) | _named(sentence, named)


def _named(sentence: str, named: dict[str, re.Pattern[str]]) -> frozenset[str]:
    return frozenset(key for key, pattern in named.items() if pattern.search(sentence))


def _compared(sentence: str) -> str:
    # With figures and placeholders: they are what must not differ.
    return " ".join(_WORD.findall(sentence.casefold().replace("’", "'")))

"""Plain language: what a program can judge of whether a tired reader can follow the English text.

The limits are those of the NHS content style guide (sentences of up to 20 words, paragraphs of up
to 3 sentences, no capitals for emphasis) and of health-literacy practice (Flesch-Kincaid grade 6,
SMOG grade 8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt

import pyphen

from kat_handouts.checks.printed import Variant
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.content.text import PLACEHOLDERS, split_placeholders
from kat_handouts.model.errors import Finding, Severity

HIGHEST_HANDOUT_GRADE = 6.0
HIGHEST_HANDOUT_SMOG = 8.0
HIGHEST_PARAGRAPH_GRADE = 8.0
PARAGRAPH_WORDS = 30
LONGEST_SENTENCE = 20
MOST_SENTENCES = 3

# In words of a hundred. The handouts that were written first have 7 to 12.
LEAST_ADDRESS = 3.0
_ADDRESS = {"you", "your", "we", "us", "our", "i", "my", "me"}

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_VOWELS = re.compile(r"[aeiouy]+")
# An e that is written and not spoken: before some suffixes, in -ed and in -es.
_SILENT = re.compile(
    r"(?<=[aeiouy][^aeiouy])e(?=(?:ly|less|ness|ful|ment|thing|body|line|phones?|where)$)"
    r"|(?<![aeiouytd])e(?=d$)|(?<!(?:.[cgsxz]|[cs]h|[^aeiouy]l))(?<![aeiouy])e(?=s$)"
)
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")


@dataclass(frozen=True)
class Measure:
    """Counts of a text, from which its reading grade follows."""

    sentences: int
    words: int
    syllables: int
    # Words of three syllables and more.
    polysyllables: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.polysyllables + other.polysyllables,
        )

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: the US school year in which a text can be read.

        Source: Kincaid and others, 1975, Research Branch Report 8-75, Naval Technical Training.
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The SMOG grade: the US school year in which a text is understood whole.

        It is made for 30 sentences and more. Source: McLaughlin, 1969, SMOG Grading, a New
        Readability Formula, Journal of Reading 12(8).
        """
        if not self.sentences:
            return 0.0
        return 3.1291 + 1.0430 * sqrt(30 * self.polysyllables / self.sentences)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, its placeholders filled with their examples."""
    filled = "".join(
        words if name is None else PLACEHOLDERS[name].example
        for words, name in split_placeholders(text)
    )
    return [part for part in SENTENCE_END.split(filled) if _WORD.search(part)]


def count_words(text: str) -> int:
    """Return the number of words of a text; a number is one."""
    return len(_WORD.findall(text))


@cache
def measure(text: str) -> Measure:
    """Return the counts of a text. A list item without a full stop is one sentence."""
    parts = sentences(text)
    words = [word for part in parts for word in _WORD.findall(part)]
    counts = [syllables(word) for word in words]
    return Measure(len(parts), len(words), sum(counts), sum(count > 2 for count in counts))


@cache
def syllables(word: str) -> int:
    """Return the number of syllables of an English word, at least one.

    The larger of two counts, since hyphenation leaves out breaks near a word's ends and vowel
    groups join what is spoken apart. A number counts as one.
    """
    word = word.lower().strip("'’-")
    if not word or word[0].isdigit():
        return 1
    spoken = len(_VOWELS.findall(_SILENT.sub("", word)))
    if word.endswith("e") and not word.endswith(("le", "ee")) and spoken > 1:
        spoken -= 1
    return max(spoken, len(_hyphenation().positions(word)) + 1, 1)


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


def check_plain_language(
    library: Library, printed: dict[Variant, frozenset[str]]
) -> Iterator[Finding]:
    """Yield what is too hard to read: handouts, paragraphs and sentences.

    In a practical text that is a warning: a sign may say “STOP”, and a list of streets has a grade
    that means nothing.
    """
    for segment in library.segments.values():
        for finding in _check_segment(segment):
            if segment.is_practical and not segment.safety:
                finding = replace(finding, severity=Severity.WARNING)
            yield finding.at(file=segment.file, line=segment.line, segment=segment.id)
    for id_ in (id_ for id_, handout in library.handouts.items() if not handout.is_practical):
        for finding in _check_handout(library, id_, printed):
            file = library.handout_file(id_).name
            yield finding.at(file=file, line=1, handout=id_)


def _check_handout(
    library: Library, id_: str, printed: dict[Variant, frozenset[str]]
) -> Iterator[Finding]:
    measures = measures_of(library, id_, printed)
    grade = max((one.grade for one in measures), default=0.0)
    if grade > HIGHEST_HANDOUT_GRADE:
        yield Finding(
            "plain-handout-grade",
            f"the handout reads at grade {grade:.1f}; the limit is {HIGHEST_HANDOUT_GRADE:g}",
            hint="use shorter words and shorter sentences",
        )
    smog = max((one.smog for one in measures), default=0.0)
    if smog > HIGHEST_HANDOUT_SMOG:
        yield Finding(
            "plain-handout-smog",
            f"the handout’s SMOG grade is {smog:.1f}; the limit is {HIGHEST_HANDOUT_SMOG:g}",
            hint="use fewer words of three syllables and more",
        )
    share = address_share(library, id_)
    if share < LEAST_ADDRESS:
        yield Finding(
            "plain-address",
            f"{share:.1f} of 100 words speak to the reader (you, we, I); {LEAST_ADDRESS:g} are the "
            "least",
            hint="say to the reader what to do: “Tell us”, “you can”",
        )


def measures_of(
    library: Library, handout: str, printed: dict[Variant, frozenset[str]]
) -> list[Measure]:
    """Return the counts of a handout as each region prints it for all routes."""
    return [
        handout_measure(library, ids)
        for (id_, route, _), ids in printed.items()
        if id_ == handout and route is None
    ]


def handout_measure(library: Library, ids: Iterable[str]) -> Measure:
    """Return the counts of what a sheet prints, as a whole."""
    return sum((measure(library.segments[id_].source) for id_ in ids), Measure(0, 0, 0))


def address_share(library: Library, handout: str) -> float:
    """Return how many of 100 words of a handout's own texts speak to the reader or of the team."""
    words = [
        word.lower()
        for segment in library.segments.values()
        if segment.id.startswith(f"{handout}.")
        for word in _WORD.findall(segment.source)
    ]
    return 100 * sum(word in _ADDRESS for word in words) / max(len(words), 1)


def _check_segment(segment: Segment) -> Iterator[Finding]:
    parts = sentences(segment.source)
    for part in parts:
        count = count_words(part)
        if count > LONGEST_SENTENCE:
            yield Finding(
                "plain-sentence",
                f"a sentence of {count} words; {LONGEST_SENTENCE} are the most",
                hint="make two sentences of it",
            )
    if len(parts) > MOST_SENTENCES:
        yield Finding(
            "plain-paragraph",
            f"a text of {len(parts)} sentences; {MOST_SENTENCES} are the most",
            hint="make two paragraphs or a list of it",
        )
    counts = measure(segment.source)
    if counts.words >= PARAGRAPH_WORDS and counts.grade > HIGHEST_PARAGRAPH_GRADE:
        yield Finding(
            "plain-grade",
            f"the text reads at grade {counts.grade:.1f}; the limit is {HIGHEST_PARAGRAPH_GRADE:g}",
            hint="use shorter words and shorter sentences",
        )
    for word in _CAPITALS.findall(segment.source):
        yield Finding(
            "plain-capitals",
            f"“{word}” stands in capitals",
            hint="write it small; an abbreviation is explained, or allowed with a reason",
        )

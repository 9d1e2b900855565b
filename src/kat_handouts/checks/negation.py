"""A negation that a safety text has lost or gained: “Drive” for “Do not drive”.

The English says whether there is one, and the other languages say whether such a text can be put
otherwise (“an overactive thyroid that is not treated”): a warning is given where nearly all of them
have a negation and this one has none, or none has and this one does. One of two that is lost is not
seen, nor one that stands at the wrong word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kat_handouts.checks.orthography import NEGATORS
from kat_handouts.checks.words import Corpus, words_of
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Finding, Severity

_ENGLISH = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|cannot|without|neither|nor)\b|n['’]t\b", re.IGNORECASE
)
# The shares of the other languages that have a negation, from which on this one must, or must not.
_ALL_BUT_FEW, _NEXT_TO_NONE = 0.95, 0.06
# Fewer languages prove nothing.
_LEAST_LANGUAGES = 5


class Negations:
    """Which texts have a negation, in each language whose words for it are known."""

    def __init__(self, corpus: Corpus) -> None:
        known = {tag: corpus[tag] for tag in corpus.keys() & NEGATORS.keys()}
        self._texts = {tag: set(texts) for tag, texts in known.items()}
        self._may = {tag: _of(texts, tag, may_negate) for tag, texts in known.items()}
        self._do = {tag: _of(texts, tag, negates) for tag, texts in known.items()}

    def check(self, segment: Segment, translation: str, tag: str) -> Iterator[Finding]:
        """Yield a warning where a safety text has lost or gained a negation."""
        others = [one for one in self._texts if one != tag and segment.id in self._texts[one]]
        if not segment.safety or tag not in NEGATORS or len(others) < _LEAST_LANGUAGES:
            return
        is_negated = bool(_ENGLISH.search(segment.source))
        counted = self._may if is_negated else self._do
        share = sum(segment.id in counted[one] for one in others) / len(others)
        if is_negated and share >= _ALL_BUT_FEW and not may_negate(translation, tag):
            yield _warning(
                "the English text says “not” or “no”, and nothing in the translation does",
                "put the negation back",
            )
        if not is_negated and share <= _NEXT_TO_NONE and negates(translation, tag):
            yield _warning(
                "the translation has a negation, and neither the English text nor the other "
                "languages have one",
                "take the negation out",
            )


def _of(texts: dict[str, str], tag: str, has: Callable[[str, str], bool]) -> set[str]:
    return {id_ for id_, text in texts.items() if has(text, tag)}


def negates(text: str, tag: str) -> bool:
    """Say whether a text has a word that does nothing else than negate."""
    return _has(text, NEGATORS[tag][0])


def may_negate(text: str, tag: str) -> bool:
    """Say whether a text has a word that negates, or that can."""
    return _has(text, " ".join(NEGATORS[tag]))


def _has(text: str, forms: str) -> bool:
    words = words_of(text)
    whole = set(words)
    for form in forms.split():
        part = form.strip("-").casefold()
        if form.startswith("-"):
            found = part in text.casefold()
        elif form.endswith("-"):
            found = any(word.startswith(part) for word in words)
        else:
            found = part in whole
        if found:
            return True
    return False


def _warning(message: str, hint: str) -> Finding:
    return Finding(
        "catalog-negation",
        message,
        hint=f"{hint}; if the language says it otherwise: # allow catalog-negation: …",
        severity=Severity.WARNING,
    )

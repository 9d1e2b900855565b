"""Hype, promises and stigma: words that a handout does not use, from ``content/wording.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kat_handouts.content.library import Library
from kat_handouts.content.schema import WordRule
from kat_handouts.errors import Finding


def check_wording(library: Library) -> Iterator[Finding]:
    """Yield each forbidden word of the English texts, with what to say instead and why."""
    patterns = [(rule, _pattern(rule)) for rule in library.wording.rules.values()]
    for segment in library.segments.values():
        for rule, pattern in patterns:
            id_ = f"wording-{rule.kind}"
            for found in pattern.findall(segment.source):
                if id_ not in segment.allow:
                    yield Finding(
                        id_,
                        f"“{found}” is not a word for a handout: {rule.why}",
                        hint=f"instead: {rule.instead}",
                        file=segment.file,
                        line=segment.line,
                        segment=segment.id,
                    )


def _pattern(rule: WordRule) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(rule.words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)

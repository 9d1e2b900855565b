"""Practical handouts: what they tell of treatment after all, and would go unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kat_handouts.content.library import Library
from kat_handouts.model.errors import Finding, Severity

_OF_TREATMENT = re.compile(
    r"\b(?:doses?|mg|milligrams?|medicines?|medications?|tablets?|side effects?|symptoms?|"
    r"(?:do not|don['’]t) (?:eat|drink|drive|take))\b",
    re.IGNORECASE,
)


def check_practical(library: Library) -> Iterator[Finding]:
    """Yield a warning for each practical text that seems to tell of treatment."""
    for segment in library.segments.values():
        found = _OF_TREATMENT.search(segment.source)
        if segment.is_practical and not segment.safety and found:
            yield Finding(
                "practical-text",
                f"“{found[0]}” seems to tell of treatment, and a practical text is not checked as "
                "such",
                hint="mark the text with safety: true, or take the line “kind: practical” out",
                severity=Severity.WARNING,
                file=segment.file,
                line=segment.line,
                segment=segment.id,
            )

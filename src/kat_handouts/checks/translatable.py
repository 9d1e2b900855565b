"""English that many languages cannot say in the same way, as ``content/wording.yaml`` lists it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kat_handouts.content.library import Library
from kat_handouts.model.errors import Finding, Severity


def check_translatable(library: Library) -> Iterator[Finding]:
    """Yield each wording that is hard to translate, with a better one.

    In a practical text that is a warning.
    """
    for hard in library.wording.hard_to_translate.values():
        pattern = re.compile(hard.pattern, re.IGNORECASE)
        for segment in library.segments.values():
            if found := pattern.search(segment.source):
                is_mild = segment.is_practical and not segment.safety
                yield Finding(
                    "hard-to-translate",
                    f"“{found[0].strip()}” is hard to translate: {hard.why}",
                    hint=f"instead: {hard.instead}",
                    severity=Severity.WARNING if is_mild else Severity.ERROR,
                    file=segment.file,
                    line=segment.line,
                    segment=segment.id,
                )

"""Notes for translators: no text with a risky word goes out without one."""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.content.library import Library
from kat_handouts.content.names import GLOSSARY
from kat_handouts.content.vocabulary import word_pattern
from kat_handouts.model.errors import Finding


def check_notes(library: Library) -> Iterator[Finding]:
    """Yield each text with a term that the glossary calls risky, and no note on it anywhere.

    Of a term with a note in the glossary every text has it (`kat_handouts.content.term_notes`).
    What the note of a text's own says is not looked at.
    """
    for term in library.glossary.terms.values():
        if not term.risky or term.note:
            continue
        pattern = word_pattern(term.forms)
        for segment in library.segments.values():
            if (found := pattern.search(segment.source)) and not segment.note:
                yield Finding(
                    "note-missing",
                    f"“{found[0]}” comes out wrong in translation, and no note says what it means",
                    hint=f"add “note:” to the term in {GLOSSARY}, or to this text",
                    file=segment.file,
                    line=segment.line,
                    segment=segment.id,
                )

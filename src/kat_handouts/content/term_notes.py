"""Notes for translators on words that come out wrong: the glossary's, on every text with the word.

So no author has to think of them, and a text that is written anew has them at once.
"""

from __future__ import annotations

from dataclasses import replace

from kat_handouts.content.segments import Segment
from kat_handouts.content.vocabulary import Glossary, word_pattern


def add_term_notes(segments: dict[str, Segment], glossary: Glossary) -> None:
    """Give each segment the notes of the glossary's terms that stand in it."""
    noted = [term for term in glossary.terms.values() if term.note]
    if not noted:
        return
    # Most texts have none of them.
    some = word_pattern([form for term in noted for form in term.forms])
    patterns = [(word_pattern(term.forms), term.note) for term in noted]
    for id_, segment in segments.items():
        if some.search(segment.source):
            notes = dict.fromkeys(note for one, note in patterns if one.search(segment.source))
            segments[id_] = replace(segment, term_notes=tuple(notes))

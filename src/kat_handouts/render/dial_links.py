"""Numbers to call within running text, as links that a phone dials."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain

from markupsafe import Markup, escape

from kat_handouts.model.document import Document
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.phone import dialled
from kat_handouts.typography.numbers import NO_BREAK_SPACE, NUMBER_RUN

_UNSEEN = f"[{''.join(map(chr, INVISIBLE))}]*"
# Where words stand without spaces, a letter may touch a number.
_WORD_BEFORE = re.compile(rf"[0-9A-Za-z]{_UNSEEN}\Z")
_WORD_AFTER = re.compile(f"{_UNSEEN}[0-9A-Za-z]")
_SPACE = f"[ {NO_BREAK_SPACE}]"


def numbers_to_call(document: Document) -> frozenset[str]:
    """Return every number of a document that can be called, as it is printed."""
    own = chain.from_iterable(document.clinic.phones.values())
    numbers = {document.emergency_number, *document.values(), *(phone.number for phone in own)}
    bare = (number.translate(INVISIBLE).replace(NO_BREAK_SPACE, " ").strip() for number in numbers)
    return frozenset(number for number in bare if dialled(number))


def with_dial_links(words: str, numbers: Collection[str]) -> Markup:
    """Return words as HTML in which each of the numbers is a link.

    A number that is part of a longer one, or of a length of time or a dose, is left as it is:
    ``112 mg`` calls nobody.
    """
    if not numbers:
        return escape(words)
    runs = [match.span() for match in NUMBER_RUN.finditer(words)]
    done, end = Markup(), 0
    for found in _pattern(numbers).finditer(words):
        start, stop = found.span()
        within = any(one < start < other or one < stop < other for one, other in runs)
        if within or _WORD_BEFORE.search(words, end, start) or _WORD_AFTER.match(words, stop):
            continue
        link = Markup('<a class="call" dir="ltr" href="tel:{}">{}</a>')
        done += escape(words[end:start]) + link.format(dialled(found[0]), found[0])
        end = stop
    return done + escape(words[end:])


def _pattern(numbers: Collection[str]) -> re.Pattern[str]:
    longest_first = sorted(numbers, key=lambda number: (-len(number), number))
    written = (
        _UNSEEN.join(_SPACE if sign == " " else re.escape(sign) for sign in number)
        for number in longest_first
    )
    return re.compile("|".join(written))

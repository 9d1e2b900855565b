"""Put zero-width spaces where a line may end, for scripts that are written without spaces.

Pango finds no break in Khmer and lets the line run off the page; ICU's dictionaries find them. They
do not know the words of these handouts: ICU cuts ketamine in three. So no line ends within a word
of the language's glossary, nor between a negation and what it negates: a line that begins with
“drive” is read as an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

import budoux
from icu4py.breakers import LineBreaker

from kat_handouts.model.invisible import WORD_JOINER
from kat_handouts.model.languages import Language

ZERO_WIDTH_SPACE = "\u200b"
_SPACES = frozenset(" \t\n\u00a0\u200b")

# What takes the next word along, and what goes with the word before: negations with their
# auxiliaries, particles that are no word of their own, marks of repetition.
_JOINED: dict[str, tuple[str, str]] = {
    "km": ("កុំ មិន គ្មាន ពុំ មិនត្រូវ មិនអាច មិនគួរ មិនបាន", "ទេ ៗ"),
    "lo": ("ຫ້າມ ບໍ່ ຢ່າ ບໍ່ຕ້ອງ ບໍ່ຄວນ", "ບໍ່ໄດ້ ໆ"),
    "my": ("မ", "ပါ နှင့် နဲ့ ဘူး ဘဲ သေး"),
    "th": ("ห้าม ไม่ อย่า งด ไม่ต้อง ไม่ควร ไม่สามารถ", "ไม่ได้ ๆ"),
}


def insert_line_breaks(text: str, language: Language, unbroken: Sequence[str] = ()) -> str:
    """Return the text with a zero-width space at each place between letters where a line may end.

    Where ICU would end one and the language does not, a word joiner tells browsers so: within the
    words of `unbroken`, and at negations. Nothing else changes, and languages whose breaks Pango
    finds come back as they are.
    """
    if language.script.line_breaks != "icu" or not text:
        return text
    kept = _inner_places(text, unbroken)
    may_not = _no_break(language.tag)
    marked, place = "", 0
    for piece in _pieces(text, language):
        if marked and marked[-1] not in _SPACES and piece[0] not in _SPACES:
            joins = place in kept or bool(may_not and may_not.match(text, place))
            marked += WORD_JOINER if joins else ZERO_WIDTH_SPACE
        marked += piece
        place += len(piece)
    return marked


def _pieces(text: str, language: Language) -> Iterator[str]:
    """Yield the text in pieces, where a line may end by ICU, and in Thai by BudouX too."""
    ends = _ends(LineBreaker(text, language.tag))
    if language.script.code == "Thai":
        # Each cuts words that the other knows.
        seen_by_both = {*_ends(_thai_phrases().parse(text))}
        ends = [end for end in ends if end in seen_by_both]
    start = 0
    for end in ends:
        yield text[start:end]
        start = end


def _ends(pieces: Iterable[str]) -> list[int]:
    return list(accumulate(map(len, pieces)))


@cache
def _thai_phrases() -> budoux.Parser:
    return budoux.load_default_thai_parser()


def _inner_places(text: str, words: Sequence[str]) -> set[int]:
    """Return the places within each occurrence of the words."""
    places: set[int] = set()
    for word in words:
        start = text.find(word)
        while start >= 0:
            places.update(range(start + 1, start + len(word)))
            start = text.find(word, start + 1)
    return places


@cache
def _no_break(tag: str) -> re.Pattern[str] | None:
    """Return what matches where no line may end."""
    if tag not in _JOINED:
        return None
    before, after = _JOINED[tag]
    behind = "|".join(f"(?<={word})" for word in before.split())
    ahead = "|".join(f"(?={word})" for word in after.split())
    return re.compile(f"{behind}|{ahead}")

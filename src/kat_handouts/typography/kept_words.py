"""Keep on one line what a reader takes in at once: “1 in 10”, a verb and its “not”, the last words.

A line that holds nothing but “not.” is read as an afterthought, or not at all. Nothing but spaces
changes: they become no-break spaces.
"""

from __future__ import annotations

import re
import unicodedata

from kat_handouts.model.invisible import POP_ISOLATE
from kat_handouts.typography.numbers import NO_BREAK_SPACE

# Negations that stand behind what they negate, by language.
_NEGATED_BEFORE = {
    "am": "የለም አይደለም",
    "bn": "না নয় নেই নাই নি",
    "fa": "نیست",
    "gu": "નથી નહીં નહિ",
    "hi": "नहीं",
    "ka": "არა",
    "ko": "마세요 마십시오 않습니다 않았습니다 아닙니다 없습니다",
    "pa": "ਨਹੀਂ",
    "ta": "வேண்டாம் கூடாது இல்லை மாட்டேன்",
    "te": "వద్దు కాదు లేదు కూడదు",
    "tr": "değil değildir yok yoktur",
    "ur": "نہیں",
}
# Negations of one syllable that stand in front, where another word order is usual.
_NEGATED_AFTER = {"ko": "안 못"}

# Letters and digits, without vowel signs, of a word that looks lost on a line of its own.
_SHORT = 4
# Of a word that may be bound to it: longer ones leave a hole at the end of the line before.
_BINDABLE = 16
# A text of fewer words is a label.
_FEWEST_WORDS = 4

_SENTENCE_ENDS = ".!?।။។۔؟։።"
_BETWEEN = r"[^\W\d_]{1,6}"
# 1 in 10, 1 de cada 100: numbers with a short word or two between them.
_OUT_OF = re.compile(
    rf"\d{POP_ISOLATE}?[ {NO_BREAK_SPACE}]{_BETWEEN}(?: {_BETWEEN})? (?=\S?\d)",
)


def keep_words_together(text: str, tag: str, *, ends: bool) -> str:
    """Return a text in a language whose spaces do not break where they must not.

    `ends` says that a paragraph ends with the text. A text that was kept already comes back
    unchanged.
    """
    text = _OUT_OF.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)
    words = text.split(" ")
    behind, in_front = (
        frozenset(negations.get(tag, "").split()) for negations in (_NEGATED_BEFORE, _NEGATED_AFTER)
    )
    kept = words[0]
    for place, word in enumerate(words[1:], start=1):
        before = words[place - 1]
        is_last = ends and place == len(words) - 1 and len(words) >= _FEWEST_WORDS
        is_short = _length(word) <= _SHORT and NO_BREAK_SPACE not in word
        binds = 0 < _length(before) <= _BINDABLE and (
            _bare(word) in behind
            or _bare(before) in in_front
            or (is_short and (is_last or _is_number_at_an_end(word)))
        )
        kept += (NO_BREAK_SPACE if binds else " ") + word
    return kept


def _is_number_at_an_end(word: str) -> bool:
    return word[-1:] in {*_SENTENCE_ENDS} and any(char.isdigit() for char in word)


def _bare(word: str) -> str:
    return "".join(char for char in word if unicodedata.category(char)[0] in "LNM")


def _length(word: str) -> int:
    return sum(unicodedata.category(char)[0] in "LN" for char in word)

"""Compare the numbers of a translation with those of the English, as a reader sees them.

Each number must be there with its value, and in the order of the English, so that “2 hours … 30
minutes” cannot change places; “1 in 10” may come as “of 10, 1”. Nothing may stand at a number that
makes another of it. A number that one side spells out in words is not seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from kat_handouts.content.text import split_placeholders
from kat_handouts.model.errors import Finding
from kat_handouts.model.languages import SOURCE_TAG, get_language
from kat_handouts.typography.cldr import cldr_locale, multipliers
from kat_handouts.typography.digits import (
    BURMESE_WA,
    LOOKALIKES,
    in_european_digits,
    is_han_number,
    is_odd_number,
    known_zeros,
    zero_of,
)
from kat_handouts.typography.numbers import number_runs

# Each number to call shows as one that no text has; any other value as one character.
_TO_CALL = {"emergency_number": "9900990", "clinic_phone": "9901990"}
_VALUE = "\ufffc"
_SHOWN = {stand_in: f"{{{name}}}" for name, stand_in in _TO_CALL.items()}
# A text without any of these has no number that could be another one.
_COUNTED = re.compile(rf"[\d{_VALUE}]")


def number_faults(source: str, translation: str, tag: str) -> list[Finding]:
    """Return what is wrong with the numbers of a translation into the language of a tag."""
    english, printed = _as_printed(source), _as_printed(translation)
    if not _COUNTED.search(english + printed):
        return [_at_number(words) for words in _odd_numbers(english, printed)]
    script = get_language(tag).script.code
    problems = [
        *_odd_numbers(english, printed),
        *_strange_digits(printed, script),
        *_lookalikes(english, printed),
        *_signs(english, printed),
        *_glued(english, printed),
        *_multiplied(english, printed, tag),
    ]
    findings = [_at_number(words) for words in dict.fromkeys(problems)]
    return [*findings, *_differences(english, printed, tag)]


def _at_number(words: str) -> Finding:
    hint = "write every number in digits, as the English has it, and nothing at it but a space"
    return Finding("catalog-number", _readable(words), hint=hint)


def _as_printed(text: str) -> str:
    """Return a text with stand-ins for its placeholders, without what nobody sees."""
    joined = "".join(
        words if name is None else _TO_CALL.get(name, _VALUE)
        for words, name in split_placeholders(text)
    )
    if joined.isprintable():  # It holds nothing of the category Cf.
        return joined
    unseen = {ord(char): None for char in set(joined) if unicodedata.category(char) == "Cf"}
    return joined.translate(unseen) if unseen else joined


def _readable(words: str) -> str:
    for stand_in, name in _SHOWN.items():
        words = words.replace(stand_in, name)
    return words.replace(_VALUE, "{…}")


def _odd_numbers(english: str, printed: str) -> Iterator[str]:
    for char in dict.fromkeys(printed):
        if is_odd_number(char) and char not in english:
            yield f"“{char}” (U+{ord(char):04X}) is a number to a reader, and none to a program"
    for match in re.finditer(r"\d ?(\D)|(\D) ?(?=\d)", printed):
        char = match[1] or match[2]
        if is_han_number(char):
            yield f"“{match[0]}” is another number than its digits"


def _strange_digits(printed: str, script: str) -> Iterator[str]:
    known = known_zeros(script)
    for run in re.findall(r"\d+", printed):
        zeros = {zero_of(char) for char in run}
        if len(zeros) > 1:
            yield f"“{run}” mixes the digits of two scripts"
        elif not zeros <= set(known):
            yield f"readers of the language do not know the digits of “{run}”"


# A letter of a word, and the signs above and below letters.
_MARKED = r"[^\W\d_]|[\u0300-\u036f\u102b-\u103e]"
_LOOKALIKE = re.compile(
    rf"\w*(?:\d[{re.escape(LOOKALIKES)}]|[{re.escape(LOOKALIKES)}]\d)\w*"
    rf"|\d+{BURMESE_WA}(?!{_MARKED})\d*|(?<!{_MARKED}){BURMESE_WA}\d+"
)


def _lookalikes(english: str, printed: str) -> Iterator[str]:
    for match in _LOOKALIKE.finditer(printed):
        if match[0] not in english:
            yield f"“{match[0]}” has a letter in the place of a digit"


# What makes another number of the one that follows, or that stands before.
_BEFORE = re.compile(r"((?<!\w)[-−‐‑–]|(?<!\d)[.,٫٬]|[+±~≈<>≤≥×÷*#=^/\\])(?=\d)")
_AFTER = re.compile(r"(?<=\d)[‰‱°^×÷*#=±\\]")


def _signs(english: str, printed: str) -> Iterator[str]:
    for pattern, place in ((_BEFORE, "before"), (_AFTER, "after")):
        more = Counter(pattern.findall(printed)) - Counter(pattern.findall(english))
        for sign in more:
            yield f"“{sign}” stands {place} a number, which the English has not"


_ALPHABETIC = r"A-Za-zÀ-ɏͰ-ӿḀ-ỿ"
_LETTER_AT_CALL = re.compile(
    rf"[{_ALPHABETIC}](?:{'|'.join(_SHOWN)})|(?:{'|'.join(_SHOWN)})[{_ALPHABETIC}]"
)
_PIECES = "|".join((*_SHOWN, _VALUE))


def _glued(english: str, printed: str) -> Iterator[str]:
    for match in _LETTER_AT_CALL.finditer(printed):
        yield f"“{match[0]}”: a letter stands at a number to call"
    for match in re.finditer(rf"\d{_VALUE}|{_VALUE}\d", printed):
        if match[0] not in english:
            yield f"“{match[0]}”: a digit stands at a value"
    for match in re.finditer(rf"(?:{_PIECES})(?={_PIECES})", printed):
        if match[0] not in english:
            yield "two placeholders stand with nothing between them"


def _multiplied(english: str, printed: str, tag: str) -> Iterator[str]:
    if _multiplied_pattern(SOURCE_TAG).search(english):
        return
    for match in _multiplied_pattern(tag).finditer(printed):
        yield f"“{match[0]}” is another number than its digits"


@cache
def _multiplied_pattern(tag: str) -> re.Pattern[str]:
    words, letters = multipliers(tag)
    ends = r"(?![^\W\d_])"
    unspaced = get_language(tag).script.line_breaks == "icu"
    forms = [
        re.escape(word) + ("" if unspaced or word > "\u2e7f" or len(word) > 3 else ends)
        for word in sorted(words, key=len, reverse=True)
    ]
    spaced = rf"[\s\u00a0]?(?:{'|'.join(forms)})" if forms else r"(?!)"
    # K is written for thousands far beyond English.
    glued = rf"[{''.join({*letters, *'Kk'})}]{ends}"
    return re.compile(rf"\d(?:{spaced}|{glued})")


_SHARE = re.compile(r"([\d,]*\d) (?:in|of|out of) ([\d,]*\d)")


def _differences(english: str, printed: str, tag: str) -> list[Finding]:
    wanted, there = _digits(english), _digits(printed)
    if _calls(wanted) != _calls(there):
        # A missing placeholder is reported as one.
        wanted, there = ([run for run in runs if run not in _SHOWN] for runs in (wanted, there))
    expected = [_key(run) for run in wanted]
    forms = [_key(run) for run in there], [_key(_in_english(run, tag)) for run in there]
    found = next((form for form in forms if Counter(form) == Counter(expected)), None)
    if found is None:
        words = f"English has {_listed(wanted)}, the translation {_listed(there)}"
        return [
            Finding(
                "catalog-number",
                _readable(f"the numbers differ: {words}"),
                hint="every number must stand in the translation, in digits, with the same value",
            )
        ]
    if found in _orders(english, expected):
        return []
    words = f"English has {_listed(wanted, ' … ')}, the translation {_listed(there, ' … ')}"
    return [
        Finding(
            "catalog-number-order",
            _readable(f"the numbers have changed places: {words}"),
            hint="give each number back to what it counts; where the language must turn them "
            "round, say so: # allow catalog-number-order: …",
        )
    ]


def _calls(runs: list[str]) -> Counter[str]:
    return Counter(run for run in runs if run in _SHOWN)


def _orders(english: str, expected: list[str]) -> list[list[str]]:
    """Return the orders that numbers may come in: “1 in 10” may be turned round."""
    orders = [list(expected)]
    start = 0
    for share in _SHARE.findall(in_european_digits(english)):
        pair = [_key(part) for part in share]
        while start < len(expected) and expected[start : start + 2] != pair:
            start += 1
        turned = [[*order[:start], *pair[::-1], *order[start + 2 :]] for order in orders]
        orders += turned if start < len(expected) else []
    return orders


def _digits(text: str) -> list[str]:
    """Return the numbers of a text in order, in European digits and signs, without spaces."""
    text = in_european_digits(text).replace("٬", ",").replace("٫", ".").replace("٪", "%")
    # Turkish and Basque write the percent sign first.
    text = re.sub(r"%[\s\u00a0]?(\d[\d.,]*)", r"\1%", text)
    return ["".join(run.split()) for run in number_runs(text)]


_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})+(?!\d)")


def _in_english(run: str, tag: str) -> str:
    """Return a number run with the language's signs for thousands and decimals as English has them.

    1.000,5 becomes 1,000.5 in German, and stays what it is where it is no number of that language.
    """
    group, decimal = _group_and_decimal(tag)
    if group == "," or group.isspace():
        return run if group == "," else run.replace(decimal, ".")
    swapped = _GROUPED.sub(
        lambda match: match[0].replace(group, "\0") if match[1] == group else match[0], run
    )
    return swapped.replace(decimal, ".").replace("\0", ",")


def _key(run: str) -> str:
    """Return a number run without the signs between its thousands; Indian languages have more.

    1,000 and 1000 are the same number: Spanish and Polish put no sign before 10 000 (CLDR).
    """
    return re.sub(r"^\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)", lambda it: it[0].replace(",", ""), run)


@cache
def _group_and_decimal(tag: str) -> tuple[str, str]:
    symbols = cldr_locale(tag, "").number_symbols.get("latn", {})
    return symbols.get("group", ","), symbols.get("decimal", ".")


def _listed(runs: list[str], sign: str = ", ") -> str:
    return sign.join(runs) or "none"

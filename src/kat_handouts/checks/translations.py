"""Translations: what a program can see in a text without knowing its language.

Each finding is excepted by a comment of the translator, with a reason:
``# allow catalog-copy: the line has this name everywhere``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont

from kat_handouts.catalogs.catalog import Catalog
from kat_handouts.catalogs.entries import Entry
from kat_handouts.checks.exceptions import is_excepted_in_catalog
from kat_handouts.checks.orthography import (
    CLOSING,
    DOUBLED,
    ENDS,
    FOREIGN_LETTERS,
    FOREIGN_WORDS,
    NO_FULL_STOP,
    OPENING,
    SCRIPTS,
)
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.model.languages import Language
from kat_handouts.typography.fonts import find_font

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENGLISH = re.compile(r"[A-Za-z](?:[A-Za-z'’ .-]*[A-Za-z])?")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def check_translation(language: Language, segment: Segment, translation: str) -> Iterator[Finding]:
    """Yield what looks wrong with one translation. Errors in safety text are warnings elsewhere."""
    source = segment.source
    if translation != translation.strip() or "  " in translation:
        yield _warn(
            "catalog-space",
            "there is a space at an end, or two in a row",
            "delete it; the layout makes the space",
        )
    yield from _ends(language, source, translation)
    yield from _doubled(language, source, translation)
    yield from _brackets(translation)
    yield from _copied(language, segment, translation)
    yield from _letters(language, segment, translation)
    for word in _foreign_words(language, translation):
        yield _warn(
            "catalog-letters",
            f"{language.english_name} does not write “{word}”",
            "is this another country's kind of the language?",
        )
    if segment.room and len(_PLACEHOLDER.sub("", translation)) > segment.room:
        yield _warn(
            "catalog-length",
            f"{len(translation)} characters; about {segment.room} fit where it stands",
            "find a shorter word; the sheet may take another line",
        )


def _warn(rule: str, message: str, hint: str, *, is_error: bool = False) -> Finding:
    return Finding(
        rule, message, hint=hint, severity=Severity.ERROR if is_error else Severity.WARNING
    )


def _ends(language: Language, source: str, translation: str) -> Iterator[Finding]:
    ends = ENDS.get(source[-1])
    last = translation.rstrip()[-1:]
    if source[-1] == "." and language.script.code in NO_FULL_STOP:
        return
    if source[-1] == "?" and "՞" in translation:
        return  # Armenian asks within the word that is asked for.
    if ends and last not in ends:
        yield _warn(
            "catalog-punctuation",
            f"the English text ends with “{source[-1]}”, the translation with “{last}”",
            f"end it with one of {' '.join(dict.fromkeys(ends))}",
        )
    elif not ends and source[-1].isalpha() and last in ".。។።။։":
        yield _warn(
            "catalog-punctuation",
            f"the English text has no full stop, the translation ends with “{last}”",
            "it is a line of a list or a title: leave the full stop out",
        )


def _doubled(language: Language, source: str, translation: str) -> Iterator[Finding]:
    allowed = {word.lower() for word in _WORD.findall(source)}
    allowed |= set(DOUBLED.get(language.tag, ()))
    for first, second in pairwise(translation.lower().split()):
        # A word of \w would end at a vowel sign, so what follows the letters is cut off instead.
        word = second.rstrip("".join(c for c in second if unicodedata.category(c)[0] == "P"))
        if first == word and len(word) > 1 and word[0].isalpha() and word not in allowed:
            yield _warn(
                "catalog-doubled-word",
                f"“{first} {word}” stands twice in a row",
                "delete one, or say why it stays: # allow catalog-doubled-word: …",
            )


def _brackets(translation: str) -> Iterator[Finding]:
    opened: list[str] = []
    for char in translation:
        if char in OPENING:
            opened.append(CLOSING[OPENING.index(char)])
        elif char in CLOSING and (not opened or opened.pop() != char):
            opened = ["?"]
            break
    quotes = Counter(char for char in translation if char in "„“”«»")
    # Polish and Romanian open with „ and close with ”, Georgian and Bulgarian with “.
    low, high = quotes["„"], quotes["“"] + quotes["”"]
    bilingual = low == high if low else quotes["“"] == quotes["”"]
    if opened or not bilingual or quotes["«"] != quotes["»"]:
        yield _warn(
            "catalog-brackets",
            "a bracket or a quotation mark has no partner",
            "close it, or delete it",
        )


def _copied(language: Language, segment: Segment, translation: str) -> Iterator[Finding]:
    words = _WORD.findall(_PLACEHOLDER.sub("", segment.source))
    if translation == segment.source and len(words) > 1 and not language.is_english:
        yield _warn(
            "catalog-copy",
            "the translation is the English text",
            "translate it, or empty it",
            is_error=segment.safety,
        )


def _letters(language: Language, segment: Segment, translation: str) -> Iterator[Finding]:
    expected = SCRIPTS.get(language.script.code, {language.script.code})
    bare = _PLACEHOLDER.sub("", translation)
    strange: list[str] = []
    counts: Counter[str] = Counter()
    for word in _WORD.findall(_ENGLISH.sub(lambda match: _kept(match, segment), bare)):
        found = {scripts.script(char) for char in word} - {"Zyyy", "Zinh"}
        counts.update(found)
        if found - expected:
            strange.append(word)
    if strange:
        yield _warn(
            "catalog-script",
            f"“{', '.join(dict.fromkeys(strange))}” is not in the script of the language",
            "write it in the language's script, or as it stands in the English text",
            is_error=segment.safety,
        )
    if counts and not expected & counts.keys() and len(_WORD.findall(bare)) > 1:
        yield _warn(
            "catalog-language",
            f"nothing of it is in the script of {language.english_name}",
            "is this the translation of another language?",
            is_error=True,
        )
    foreign = [char for char in FOREIGN_LETTERS.get(language.tag, "") if char in bare]
    foreign += _other_han(language, bare)
    if foreign:
        yield _warn(
            "catalog-letters",
            f"{language.english_name} does not write {' '.join(dict.fromkeys(foreign))}",
            "is this the translation of another language in the same script?",
            is_error=segment.safety,
        )


def _foreign_words(language: Language, translation: str) -> list[str]:
    words = FOREIGN_WORDS.get(language.tag, ())
    return [word for word in words if re.search(rf"(?<!\w){word}s?(?!\w)", translation, re.I)]


def _kept(match: re.Match[str], segment: Segment) -> str:
    """Return nothing for a name or an abbreviation of the English text, or what stands in brackets.

    An abbreviation may stand without its English plural: MAOI for MAOIs.
    """
    words = match[0]
    before, after = match.string[: match.start()], match.string[match.end() :]
    in_brackets = before.endswith(("(", "（", "“")) and after.startswith((")", "）", "”"))
    is_known = words in segment.source and (words[0].isupper() or in_brackets)
    return "" if is_known else words


def _other_han(language: Language, text: str) -> list[str]:
    """Return the characters of the other Chinese: what only the other's character set has."""
    sets = {"Hans": ("gb2312", "big5"), "Hant": ("big5", "gb2312")}.get(language.script.code)
    if not sets:
        return []
    expected, other = sets
    return [
        char
        for char in text
        if unicodedata.category(char) == "Lo" and not _has(expected, char) and _has(other, char)
    ]


def _has(charset: str, char: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def check_translations(library: Library, catalog: Catalog) -> Iterator[Finding]:
    """Yield what looks wrong with the translations of a catalog that would be printed."""
    if catalog.language.is_english:
        return
    yield from _identified(catalog)
    shown = _characters(catalog.language)
    for segment in library.segments.values():
        entry = catalog.entries.get(segment.id)
        translation = catalog.text(segment)
        if entry is None or translation is None:
            continue
        found = list(check_translation(catalog.language, segment, entry.msgstr))
        missing = [char for char in dict.fromkeys(entry.msgstr) if not shown(char)]
        if missing:
            found.append(
                _warn(
                    "catalog-glyph",
                    f"no font of the language has {' '.join(map(_named, missing))}",
                    "replace the character; the sheet would fail or borrow another language's font",
                    is_error=True,
                )
            )
        for finding in found:
            if not is_excepted_in_catalog(entry, finding.rule):
                yield _placed(finding, catalog, entry)


# Short texts misfire, so that a catalog is identified as a whole, and only when it has some text.
_ENOUGH_WORDS = 120
# What the identifier calls a language that it tells from its neighbours in its own way.
_ALSO = {"zh": {"yue", "wuu"}}


def _identified(catalog: Catalog) -> Iterator[Finding]:
    text = " ".join(entry.msgstr for entry in catalog.entries.values())
    text = _PLACEHOLDER.sub("", text)
    if len(text) < 6 * _ENOUGH_WORDS:
        return
    import py3langid

    ranked = [name for name, _ in py3langid.rank(text)]
    expected, found = catalog.language.tag.split("-")[0], ranked[0]
    if expected in ranked and found not in {expected, *_ALSO.get(expected, ())}:
        yield Finding(
            "catalog-language",
            f"the catalog as a whole reads as “{found}”, not as “{expected}”",
            hint="was another language's file put here?",
            file=catalog.file,
            line=1,
            locale=catalog.language.tag,
        )


def _named(char: str) -> str:
    return f"“{char}” (U+{ord(char):04X})"


@cache
def _characters(language: Language) -> Callable[[str], bool]:
    """Return what says whether a sheet of a language can show a character.

    Where a font is not on this machine nothing is said; the build names the font.
    """
    known: set[int] = set()
    for font in language.fonts:
        path = find_font(font).get(font.regular)
        if path is None:
            return lambda char: True
        with TTFont(path, fontNumber=0, lazy=True) as opened:
            known |= opened.getBestCmap().keys()
    ignored = {"Cf", "Cc", "Zs"}
    return lambda char: ord(char) in known or unicodedata.category(char) in ignored


def _placed(finding: Finding, catalog: Catalog, entry: Entry) -> Finding:
    return finding.at(**catalog.place(entry.segment))

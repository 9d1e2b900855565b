"""The letters of a translation: one way to write what is the same text, and no other encoding.

What is the same text for Unicode, or what Unicode says is not to be used for it, is brought into
the form that fonts and searches know. What is another encoding is refused, with the name of what
converts it: nobody can tell for sure what it was to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kat_handouts.model.errors import Finding
from kat_handouts.model.languages import Language

# Shapes of letters, which other programs write for the letters: NFKC gives the letters back.
# Latin, Armenian and Hebrew (FB00), Arabic (FB50, FE70; the words at FDF0 stay), halfwidth Kana and
# Hangul (FF65).
_SHAPES = re.compile("[\ufb00-\ufb4f\ufb50-\ufdcf\ufe70-\ufefc\uff65-\uffdc]+")


def _pairs(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), put) for pattern, put in pairs)


def _nukta(vowels: str, nukta: str) -> tuple[str, str]:
    # The sign belongs to the consonant, and stands at it (Unicode, chapter 12).
    return f"([{vowels}]+){nukta}", f"{nukta}\\1"


# By script: what stands for one text in two ways that Unicode does not call canonically equal.
# Source: Unicode, chapters 12 (“Do Not Use” tables of the vowels) and 16 (Thai, Lao: sara am).
_SAME = {
    "Thai": _pairs(
        ("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33"),
        ("([\u0e48-\u0e4b])\u0e4d\u0e32", "\\1\u0e33"),
        ("\u0e33([\u0e48-\u0e4b])", "\\1\u0e33"),
        ("\u0e40\u0e40", "\u0e41"),
    ),
    "Laoo": _pairs(
        ("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2", "\\1\u0eb3"),
        ("([\u0ec8-\u0ecb])\u0ecd\u0eb2", "\\1\u0eb3"),
        ("\u0eb3([\u0ec8-\u0ecb])", "\\1\u0eb3"),
        ("\u0ec0\u0ec0", "\u0ec1"),
    ),
    "Deva": _pairs(
        _nukta("\u093e-\u094c\u0902\u0903", "\u093c"),
        ("\u0905\u093e", "\u0906"),
        ("\u0905\u094b", "\u0913"),
        ("\u0905\u094c", "\u0914"),
        ("\u0906\u0947", "\u0913"),
        ("\u0906\u0948", "\u0914"),
        ("\u090f\u0947", "\u0910"),
    ),
    "Beng": _pairs(
        _nukta("\u09be-\u09cc\u0982\u0983", "\u09bc"),
        ("\u0985\u09be", "\u0986"),
    ),
    "Guru": _pairs(
        _nukta("\u0a3e-\u0a4c\u0a02\u0a70\u0a71", "\u0a3c"),
        ("\u0a05\u0a3e", "\u0a06"),
    ),
    "Gujr": _pairs(
        _nukta("\u0abe-\u0acc\u0a82\u0a83", "\u0abc"),
        ("\u0a85\u0abe", "\u0a86"),
        ("\u0a85\u0acb", "\u0a93"),
        ("\u0a85\u0acc", "\u0a94"),
    ),
}
# Romanian has ș and ț with a comma below; older keyboards gave the letters of Turkish.
_SAME_IN = {"ro": str.maketrans("şţŞŢ", "șțȘȚ")}


def normalised(text: str, language: Language) -> str:
    """Return a text in the form of Unicode that fonts and searches know, which is the same text."""
    if text.isascii():
        return text
    if not _in_order_of_sight(text):
        text = _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = unicodedata.normalize("NFC", text)
    for pattern, put in _SAME.get(language.script.code, ()):
        text = pattern.sub(put, text)
    return text.translate(_SAME_IN.get(language.tag, {}))


def encoding_faults(source: str, translation: str, language: Language) -> Iterator[Finding]:
    """Yield why a text is not in Unicode, or has lost letters on its way here."""
    script = language.script.code
    if "\ufffd" in translation:
        yield _fault("letters were lost, and � stands for them", "take them from the older file")
    if _is_read_twice(translation) and not _is_read_twice(source):
        yield _fault(
            "UTF-8 was read as another encoding, and written once more",
            "take the file before that, or let ftfy (fixes text for you) mend it",
        )
    if script == "Mymr" and _zawgyi(translation):
        yield _fault(
            "it is written for the Zawgyi font, or its signs stand in an order that no font shows",
            "convert it to Unicode with a Zawgyi converter (myanmar-tools, ICU: Zawgyi-my), or "
            "type it on a Unicode keyboard",
        )
    if script in ("Arab", "Aran") and _in_order_of_sight(translation):
        yield _fault(
            "the letters stand as they are seen, from left to right",
            "save it from the program that made it as text in logical order, or convert it with "
            "the bidi algorithm (fribidi)",
        )
    if script == "Kore" and re.search("[\u3131-\u314e][\u314f-\u3163]", translation):
        yield _fault(
            "letters stand one by one instead of in syllables",
            "type it anew, or join them with a Hangul converter (hangul-jamo)",
        )
    if language.tag == "vi" and (
        len(re.findall(f"[{_NOT_VIETNAMESE}]", translation)) > 1 or _VNI.search(translation)
    ):
        yield _fault(
            "it is written for a font of TCVN3 or VNI",
            "convert it to Unicode with the converter of UniKey",
        )
    if (font := _FONTS.get(script)) and _is_in_latin(source, translation, language):
        yield _fault(
            f"Latin letters stand for those of {language.english_name}, as in fonts like {font}",
            "convert it to Unicode with a converter for that font",
        )


def _fault(message: str, hint: str) -> Finding:
    return Finding("catalog-encoding", f"the text is not Unicode: {message}", hint=hint)


# Letters that Vietnamese has not, and that TCVN3 (ABC) and VNI have in the places of its own.
_NOT_VIETNAMESE = "µ¸¹·§®¶«¬ÊËÏÖ×ØÜÞßäåæçëîïñöøûüÿÑÄÅÆÇÎÛ"
# Vowels that VNI puts one after the other to make one with a mark.
_VNI = re.compile("[ae][ùøûõïáàåäâ]", re.IGNORECASE)
# Fonts that showed a script in the places of ASCII.
_FONTS = {
    "Deva": "Kruti Dev",
    "Beng": "Bijoy (SutonnyMJ)",
    "Guru": "Anmol Lipi",
    "Gujr": "LMG Arun",
    "Taml": "Bamini",
    "Telu": "Anu",
    "Khmr": "Limon",
    "Mymr": "WinInnwa",
    "Laoo": "Alice",
}
_WORD = re.compile(r"[A-Za-z]{2,}")
_NAME = re.compile(r"\{[a-z_]+\}")


def _is_in_latin(source: str, translation: str, language: Language) -> bool:
    if any(char.isalpha() and ord(char) > 0x24F for char in translation):
        return False
    words = _WORD.findall(_NAME.sub("", translation))
    return len(words) > 1 and any(word.lower() not in source.lower() for word in words)


# The first byte of a letter of two or three in UTF-8, and the next ones, as Windows-1252 has them.
_TWICE = re.compile("[\u00c2-\u00df\u00e0-\u00ef][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")


def _is_read_twice(text: str) -> bool:
    """Say whether some letters are UTF-8 that was read as Windows-1252: ``Ã±`` for ñ."""
    found = 0
    for match in _TWICE.finditer(text):
        try:
            letter = _as_windows_1252(match[0]).decode("utf-8")
        except UnicodeError:
            continue
        # Letters alone, such as “éž”, and a quotation mark at a letter are no such thing.
        has_sign = not match[0].isalpha() and not set("«»\u00a0") & set(match[0])
        found += has_sign and (letter.isalpha() or letter in "‘’“”–—…")
    return found > 0


def _as_windows_1252(text: str) -> bytes:
    return b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in text)


def _in_order_of_sight(text: str) -> bool:
    """Say whether words of Arabic shapes begin with what can only end one."""
    for word in re.findall("[\ufb50-\ufdcf\ufe70-\ufefc]{2,}", text):
        first, last = (unicodedata.decomposition(char) for char in (word[0], word[-1]))
        if first.startswith("<final>") and last.startswith(("<initial>", "<isolated>")):
            return True
    return False


# Unicode Technical Note 11, and the Unicode FAQ on Myanmar: Zawgyi has its own signs in the places
# of those of Mon, Karen and Shan; the vowel e and medial ra stand before the consonant; U+1039
# kills the vowel and needs no consonant after it.
_CONSONANT = "\u1000-\u1021\u1025\u1029\u103f"
_ZAWGYI = re.compile(
    rf"[\u1033\u1034\u105a-\u109d]"
    rf"|(?:^|[^{_CONSONANT}\u103b-\u103e\u1039\u200b-\u200d\u2060])[\u1031\u103b-\u103e]"
    rf"|\u1039(?![{_CONSONANT}])"
)


def _zawgyi(text: str) -> bool:
    return _ZAWGYI.search(text) is not None

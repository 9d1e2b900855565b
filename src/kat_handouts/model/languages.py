"""The registry of languages: names, script, digits and fonts.

A language is one line of `REGISTRY`. A tag that is not listed takes its names and script from
CLDR, so a language written in a known script needs no line at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.scripts import LATIN_FONT, SCRIPTS, Font, Script
from kat_handouts.model.tags import folder_of, is_tag, normalise_tag, unknown_tag

SOURCE_TAG = "en"

# Numbering systems of CLDR: the digits that a language's readers meet in print.
Digits = Literal["latn", "arabext", "beng", "mymr"]
_COUNTER_STYLES: dict[Digits, str] = {
    "latn": "decimal",
    "arabext": "persian",
    "beng": "bengali",
    "mymr": "myanmar",
}


@dataclass(frozen=True)
class Language:
    """A language that handouts are printed in.

    `tag` is its BCP 47 tag, `endonym` its name in itself. `spoken` names what an interpreter
    speaks, in the language itself and in English, where that differs from the written name.
    `digits` is the CLDR numbering system of the running text; numbers to dial are always ``latn``.
    `features_off` are features of its font (OpenType tags) that give it another language's shapes.
    """

    tag: str
    english_name: str
    endonym: str
    script: Script
    spoken: tuple[str, str] | None = None
    digits: Digits = "latn"
    features_off: tuple[str, ...] = ()

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return self.script.direction

    @property
    def counter_style(self) -> str:
        """The name that CSS Counter Styles has for the digits, for page numbers."""
        return _COUNTER_STYLES[self.digits]

    @property
    def is_english(self) -> bool:
        """Whether it is English as it is written somewhere: what has no entry stays as it is."""
        return self.tag.split("-")[0] == SOURCE_TAG and self.tag not in PSEUDO

    @property
    def folder(self) -> str:
        """The folder under ``locales/``, as gettext spells it (``zh_Hans``)."""
        return folder_of(self.tag)

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts of a sheet in order of choice; the Latin one carries names and numbers."""
        return tuple(dict.fromkeys((self.script.font, LATIN_FONT)))

    @property
    def interpreter_names(self) -> tuple[str, str]:
        """What an interpreter speaks: in the language itself, and in English."""
        return self.spoken or (self.endonym, self.english_name)


def _language(
    tag: str,
    english_name: str,
    endonym: str,
    script: str = "Latn",
    spoken: str = "",
    spoken_english: str = "",
    digits: Digits = "latn",
    features_off: tuple[str, ...] = (),
) -> Language:
    names = (spoken or endonym, spoken_english or english_name)
    return Language(tag, english_name, endonym, SCRIPTS[script], names, digits, features_off)


# What stands after the script is how an interpreter's language fits into “I speak …”.
REGISTRY = {
    language.tag: language
    for language in (
        _language("en", "English", "English"),
        _language("en-GB", "English", "English"),
        _language("es", "Spanish", "Español", spoken="español"),
        _language("fr", "French", "Français", spoken="français"),
        _language(
            "pt-BR",
            "Portuguese (Brazil)",
            "Português (Brasil)",
            spoken="português",
            spoken_english="Portuguese",
        ),
        _language("ht", "Haitian Creole", "Kreyòl Ayisyen", spoken="kreyòl ayisyen"),
        _language("vi", "Vietnamese", "Tiếng Việt", spoken="tiếng Việt"),
        _language("tl", "Tagalog (Filipino)", "Tagalog", spoken_english="Tagalog"),
        _language("pl", "Polish", "Polski", spoken="po polsku"),
        _language("ro", "Romanian", "Română", spoken="română"),
        _language("it", "Italian", "Italiano", spoken="italiano"),
        _language("so", "Somali", "Soomaali", spoken="Soomaali"),
        _language("tr", "Turkish", "Türkçe"),
        _language("ru", "Russian", "Русский", "Cyrl", "по-русски"),
        _language("uk", "Ukrainian", "Українська", "Cyrl", "українською"),
        _language("el", "Greek", "Ελληνικά", "Grek", "ελληνικά"),
        _language("ar", "Arabic", "العربية", "Arab"),
        _language("he", "Hebrew", "עברית", "Hebr"),
        # By itself, the font draws the Persian 4, 6 and 7 as Urdu has them.
        _language(
            "fa", "Persian (Farsi)", "فارسی", "Arab", digits="arabext", features_off=("locl",)
        ),
        _language("ur", "Urdu", "اردو", "Aran"),
        _language("hi", "Hindi", "हिन्दी", "Deva"),
        _language("bn", "Bengali (Bangla)", "বাংলা", "Beng", digits="beng"),
        _language("pa", "Punjabi", "ਪੰਜਾਬੀ", "Guru"),
        _language("gu", "Gujarati", "ગુજરાતી", "Gujr"),
        _language("ta", "Tamil", "தமிழ்", "Taml"),
        _language("te", "Telugu", "తెలుగు", "Telu"),
        _language("th", "Thai", "ไทย", "Thai", "ภาษาไทย"),
        _language("km", "Khmer", "ខ្មែរ", "Khmr"),
        _language("lo", "Lao", "ລາວ", "Laoo", "ພາສາລາວ"),
        _language("my", "Burmese", "မြန်မာ", "Mymr", "မြန်မာစကား", digits="mymr"),
        _language("am", "Amharic", "አማርኛ", "Ethi"),
        _language("hy", "Armenian", "Հայերեն", "Armn", "հայերեն"),
        _language("ka", "Georgian", "ქართული", "Geor", "ქართულად"),
        _language(
            "zh-Hans", "Chinese (Simplified)", "简体中文", "Hans", "普通话", "Mandarin Chinese"
        ),
        # Read by speakers of both, who need different interpreters.
        _language(
            "zh-Hant",
            "Chinese (Traditional)",
            "繁體中文",
            "Hant",
            "國語／粵語",
            "Chinese (Mandarin or Cantonese)",
        ),
        _language("ja", "Japanese", "日本語", "Jpan"),
        _language("ko", "Korean", "한국어", "Kore"),
    )
}


# Pseudo-locales, which show whether a layout holds: accented and longer, and right to left.
PSEUDO = {
    language.tag: language
    for language in (
        Language("en-XA", "Accented pseudo-language", "[Áççéñţéð]", SCRIPTS["Latn"]),
        Language("ar-XB", "Mirrored pseudo-language", "ميررورد", SCRIPTS["Arab"]),
    )
}


def get_language(tag: str) -> Language:
    """Return the language of a tag, from the registry or else from CLDR.

    Raises `InputError` for what is no tag of BCP 47, for a tag that CLDR does not know, and for one
    whose script has no font here.
    """
    if not is_tag(tag):
        raise _unknown(tag)
    tag = normalise_tag(tag)
    return REGISTRY.get(tag) or PSEUDO.get(tag) or _from_cldr(tag)


def names_of(language: Language) -> tuple[str, ...]:
    """Return what people call a language, in itself and in English."""
    return (language.english_name, language.endonym, *language.interpreter_names)


def _unknown(tag: str) -> InputError:
    return unknown_tag(tag, {known: names_of(language) for known, language in REGISTRY.items()})


@cache
def _from_cldr(tag: str) -> Language:
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise _unknown(tag) from None
    likely = get_global("likely_subtags").get(locale.language, "und_Latn").split("_")
    code = locale.script or next((part for part in likely if len(part) == 4), "Latn")
    script = SCRIPTS.get(code)
    if script is None:
        raise InputError(
            Finding(
                "unknown-script",
                f"no font is registered for {tag}, which is written in {code}",
                hint="add a line for the script to SCRIPTS in kat_handouts/model/scripts.py",
            )
        )
    endonym = locale.get_display_name(tag.replace("-", "_")) or tag
    english = locale.get_display_name("en") or tag
    return Language(tag, english, endonym, script)

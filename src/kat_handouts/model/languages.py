"""The registry of languages: name, direction, script, fonts and line-breaking needs.

A language is one line of `REGISTRY`. A tag that is not listed takes its names and script from
CLDR, so a language written in a known script needs no line at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.tags import folder_of, is_tag, normalise_tag, unknown_tag

SOURCE_TAG = "en"

LineBreaks = Literal["pango", "icu", "spaces"]

# Numbering systems of CLDR: the digits that a language's readers meet in print.
Digits = Literal["latn", "arabext", "beng", "mymr"]
_COUNTER_STYLES: dict[Digits, str] = {
    "latn": "decimal",
    "arabext": "persian",
    "beng": "bengali",
    "mymr": "myanmar",
}


@dataclass(frozen=True)
class Font:
    """A font family with the static files of its two weights, by file name."""

    family: str
    regular: str
    bold: str


def _noto(name: str) -> Font:
    file = "Noto" + name.replace(" ", "")
    return Font(f"Noto {name}", f"{file}-Regular.ttf", f"{file}-Bold.ttf")


LATIN_FONT = _noto("Sans")


@dataclass(frozen=True)
class Script:
    """What every language of one script (ISO 15924 code) needs on paper.

    `line_height` is a factor of the font size. `scale` multiplies the font size so that the
    script looks as large as Latin beside it. `line_breaks` says where a line may end: ``pango``
    knows, ``icu`` means that zero-width spaces must be put in, ``spaces`` that Pango would end one
    within words too. `actual_text` is set where glyphs do not map back to letters one by one: the
    PDF then carries the words beside them, for copying, searching and reading aloud.
    `words_turned` is set where programs that copy text give those words back with their letters in
    reverse, as is usual from right to left. `least_found` is the share of the words of a sheet that
    must come back.
    `latin_signs` are characters of the font that are taken from the Latin one all the same, so
    that a code or a phone number does not stand in two designs.
    """

    code: str
    font: Font
    direction: Literal["ltr", "rtl"] = "ltr"
    line_height: float = 1.35
    scale: float = 1.0
    line_breaks: LineBreaks = "pango"
    actual_text: bool = False
    words_turned: bool = False
    least_found: float = 0.99
    latin_signs: str = ""

    @property
    def heading_line_height(self) -> float:
        """The line height of headings, a little tighter than that of running text."""
        return round(self.line_height * 0.93, 2)

    @property
    def sheet_line_height(self) -> float:
        """The line height of sheets that are made for a number of pages."""
        return round(self.line_height * 0.92, 2)

    @property
    def close_line_height(self) -> float:
        """The line height of sheets of one page and of cards, whose lines are short.

        Tall scripts give up no more than the others, or their lines would touch.
        """
        return round(max(self.line_height * 0.87, self.line_height - 0.22), 2)


_CJK_FILES = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")


def _cjk(code: str, kind: str, line_breaks: LineBreaks = "pango") -> Script:
    # One file holds the shapes of all four; the family chooses among them.
    font = Font(f"Noto Sans CJK {kind}", *_CJK_FILES)
    return Script(code, font, line_height=1.55, line_breaks=line_breaks)


# Scales make plain letters at least as high as the Latin ones, as a test measures in the fonts;
# line heights come from looking at stacked marks on paper.
SCRIPTS = {
    script.code: script
    for script in (
        Script("Latn", LATIN_FONT),
        Script("Grek", LATIN_FONT),
        Script("Cyrl", LATIN_FONT),
        Script("Armn", _noto("Sans Armenian")),
        Script("Geor", _noto("Sans Georgian"), line_height=1.4),
        Script("Hebr", _noto("Sans Hebrew"), direction="rtl", line_height=1.4),
        Script("Arab", _noto("Naskh Arabic"), direction="rtl", line_height=1.6, scale=1.08),
        # Arabic letters in the Nastaliq style, which Urdu is read in.
        Script(
            "Aran",
            _noto("Nastaliq Urdu"),
            direction="rtl",
            line_height=2.3,
            scale=0.88,
            actual_text=True,
            words_turned=True,
            least_found=0.8,
            # It has slanted, heavy figures and no Latin letters.
            latin_signs="0123456789+-/",
        ),
        Script("Ethi", _noto("Sans Ethiopic"), line_height=1.5, scale=0.93),
        Script("Deva", _noto("Sans Devanagari"), line_height=1.55, actual_text=True),
        Script("Beng", _noto("Sans Bengali"), line_height=1.5, actual_text=True),
        Script("Guru", _noto("Sans Gurmukhi"), line_height=1.5, actual_text=True),
        Script("Gujr", _noto("Sans Gujarati"), line_height=1.5, actual_text=True),
        Script("Taml", _noto("Sans Tamil"), line_height=1.4, scale=0.94, actual_text=True),
        Script("Telu", _noto("Sans Telugu"), line_height=1.6, scale=0.93, actual_text=True),
        Script("Thai", _noto("Sans Thai"), line_height=1.6, line_breaks="icu", actual_text=True),
        Script("Laoo", _noto("Sans Lao"), line_height=1.6, line_breaks="icu", actual_text=True),
        Script("Khmr", _noto("Sans Khmer"), line_height=1.62, line_breaks="icu", actual_text=True),
        Script(
            "Mymr",
            _noto("Sans Myanmar"),
            line_height=1.76,
            scale=0.9,
            line_breaks="icu",
            actual_text=True,
        ),
        _cjk("Hans", "SC"),
        _cjk("Hant", "TC"),
        _cjk("Jpan", "JP"),
        _cjk("Kore", "KR", "spaces"),
    )
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
                hint="add a line for the script to SCRIPTS in kat_handouts/model/languages.py",
            )
        )
    endonym = locale.get_display_name(tag.replace("-", "_")) or tag
    english = locale.get_display_name("en") or tag
    return Language(tag, english, endonym, script)

"""The registry of languages: name, direction, script, fonts and line-breaking needs.

A language is one line of `REGISTRY`. A tag that is not listed takes its names and script from
CLDR, so a language written in a known script needs no line at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from kat_handouts.errors import Finding, InputError

SOURCE_TAG = "en"


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
    script looks as large as Latin beside it. `line_breaks` says who finds the places where a
    line may end: ``pango`` does by itself, ``icu`` means that zero-width spaces must be put in.
    `actual_text` is set where glyphs do not map back to letters one by one: the PDF then carries
    the words beside them, for copying, searching and reading aloud.
    """

    code: str
    font: Font
    direction: Literal["ltr", "rtl"] = "ltr"
    line_height: float = 1.35
    scale: float = 1.0
    line_breaks: Literal["pango", "icu"] = "pango"
    actual_text: bool = False

    @property
    def heading_line_height(self) -> float:
        """The line height of headings, a little tighter than that of running text."""
        return round(self.line_height * 0.93, 2)

    @property
    def close_line_height(self) -> float:
        """The line height of sheets of one page and of cards, whose lines are short."""
        return round(self.line_height * 0.87, 2)


_CJK_FILES = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")

SCRIPTS = {
    script.code: script
    for script in (
        Script("Latn", LATIN_FONT),
        Script("Grek", LATIN_FONT),
        Script("Cyrl", LATIN_FONT),
        Script("Arab", _noto("Naskh Arabic"), direction="rtl", line_height=1.6, scale=1.08),
        Script("Deva", _noto("Sans Devanagari"), line_height=1.55, actual_text=True),
        Script("Khmr", _noto("Sans Khmer"), line_height=1.75, line_breaks="icu", actual_text=True),
        Script("Hans", Font("Noto Sans CJK SC", *_CJK_FILES), line_height=1.55),
    )
}


@dataclass(frozen=True)
class Language:
    """A language that handouts are printed in.

    `tag` is its BCP 47 tag, `endonym` its name in itself. `spoken` names what an interpreter
    speaks, in the language itself and in English, where that differs from the written name.
    """

    tag: str
    english_name: str
    endonym: str
    script: Script
    spoken: tuple[str, str] | None = None

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return self.script.direction

    @property
    def is_english(self) -> bool:
        """Whether it is English as it is written somewhere: what has no entry stays as it is."""
        return self.tag.split("-")[0] == SOURCE_TAG and self.tag not in PSEUDO

    @property
    def folder(self) -> str:
        """The folder under ``locales/``, as gettext spells it (``zh_Hans``)."""
        return self.tag.replace("-", "_")

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts of a sheet in order of choice; the Latin one carries names and numbers."""
        return tuple(dict.fromkeys((self.script.font, LATIN_FONT)))

    @property
    def interpreter_names(self) -> tuple[str, str]:
        """What an interpreter speaks: in the language itself, and in English."""
        return self.spoken or (self.endonym, self.english_name)


REGISTRY = {
    language.tag: language
    for language in (
        Language("en", "English", "English", SCRIPTS["Latn"]),
        Language("en-GB", "English", "English", SCRIPTS["Latn"]),
        Language("es", "Spanish", "Español", SCRIPTS["Latn"], ("español", "Spanish")),
        Language("ar", "Arabic", "العربية", SCRIPTS["Arab"]),
        Language(
            "zh-Hans",
            "Chinese (Simplified)",
            "简体中文",
            SCRIPTS["Hans"],
            ("普通话", "Mandarin Chinese"),
        ),
        Language("hi", "Hindi", "हिन्दी", SCRIPTS["Deva"]),
        Language("km", "Khmer", "ខ្មែរ", SCRIPTS["Khmr"]),
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


def normalise_tag(tag: str) -> str:
    """Return a tag in the spelling of BCP 47: ``zh_hans`` and ``ZH-HANS`` give ``zh-Hans``."""
    parts = tag.replace("_", "-").split("-")
    spelled = [parts[0].lower()]
    for part in parts[1:]:
        spelled.append(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part)
    return "-".join(spelled)


def get_language(tag: str) -> Language:
    """Return the language of a tag, from the registry or else from CLDR.

    Raises `InputError` for a tag that CLDR does not know, or whose script has no font here.
    """
    tag = normalise_tag(tag)
    return REGISTRY.get(tag) or PSEUDO.get(tag) or _from_cldr(tag)


@cache
def _from_cldr(tag: str) -> Language:
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        close = get_close_matches(tag, REGISTRY, n=1, cutoff=0.5)
        raise InputError(
            Finding(
                "unknown-language",
                f"“{tag}” is not a language tag",
                hint=f"did you mean {close[0]}?" if close else "use a tag such as es or zh-Hans",
            )
        ) from None
    likely = get_global("likely_subtags").get(locale.language, "und_Latn").split("_")
    code = locale.script or next((part for part in likely if len(part) == 4), "Latn")
    script = SCRIPTS.get(code)
    if script is None:
        raise InputError(
            Finding(
                "unknown-script",
                f"no font is registered for {tag}, which is written in {code}",
                hint="add a line for the script to SCRIPTS in kat_handouts/languages.py",
            )
        )
    endonym = locale.get_display_name(tag.replace("-", "_")) or tag
    english = locale.get_display_name("en") or tag
    return Language(tag, english, endonym, script)

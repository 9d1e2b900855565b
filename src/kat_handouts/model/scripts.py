"""The registry of scripts: fonts, direction, sizes, and where their lines may end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LineBreaks = Literal["pango", "icu", "spaces"]


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

# No script whose words stand level on their line needs a line height of more.
_LEVEL = 2


@dataclass(frozen=True)
class Script:
    """What every language of one script (ISO 15924 code) needs on paper.

    `line_height` is a factor of the font size. `scale` multiplies the font size so that the
    script looks as large as Latin beside it. `line_breaks` says where a line may end: ``pango``
    knows, ``icu`` means that zero-width spaces must be put in, ``spaces`` that Pango would end one
    within words too. `actual_text` is set where glyphs do not map back to letters one by one: the
    PDF then carries the words beside them, for copying, searching and reading aloud.
    `heading_room` is how far letters of a heading reach above and below its line, in em: rules
    stand as far away. `latin_signs` are characters of the font that are taken from the Latin one
    all the same, so that a code or a phone number does not stand in two designs.
    """

    code: str
    font: Font
    direction: Literal["ltr", "rtl"] = "ltr"
    line_height: float = 1.35
    scale: float = 1.0
    line_breaks: LineBreaks = "pango"
    actual_text: bool = False
    latin_signs: str = ""
    heading_room: tuple[float, float] = (0, 0)

    @property
    def heading_line_height(self) -> float:
        """The line height of headings, a little tighter than that of running text.

        A script whose words slope down a line has no room to give up in bold.
        """
        return round(self.line_height * (1 if self._slopes else 0.93), 2)

    @property
    def sheet_line_height(self) -> float:
        """The line height of most sheets.

        A script whose words slope down a line gives up half as much, or its lines would touch.
        """
        return round(self.line_height * (0.96 if self._slopes else 0.92), 2)

    @property
    def close_line_height(self) -> float:
        """The line height of sheets of one page and of cards, whose lines are short.

        Tall scripts give up no more than the others, or their lines would touch.
        """
        least = self.line_height - (0.1 if self._slopes else 0.22)
        return round(max(self.line_height * 0.87, least), 2)

    @property
    def _slopes(self) -> bool:
        return self.line_height > _LEVEL


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
            heading_room=(0.4, 0.28),
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
        Script(
            "Laoo",
            _noto("Sans Lao"),
            line_height=1.6,
            line_breaks="icu",
            actual_text=True,
            heading_room=(0, 0.07),
        ),
        Script(
            "Khmr",
            _noto("Sans Khmer"),
            line_height=1.62,
            line_breaks="icu",
            actual_text=True,
            heading_room=(0, 0.22),
        ),
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

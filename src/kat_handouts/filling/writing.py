"""What a value looks like in its box: shaped, turned and set as the page sets its own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from kat_handouts.filling.drawing import Drawing
from kat_handouts.filling.glyphs import MOST_GLYPHS, DrawnFont, Outlines
from kat_handouts.filling.master import Master, Place
from kat_handouts.model.fields import LEAST_PT
from kat_handouts.model.invisible import FIRST_STRONG_ISOLATE, INVISIBLE, POP_ISOLATE
from kat_handouts.model.languages import get_language
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.weasyprint_internals.field_boxes import is_right_to_left
from kat_handouts.render.weasyprint_internals.shaped_lines import ShapedLine, Shaper
from kat_handouts.typography.numbers import isolate

LEAST_PX = LEAST_PT / 0.75
_LINE = 1.15
# How far a value may reach up between the letters of its label, in sizes of its text.
_SPARE = 0.09
_SHRUNK = 0.998
_MOST_KEPT = 8192
_PAGE = (
    '<html lang="{tag}" dir="{direction}"><meta charset="utf-8"><style>html {{ font-family: '
    "{families}; }} p {{ font-weight: bold; white-space: nowrap; }}</style><p>x</p></html>"
)


class TooLong(ValueError):
    """A value that does not fit its box at the smallest size."""


@dataclass(frozen=True)
class Writing:
    """The operators of a value, the master's fonts that they name, and glyphs of its own."""

    operators: bytes
    fonts: tuple[str, ...] = ()
    drawn: dict[str, DrawnFont] = field(default_factory=dict)


@dataclass(frozen=True)
class _Kept:
    """What was written where its line begins; its room in px if it has its full size, else 0."""

    master: Master
    width: float
    above: float
    writing: Writing


class Writer:
    """Writes values into the boxes of masters, in one process.

    What was written once is kept while the process lives, in its memory alone.
    """

    def __init__(self, renderer: PdfRenderer) -> None:
        self._renderer = renderer
        self._styles: dict[str, Any] = {}
        self._shaper = Shaper()
        self._outlines: dict[str, Outlines] = {}
        self._kept: dict[tuple[Any, ...], _Kept] = {}

    def written(self, value: str, place: Place, master: Master, lines: int = 1) -> Writing:
        """Return a value as it stands in a place.

        Raises `TooLong` where it does not fit in so many lines, and `ValueError` for a character
        that no font has.
        """
        key = (value, place.language, place.direction, place.size, id(master))
        in_box = (*key, place.width, place.height, lines)
        for one in (key, in_box):
            kept = self._kept.get(one)
            if kept and kept.master is master and _has_room(place, kept.width, kept.above):
                return _at(place, kept.writing)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        made = self._written(value, place, master, lines)
        # What has its full size is the same in every box that has room for it.
        self._kept[key if made.width else in_box] = made
        return _at(place, made.writing)

    def check(self, value: str, place: Place, master: Master, lines: int = 1) -> None:
        """Raise what `written` would: of many values, without drawing each of them."""
        if len(self._kept) < _MOST_KEPT:
            self.written(value, place, master, lines)
            return
        parts = self._fitted(value, place, lines)
        if sum(len(run.glyphs) for part in parts for run in part.runs) > MOST_GLYPHS:
            self._written(value, place, master, lines)

    def _written(self, value: str, place: Place, master: Master, lines: int) -> _Kept:
        parts = self._fitted(value, place, lines)
        right_to_left = is_right_to_left(value)
        drawing = self._drawn(parts, place, master, plain=right_to_left)
        if right_to_left and (drawing.drawn or not drawing.has_plain):
            # Letters that are not to be seen would be: a drawn font knows no such mode.
            drawing = self._drawn(parts, place, master, plain=False)
        body = drawing.operators
        if not right_to_left:
            words = value.translate(INVISIBLE).encode("utf-16-be").hex().encode()
            body = b"/Span <</ActualText <FEFF%s>>> BDC\n%s\nEMC" % (words, body)
        writing = Writing(body, tuple(drawing.fonts), drawing.drawn)
        if parts[0].size != place.size:
            return _Kept(master, 0.0, 0.0, writing)
        return _Kept(master, parts[0].width, parts[0].above, writing)

    def _drawn(
        self, parts: list[ShapedLine], place: Place, master: Master, *, plain: bool
    ) -> Drawing:
        drawing = Drawing(master, self._shaper.add_font, self._outlines_of)
        for index, part in enumerate(parts):
            x = 0.0 if place.direction == "ltr" else -part.width
            y = -sum(map(_apart, parts[index:], parts[index + 1 :]))
            drawing.draw(part, x, y, plain=plain)
        return drawing

    def _fitted(self, value: str, place: Place, lines: int) -> list[ShapedLine]:
        parts = self._set(value, place, lines)
        if any(part.has_unknown for part in parts):
            raise ValueError("has a character that no font of a sheet has")
        return parts

    def _set(self, value: str, place: Place, lines: int) -> list[ShapedLine]:
        style = self._style(place.language)
        line = self._shaper.shaped(value, style, place.size, again=True)
        if line.width > place.width:
            size = max(LEAST_PX, place.size * place.width / line.width * _SHRUNK)
            line = self._shaper.shaped(value, style, size)
        if line.above > _height(place):
            size = max(LEAST_PX, line.size * _height(place) / line.above)
            line = self._shaper.shaped(value, style, size)
        if line.width <= place.width + 0.01:
            return [line]
        for parts in _in_two(value) if lines > 1 else ():
            upper, lower = (self._shaper.shaped(part, style, LEAST_PX) for part in parts)
            height = upper.above + _apart(upper, lower)
            if max(upper.width, lower.width) <= place.width and height <= place.height:
                return [upper, lower]
        raise TooLong(f"is too long for its box of {place.width * 0.75 / 72 * 25.4:.0f} mm")

    def _style(self, tag: str) -> Any:
        if tag not in self._styles:
            language = get_language(tag)
            fonts = self._renderer.templates.get_template("macros/fonts.html.j2").module
            page = HTML(
                string=_PAGE.format(
                    tag=tag,
                    direction=language.direction,
                    families=fonts.families(language),  # type: ignore[attr-defined]
                )
            )
            laid_out = page.render(font_config=self._renderer.fonts)
            self._styles[tag] = _text_style(laid_out.pages[0]._page_box)
        return self._styles[tag]

    def _outlines_of(self, font: Any) -> Outlines:
        if font.hash not in self._outlines:
            self._outlines[font.hash] = Outlines(font)
        return self._outlines[font.hash]


def _height(place: Place) -> float:
    return place.height + _SPARE * place.size


def _has_room(place: Place, width: float, above: float) -> bool:
    return width <= place.width and above <= _height(place)


def _in_two(value: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to write a value in two lines, the longest first line first.

    What is kept apart from its line as a whole is so in both.
    """
    is_apart = value.startswith(FIRST_STRONG_ISOLATE) and value.endswith(POP_ISOLATE)
    words = (value[1:-1] if is_apart else value).split(" ")
    for cut in range(len(words) - 1, 0, -1):
        halves = " ".join(words[:cut]), " ".join(words[cut:])
        first, second = (isolate(half, right_to_left=is_apart) for half in halves)
        yield first, second


def _apart(upper: ShapedLine, lower: ShapedLine) -> float:
    """Return how far two lines stand apart, in px, so that no letter of one meets the other."""
    return max(_LINE * lower.size, upper.below + lower.above)


def _at(place: Place, writing: Writing) -> Writing:
    """Return what is written in its place, from where the lines of this begin."""
    left = place.left if place.direction == "ltr" else place.left + place.width
    moved = b"1 0 0 1 %.4f %.4f cm\n" % (left, place.baseline)
    return Writing(moved + writing.operators, writing.fonts, writing.drawn)


def _text_style(box: Any) -> Any:
    if isinstance(box, boxes.TextBox):
        return box.style
    for child in getattr(box, "children", ()):
        if (style := _text_style(child)) is not None:
            return style
    return None

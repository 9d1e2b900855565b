"""Beneath what Nastaliq draws lie the same words in plain letters, unseen, for readers' programs.

In Nastaliq a letter is a body and dots that other letters share, and the letters of a word stand at
different heights: programs that copy text find neither letters nor words nor lines. A word in an
``/ActualText`` they turn around, as they do with all that runs from right to left. So each run is
drawn in a span that reads as a space, and after it come, in text that is not shown (ISO 32000-2,
9.3.6, mode 3), its letters in their isolated forms on one baseline, each word as wide as it is
drawn. Recognised text lies beneath a scanned page in the same way. Vowel signs are left out: they
stand above their line, and PDFium takes a word with one for two lines.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import get_hb_object_data
from weasyprint.text.ffi import FROM_UNITS, ffi

from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.render.weasyprint_internals.shaped_lines import EMPTY, glyphs_of

_SPACE, _ON_THE_LINE = " ", "\u0627"
_UNSEEN, _SEEN = b"3 Tr", b"100 Tz 0 Tr"
_GLYPHS = re.compile("<([0-9a-f]*)>")
_TOKEN = re.compile("<[0-9a-f]*>|[^<]+")
# Each glyph is written as four hexadecimal digits.
_DIGITS = 4


@dataclass
class _Word:
    """The letters of a word as they stand from left to right; `start` and `width` in px."""

    start: float
    width: float = 0
    letters: str = ""


@dataclass
class _Run:
    """Glyphs of one font in one direction: `count` that are drawn, from `start` to `end` in px.

    `words` are those of a run from right to left.
    """

    font: Any
    size: float
    count: int
    start: float
    end: float
    words: list[_Word] = field(default_factory=list)


class LineWithPlainLetters:
    """A line of text that is being drawn, run by run from left to right, from `matrix` on.

    `show_plain` writes the operand of TJ for letters that are not seen.
    """

    def __init__(
        self,
        stream: Any,
        layout: Any,
        matrix: tuple[float, ...],
        show_plain: Callable[[Any, str], None] = pydyf.Stream.show_text,
    ) -> None:
        self._stream, self._show = stream, show_plain
        *turn, self._start, height = matrix
        self._turn = b" ".join(map(pydyf._to_bytes, turn))
        self._height: bytes = pydyf._to_bytes(height)
        self._runs = (run for run in _runs(stream, layout) if run.count)
        self._run: _Run | None = None
        self._left = 0

    def show(self, text: str, show: Callable[[Any, str], None]) -> None:
        """Draw a piece of text, the operand of TJ; the letters of each run follow its end."""
        count = sum(map(len, _GLYPHS.findall(text))) // _DIGITS
        while count:
            if self._run is None:
                self.begin()
            piece, text = (text, "") if count <= self._left else _cut(text, self._left)
            taken = min(count, self._left)
            show(self._stream, piece)
            count -= taken
            self._left -= taken
            if not self._left:
                self.end()
        if text:
            show(self._stream, text)

    def begin(self) -> None:
        """Begin the next run that draws any glyph."""
        self._run = run = next(self._runs)
        self._left = run.count
        if run.words:
            words = pydyf.Dictionary({"ActualText": pydyf.String(_SPACE)})
            pydyf.Stream.begin_marked_content(self._stream, "Span", words)
            # PDFium puts the space where the first ink is, and a mark stands above the line.
            self._stream.stream.append(_UNSEEN)
            self._show_plain(run, [_plain_font(run.font)[_ON_THE_LINE]])
            self._stream.stream.append(_SEEN)
            self._move_to(run.start)

    def end(self) -> None:
        """End the run that was begun, with its letters."""
        run, stream, self._run = self._run, self._stream, None
        if run is None or not run.words:
            return
        pydyf.Stream.end_marked_content(stream)
        pydyf.Stream.set_text_rise(stream, 0)
        stream.stream.append(_UNSEEN)
        for word in run.words:
            self._lay(run, word)
        stream.stream.append(_SEEN)
        # Where the next run begins, whatever was to move the end of this one.
        self._move_to(run.end)
        stream._kerning = 0

    def _lay(self, run: _Run, word: _Word) -> None:
        plain = _plain_font(run.font)
        glyphs = [plain[letter] for letter in word.letters if letter in plain]
        natural = sum(glyph.width for glyph in glyphs) * run.size
        if not natural or word.width <= 0:
            return
        self._move_to(word.start)
        self._stream.stream.append(b"%.4g Tz" % (100 * word.width / natural))
        self._show_plain(run, [*glyphs, plain[_SPACE]])

    def _show_plain(self, run: _Run, glyphs: list[_PlainLetter]) -> None:
        for glyph in glyphs:
            run.font.to_unicode[glyph.number] = glyph.letter
            run.font.widths.setdefault(glyph.number, round(1000 * glyph.width))
        written = "".join(f"{glyph.number:04x}" for glyph in glyphs)
        self._show(self._stream, f"<{written}>")

    def _move_to(self, across: float) -> None:
        x = pydyf._to_bytes(self._start + across)
        self._stream.stream.append(b"%s %s %s Tm" % (self._turn, x, self._height))


def _cut(text: str, glyphs: int) -> tuple[str, str]:
    """Return a piece of text up to the end of a number of glyphs, and the rest."""
    first, rest = "", ""
    for token in _TOKEN.findall(text):
        if rest or (not glyphs and token[0] == "<"):
            rest += token
        elif token[0] == "<":
            hexadecimal = token[1:-1]
            taken = min(len(hexadecimal) // _DIGITS, glyphs)
            glyphs -= taken
            first += f"<{hexadecimal[: taken * _DIGITS]}>"
            if left := hexadecimal[taken * _DIGITS :]:
                rest = f"<{left}>"
        else:
            first += token
    return first, rest


def _runs(stream: Any, layout: Any) -> Iterator[_Run]:
    """Yield the runs of a layout's first line from left to right."""
    line, _ = layout.get_first_line()
    encoded = layout.text.encode()
    start, run = 0.0, line.runs[0]
    while run != ffi.NULL:
        found = _read_run(stream, run.data, encoded, start)
        yield found
        start, run = found.end, run.next


def _read_run(stream: Any, run: Any, encoded: bytes, start: float) -> _Run:
    font, size = stream.add_font(run.item.analysis.font)
    shaped = [(glyph, width * FROM_UNITS) for glyph, width, *_ in glyphs_of(run)]
    count = sum(glyph != EMPTY for glyph, _ in shaped)
    found = _Run(font, size, count, start, start + sum(width for _, width in shaped))
    # A sign that another font lends runs from right to left too, and stands for itself.
    if not run.item.analysis.level % 2 or _ON_THE_LINE not in _plain_font(font):
        return found
    # Where the letters of each glyph begin, in bytes of the run.
    places = ffi.unpack(run.glyphs.log_clusters, len(shaped))
    begins = sorted({*places})
    ends = dict(zip(begins, [*begins[1:], run.item.length], strict=True))
    offset, word, before = run.item.offset, None, None
    for place, (_, width) in zip(places, shaped, strict=True):
        if place != before:
            letters = encoded[offset + place : offset + ends[place]].decode().translate(INVISIBLE)
            if letters.isspace():
                word = None
            elif word is None:
                word = _Word(start)
                found.words.append(word)
            if word is not None:
                word.letters += letters[::-1]
        if word is not None:
            word.width += width
        start, before = start + width, place
    return found


@dataclass(frozen=True)
class _PlainLetter:
    """A character in its isolated form: the number of its glyph, its width in em."""

    letter: str
    number: int
    width: float


# By the name of a font within WeasyPrint.
_plain_fonts: dict[bytes, dict[str, _PlainLetter]] = {}


def _plain_font(font: Any) -> dict[str, _PlainLetter]:
    if font.name not in _plain_fonts:
        with TTFont(io.BytesIO(get_hb_object_data(font.hb_face)), lazy=True) as file:
            metrics, size = file["hmtx"], file["head"].unitsPerEm
            _plain_fonts[font.name] = {
                chr(code): _PlainLetter(chr(code), file.getGlyphID(name), metrics[name][0] / size)
                for code, name in file.getBestCmap().items()
                if unicodedata.category(chr(code)) != "Mn"
            }
    return _plain_fonts[font.name]

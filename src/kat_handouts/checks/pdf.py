"""Check the finished PDFs: what the manifest says, PDF/UA-1, margins, numbers in reading order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

import page as page_validation
import pypdfium2
from pypdfium2 import raw

from kat_handouts.checks.pages import check_line_ends, check_pages
from kat_handouts.checks.tagged import Box, TaggedText, tagged_texts
from kat_handouts.checks.views import View, views_of
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.phone import without_extension
from kat_handouts.typography.digits import is_odd_number
from kat_handouts.typography.numbers import number_runs


def check_pdf(data: bytes, document: Document) -> Iterator[Finding]:
    """Yield what is wrong with one PDF, given the document that it must show."""
    try:
        report = page_validation.validate_pdf_bytes(
            data, profile=page_validation.ValidationProfile.PDF_UA_1
        )
    except page_validation.PageError as error:
        yield Finding("pdf-ua", f"not a PDF that can be read: {error}", hint="build it again")
        return
    for failure in report.failures:
        yield Finding("pdf-ua", f"not PDF/UA-1: {failure.message} ({failure.rule_id})")
    with pypdfium2.PdfDocument(data) as pdf:
        views = _views(pdf, document)
        lines: list[str] = []
        in_columns: list[str] = []
        for view in views:
            glyphs = _glyphs_in(pdf, view, whole=True)
            lines += visual_lines(glyphs)
            in_columns += lines_as_set(glyphs)
        if document.second:
            in_columns += lines_of_texts(pdf, tagged_texts(pdf))
        yield from check_pages(pdf, views, is_complete=document.state.is_complete)
        yield from _words(pdf, document)
        yield from _numbers(pdf, [*lines, *in_columns], document)
    scripts = [language.script for language in document.languages]
    if all(script.direction == "ltr" and not script.actual_text for script in scripts):
        yield from check_line_ends(lines)


Glyph = tuple[str, float, float, float, float]


def _views(pdf: pypdfium2.PdfDocument, document: Document) -> list[View]:
    is_rtl = document.language.direction == "rtl"
    return views_of(pdf, document.edition.imposition, right_to_left=is_rtl)


def _glyphs_in(pdf: pypdfium2.PdfDocument, view: View, *, whole: bool = False) -> list[Glyph]:
    """Return each visible character of a page in hand, with its box on the page of the PDF."""
    return [glyph for glyph in page_glyphs(pdf, view.side, whole=whole) if view.holds(glyph[1:])]


def page_glyphs(pdf: pypdfium2.PdfDocument, number: int, *, whole: bool = False) -> list[Glyph]:
    """Return each visible character of a page with its box (left, bottom, right, top) in pt.

    The box is that of the ink, or with `whole` that of the whole character, as high as the line.
    """
    text_page = pdf[number].get_textpage()
    glyphs = []
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page, index))
        if character.isspace() or raw.FPDFText_IsGenerated(text_page, index):
            continue
        box = text_page.get_charbox(index, loose=whole)
        if box[0] < box[2]:
            glyphs.append((character, *box))
    return glyphs


def visual_lines(glyphs: list[Glyph]) -> list[str]:
    """Return the digits and signs of each line from left to right, as the eye meets them.

    Characters share a line where their boxes overlap in height; a gap wider than two characters
    ends a run with a space, so that numbers in different columns stay apart.
    """
    lines: list[list[Glyph]] = []
    bottom = top = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -(glyph[2] + glyph[4]) / 2):
        middle = (glyph[2] + glyph[4]) / 2
        if lines and bottom <= middle <= top:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            bottom = top = 0.0
        if glyph[4] - glyph[2] > top - bottom:  # The tallest says how high the line is.
            bottom, top = glyph[2], glyph[4]
    return [_joined(sorted(line, key=lambda glyph: glyph[1])) for line in lines]


def lines_as_set(glyphs: list[Glyph]) -> list[str]:
    """Return the digits and signs of each line as it was set, each from left to right.

    The lines of two columns need not stand beside each other, and `visual_lines` may take one that
    lies between two others for a part of both.
    """
    lines: list[list[Glyph]] = []
    bottom = top = 0.0
    for glyph in glyphs:
        if not (lines and bottom <= (glyph[2] + glyph[4]) / 2 <= top):
            lines.append([])
            bottom = top = 0.0
        lines[-1].append(glyph)
        if glyph[4] - glyph[2] > top - bottom:
            bottom, top = glyph[2], glyph[4]
    return [_joined(sorted(line, key=lambda glyph: glyph[1])) for line in lines]


def lines_of_texts(pdf: pypdfium2.PdfDocument, texts: list[TaggedText]) -> list[str]:
    """Return the lines of each text by itself: two columns have lines of two heights."""
    lines: list[str] = []
    for page, those in groupby(texts, key=lambda text: text.page):
        glyphs = page_glyphs(pdf, page - 1, whole=True)
        for text in those:
            held = [glyph for glyph in glyphs if holds(text.box, glyph)]
            lines += visual_lines(held)
    return lines


def holds(box: Box, glyph: Glyph) -> bool:
    """Whether the middle of a glyph lies in a box."""
    across, up = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]


def unbracketed(text: str) -> str:
    """Return a text without brackets, which readers of PDFs turn in a right-to-left line."""
    return text.replace("(", "").replace(")", "")


def _joined(line: list[Glyph]) -> str:
    text = line[0][0]
    for before, after in pairwise(line):
        height = before[4] - before[2]
        text += (" " if after[1] - before[3] > 2 * height else "") + after[0]
    return text


def _words(pdf: pypdfium2.PdfDocument, document: Document) -> Iterator[Finding]:
    """Yield a finding where too few of the words can be copied out and searched for."""
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    expected, lost = lost_words(text, document)
    if len(lost) > (1 - _least_found(document)) * expected:
        segment, word = lost[0]
        yield Finding(
            "pdf-words",
            f"{len(lost)} of {expected} words are lost when the text is copied, “{word}” first",
            hint="the glyphs are not mapped to the letters; see docs/languages.md",
            segment=segment,
        )


def lost_words(text: str, document: Document) -> tuple[int, list[tuple[str, str]]]:
    """Return how many words a document prints, and which are not in the text that was copied.

    Each of these comes with its segment.
    """
    copied = searchable(text)
    expected, lost = 0, []
    for part in document.seen_texts():
        # What is counted on the page stands between the pieces of its text.
        words = " ".join(piece for piece in part.pieces if isinstance(piece, str))
        for word in filter(None, map(searchable, words.split())):
            expected += 1
            if word not in copied:
                lost.append((part.segment, word))
    return expected, lost


_LEAST_FOUND = 0.99
# Readers of PDFs order a line that runs both ways as a whole, and take halves for one.
_BOTH_WAYS = 0.97


def _least_found(document: Document) -> float:
    """Return the share of a document's words that must come back from copying its text."""
    ways = {language.direction for language in (document.language, document.second) if language}
    return _BOTH_WAYS if len(ways) > 1 else _LEAST_FOUND


def searchable(text: str) -> str:
    """Return the letters and digits that a search looks for.

    Spaces and signs are left out, for where they stand in a right-to-left line readers of PDFs
    disagree, and so are the vowel signs of Arabic and Hebrew, which stand above their line.
    """
    return "".join(
        char
        for char in unicodedata.normalize("NFC", text)
        if char.isalnum() or (unicodedata.category(char)[0] == "M" and not _is_vowel_point(char))
    )


def _is_vowel_point(char: str) -> bool:
    return unicodedata.bidirectional(char) == "NSM" and "\u0590" <= char <= "\u06ff"


def stands_alone(number: str, line: str, has_line_numbers: bool) -> bool:
    """Say whether a number stands in a line with no other figure at it, such as a superscript.

    The number of the line may stand as near as a figure does.
    """
    start = line.find(number)
    while start >= 0:
        end = start + len(number)
        around = line[max(0, start - 1) : start] + line[end : end + 1]
        figures = [char for char in around if char.isdecimal() and not has_line_numbers]
        if not figures and not any(map(is_odd_number, around)):
            return True
        start = line.find(number, start + 1)
    return False


def _figures(pdf: pypdfium2.PdfDocument, views: Sequence[View]) -> list[str]:
    """Return the lines without their letters, by ink, which tells rows apart in Nastaliq too."""
    return [
        unbracketed(line)
        for view in views
        for line in visual_lines(
            [glyph for glyph in _glyphs_in(pdf, view) if not glyph[0].isalpha()]
        )
    ]


def _numbers(pdf: pypdfium2.PdfDocument, lines: list[str], document: Document) -> Iterator[Finding]:
    """Yield each number that no line holds; one to call may stand in a line of figures alone."""
    expected: dict[str, str | None] = {}
    for text in document.seen_texts():
        for run in number_runs(text.plain):
            expected.setdefault(run, text.segment)
    for value in document.values():
        expected.setdefault(value.translate(INVISIBLE), None)
    # Glyphs hold no spaces: one in a line is a gap between columns, which no number crosses. A
    # vowel sign of the line below may stand between two figures.
    seen = [
        unbracketed("".join(char for char in line if not _is_vowel_point(char))) for line in lines
    ]
    has_line_numbers = document.sheet.staff or document.second is not None

    def is_in(lines: list[str], words: str) -> bool:
        glyphs = unbracketed("".join(words.split()))
        return any(stands_alone(glyphs, line, has_line_numbers) for line in lines)

    def can_be_called(run: str) -> bool:
        # An extension may stand on a line of its own.
        parts = [part for part in without_extension(run) if part]
        if all(is_in(seen, part) for part in parts):
            return True
        figures = ["".join(char for char in part if not char.isalpha()) for part in (run, *parts)]
        lines = _figures(pdf, _views(pdf, document))
        return is_in(lines, figures[0]) or all(is_in(lines, part) for part in figures[1:])

    @cache
    def by_text() -> list[str]:
        # A title between two lines, in a cell beside them, makes one line of both.
        return [unbracketed(line) for line in lines_of_texts(pdf, tagged_texts(pdf))]

    for run, segment in expected.items():
        is_there = is_in(seen, run) or (segment is None and can_be_called(run))
        if not (is_there or is_in(by_text(), run)):
            yield Finding(
                "pdf-number",
                f"the number {run} does not stand on the page in reading order",
                hint="if the content has changed, build again; else a number has been reordered",
                segment=segment,
            )

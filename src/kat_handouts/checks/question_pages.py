"""How far a reader turns for the answer to a safety question, on the English sheet at hand.

The answer stands on the first leaf, page 1 or 2: one turn away, printed on one side or on both.
Held to it is the standard edition for each route; larger type takes the pages that it needs, and a
translation has at most a page more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pypdfium2

from kat_handouts.checks.questions import parts_of_answer
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.content.library import Library
from kat_handouts.content.questions import Question
from kat_handouts.model.editions import get_edition
from kat_handouts.model.errors import Finding
from kat_handouts.model.languages import get_language
from kat_handouts.model.sheet import Sheet, routes_of

# Of the leaf that a reader holds.
LAST_PAGE = 2


def check_question_pages(library: Library, sheet: Sheet, data: bytes) -> Iterator[Finding]:
    """Yield each safety question whose answer stands beyond the first leaf of the sheet at hand."""
    asked = [
        question
        for question in library.questions.questions.values()
        if question.safety and question.handout_at_hand == sheet.handout
        if question.when.holds(routes_of(sheet.route), sheet.region)
    ]
    if not (asked and _is_held_to_it(sheet)):
        return
    pages = _pages(data)
    for question in asked:
        page = _page_of(question, sheet, pages)
        if page > LAST_PAGE:
            yield Finding(
                "question-far",
                f"“{question.question}” is answered on page {page}; a patient in need turns to "
                f"page {LAST_PAGE} at most",
                hint="let the answer stand nearer to the top, or name another handout at hand",
            )


def _is_held_to_it(sheet: Sheet) -> bool:
    is_near = get_edition(sheet.edition).has_answers_near and not sheet.staff
    return is_near and get_language(sheet.locale).is_english


def _pages(data: bytes) -> dict[str, int]:
    """Return the page on which each segment ends where it first stands.

    Nothing of what is no PDF, which pdf-ua tells.
    """
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            texts = tagged_texts(pdf)
    except pypdfium2.PdfiumError:
        return {}
    pages: dict[str, int] = {}
    for segment, parts in groupby(texts, key=lambda text: text.segment):
        pages.setdefault(segment, max(part.page for part in parts))
    return pages


def _page_of(question: Question, sheet: Sheet, pages: dict[str, int]) -> int:
    """Return the page on which the last part of an answer stands, 0 where nothing is printed."""
    parts = parts_of_answer(question, sheet.handout, pages, sheet.region)
    return max(min((pages[id_] for id_ in part), default=0) for part in parts)

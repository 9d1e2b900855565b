"""The answer to a safety question stands on the first leaf of the sheet at hand."""

from dataclasses import replace

import pypdfium2
import pytest

from kat_handouts.checks.question_pages import LAST_PAGE, check_question_pages
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.content.library import load_library
from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import small_document
from tests.support.editing import edit

QUESTIONS = "content/questions.yaml"


def printed(project, handout="garden", style="", **variant):
    """Return the sheet, the finished PDF and the page of each of its segments."""
    path = project.root / "templates/styles/handout.css"
    path.write_text(path.read_text(encoding="utf-8") + style, encoding="utf-8")
    document = small_document(project, "en", handout, **variant)
    data = PdfRenderer(project).render(document).data
    with pypdfium2.PdfDocument(data) as pdf:
        pages = {text.segment: text.page for text in tagged_texts(pdf)}
    return document.sheet, data, pages


def found(project, sheet, data):
    return list(check_question_pages(load_library(project), sheet, data))


@pytest.fixture
def far(small_copy):
    """The garden with its answer on a page of its own, after all others."""
    return small_copy, *printed(small_copy, style="h2 { break-before: page; }")


def test_an_answer_beyond_the_first_leaf_is_found(far):
    project, sheet, data, pages = far
    answer = pages["advice.dig-again.wet.promise"]
    assert answer > LAST_PAGE
    [finding] = found(project, sheet, data)
    assert finding.rule == "question-far"
    assert f"“When may I dig again?” is answered on page {answer};" in finding.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Whoever asks at leisure may turn pages.
        ("    safety: true\n    topic: digging\n", "    topic: digging\n"),
        # On another route it does not come up.
        ("    topic: digging\n", "    topic: digging\n    when: {region: [gb]}\n"),
        # Of two places that say it, the nearer counts.
        ("garden: [advice.dig-again]", "garden: [[advice.dig-again, garden.main-message]]"),
    ],
)
def test_what_does_not_send_a_reader_far_is_left_alone(far, old, new):
    project, sheet, data, _ = far
    edit(project, QUESTIONS, old, new)
    assert found(project, sheet, data) == []


def test_the_last_part_of_an_answer_counts(far):
    project, sheet, data, _ = far
    edit(project, QUESTIONS, "[advice.dig-again]", "[garden.main-message, advice.dig-again]")
    assert len(found(project, sheet, data)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"locale": "es"},
        {"edition": "large-print"},
        {"staff": True},
        {"edition": "bilingual", "second": "es"},
    ],
)
def test_only_the_standard_english_sheet_is_held_to_it(far, other):
    project, sheet, data, _ = far
    assert found(project, replace(sheet, **other), data) == []


def test_other_handouts_answer_as_far_as_they_like(small_copy):
    edit(small_copy, QUESTIONS, "handout_at_hand: garden", "handout_at_hand: tea")
    edit(
        small_copy,
        QUESTIONS,
        "      garden: [advice.dig-again]\n",
        "      garden: [advice.dig-again]\n      tea: [tea.main-message]\n",
    )
    sheet, data, _ = printed(small_copy, style="h2 { break-before: page; }")
    assert found(small_copy, sheet, data) == []


def test_what_is_no_pdf_is_told_by_others(far):
    project, sheet, _, _ = far
    assert found(project, sheet, b"%PDF-1.7 cut") == []


def test_an_answer_on_the_first_leaf_is_near(small_copy):
    sheet, data, pages = printed(small_copy, "walk")
    assert pages["walk.path.warn.wall"] <= LAST_PAGE
    assert found(small_copy, sheet, data) == []

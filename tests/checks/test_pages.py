"""What the check of the pages finds: each fault is put into a real sheet, and must be named."""

import pypdfium2
import pytest

from kat_handouts.checks.pages import check_line_ends
from kat_handouts.checks.pdf import check_pdf, searchable
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.weasyprint_internals import readable_text
from tests.support.documents import make_document, small_document


def found_with(copied, style, tag="es", handout="garden"):
    path = copied.root / "templates/styles/handout.css"
    path.write_text(path.read_text(encoding="utf-8") + style, encoding="utf-8")
    document = small_document(copied, tag, handout)
    pdf = PdfRenderer(copied).render(document).data
    return list(check_pdf(pdf, document))


@pytest.mark.parametrize(
    ("style", "rule", "segment"),
    [
        ("h2 { break-after: page; }", "pdf-heading", "garden.morning.heading"),
        (
            ".steps > li { display: block !important; break-inside: auto; }"
            " .steps br + span { display: block; break-before: page; }",
            "pdf-split",
            "garden.morning.order.open",
        ),
        (
            ".crises { columns: auto; } .crisis { break-before: page; }",
            "pdf-split",
            "garden.recap.contacts",
        ),
        (".disclaimer { break-before: page; }", "pdf-last-page", "label.disclaimer"),
        ("p { line-height: 0.6; }", "pdf-collision", "garden.main-message"),
    ],
)
def test_a_page_that_is_broken_badly_is_found(small_copy, style, rule, segment):
    found = [item for item in found_with(small_copy, style) if item.rule == rule]
    assert found
    assert segment in {item.segment for item in found}


def test_a_box_that_no_page_holds_goes_on_and_one_that_a_page_holds_does_not(small_copy):
    """The numbers of a region may be more than a page of large print."""
    apart = (
        ".crises { columns: auto; } .crisis { break-before: page; }"
        " .contacts > h3 { margin-bottom: %s; }"
    )
    found = [found_with(small_copy, apart % gap) for gap in ("0", "200mm")]
    assert [[one.segment for one in some if one.rule == "pdf-split"] for some in found] == [
        ["garden.recap.contacts"],
        [],
    ]


def test_words_that_cannot_be_copied_are_found(project, render, monkeypatch):
    document = make_document(project, "hi", "next-steps")
    assert list(check_pdf(render(document), document)) == []
    monkeypatch.setattr(readable_text, "_needs_words", lambda _: False)
    found = list(check_pdf(PdfRenderer(project).render(document).data, document))
    assert "pdf-words" in {item.rule for item in found}


def test_the_letters_are_compared_without_signs_and_vowel_points():
    assert searchable("(مُدرَّب)، 10.") == "مدرب10"
    assert searchable("हिन्दी।") == "हिन्दी"


def test_texts_have_their_segments_and_tags(small, small_render):
    with pypdfium2.PdfDocument(small_render(small_document(small, "ar", "garden"))) as pdf:
        texts = tagged_texts(pdf)
    item = [text for text in texts if text.segment == "garden.signs.effects.passes.hands"]
    assert item
    assert all(text.within("LI") and text.within("Sect") for text in item)
    assert {ancestor.segment for text in item for ancestor in text.ancestors} > {
        "garden.signs.effects.passes"
    }


@pytest.mark.parametrize("line", ["。你好", "你好（", "、そして", "ッと"])
def test_a_line_that_is_broken_where_it_may_not_is_found(line):
    assert [item.rule for item in check_line_ends(["你好。", line])] == ["pdf-line-end"]

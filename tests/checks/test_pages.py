"""What the check of the pages finds: each fault is put into a real sheet, and must be named."""

import pypdfium2
import pytest

from conftest import make_document
from kat_handouts.batch.audit import check_page_counts
from kat_handouts.batch.manifest import ManifestEntry, SheetFacts
from kat_handouts.checks.pages import check_line_ends
from kat_handouts.checks.pdf import check_pdf, searchable
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.model.document import CatalogState
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.weasyprint_internals import readable_text


def found_with(copied, style, tag="es", handout="your-session"):
    path = copied.root / "templates/styles/handout.css"
    path.write_text(path.read_text(encoding="utf-8") + style, encoding="utf-8")
    document = make_document(copied, tag, handout)
    pdf = PdfRenderer(copied).render(document).data
    return list(check_pdf(pdf, document))


@pytest.mark.parametrize(
    ("style", "rule", "segment"),
    [
        ("h2 { break-after: page; }", "pdf-heading", "your-session.before.heading"),
        (
            ".step-text { display: block; break-before: page; }",
            "pdf-split",
            "your-session.before.steps.assessment",
        ),
        (".disclaimer { break-before: page; }", "pdf-last-page", "label.disclaimer"),
        ("p { line-height: 0.6; }", "pdf-collision", "your-session.main-message"),
    ],
)
def test_a_page_that_is_broken_badly_is_found(copied, style, rule, segment):
    found = [item for item in found_with(copied, style) if item.rule == rule]
    assert found
    assert segment in {item.segment for item in found}


def test_words_that_cannot_be_copied_are_found(project, render, monkeypatch):
    document = make_document(project, "hi", "next-steps")
    assert list(check_pdf(render(document), document)) == []
    monkeypatch.setattr(readable_text, "_needs_words", lambda _: False)
    found = list(check_pdf(PdfRenderer(project).render(document).data, document))
    assert "pdf-words" in {item.rule for item in found}


def test_the_letters_are_compared_without_signs_and_vowel_points():
    assert searchable("(مُدرَّب)، 10.") == "مدرب10"
    assert searchable("हिन्दी।") == "हिन्दी"


def test_texts_have_their_segments_and_tags(project, render):
    with pypdfium2.PdfDocument(render(make_document(project, "ar", "side-effects"))) as pdf:
        texts = tagged_texts(pdf)
    item = [text for text in texts if text.segment == "side-effects.overview.effects.passes.sleepy"]
    assert item
    assert all(text.within("LI") and text.within("Sect") for text in item)
    assert {ancestor.segment for text in item for ancestor in text.ancestors} > {
        "side-effects.overview.effects.passes"
    }


@pytest.mark.parametrize("line", ["。你好", "你好（", "、そして", "ッと"])
def test_a_line_that_is_broken_where_it_may_not_is_found(line):
    assert [item.rule for item in check_line_ends(["你好。", line])] == ["pdf-line-end"]


def test_a_translation_may_be_one_page_longer_or_shorter_than_english():
    facts = SheetFacts("", "X", 1, "letter", CatalogState(0, 0, 0, 0, 0))
    pages = {"en": 4, "es": 5, "ar": 3, "km": 6, "ta": 2}
    entries = [ManifestEntry(Sheet(tag, "x"), facts, n, "0" * 64) for tag, n in pages.items()]
    assert [entry.sheet.locale for entry, _ in check_page_counts(entries)] == ["km", "ta"]
    assert list(check_page_counts(entries[1:])) == []
    other = ManifestEntry(Sheet("km", "x", paper="a4"), facts, 6, "0" * 64)
    assert list(check_page_counts([entries[0], other])) == []

"""The evidence sheet as Markdown and as a PDF."""

import dataclasses
from datetime import date

import page as page_validation
import pypdfium2

from kat_handouts.evidence.pages import evidence_markdown, evidence_pdf
from kat_handouts.render.html import environment
from kat_handouts.render.template_files import TemplateFiles
from tests.support.evidence import evidence, statements


def test_an_overdue_source_is_marked(small):
    late = dataclasses.replace(small, today=date(2027, 6, 1))
    text = evidence_markdown(evidence(late), environment(TemplateFiles(late)))
    assert "**(overdue)**" in text
    assert "**(overdue)**" not in evidence_markdown(
        evidence(small), environment(TemplateFiles(small))
    )


def test_markdown_has_every_statement_and_every_source_in_whole_tables(small):
    found = evidence(small)
    text = evidence_markdown(found, environment(TemplateFiles(small)))
    for statement in statements(found):
        assert f"| {statement.number} | {statement.text}" in text
    for reference in found.references:
        assert reference.source.title in text
    columns = {line.count("|") for line in text.splitlines() if line.startswith("| ")}
    assert columns == {5, 4}
    assert "**(not read)**" in text
    assert "**(our own decision)**" in text
    for entry in found.unconfirmed.values():
        assert entry.handling in text


def test_the_pdf_is_tagged_and_has_every_statement(small):
    from kat_handouts.render.pdf import PdfRenderer

    found = evidence(small, "walk")
    pdf = evidence_pdf(found, PdfRenderer(small))
    report = page_validation.validate_pdf_bytes(
        pdf, profile=page_validation.ValidationProfile.PDF_UA_1
    )
    assert [failure.message for failure in report.failures] == []
    with pypdfium2.PdfDocument(pdf) as opened:
        text = " ".join(page.get_textpage().get_text_range() for page in opened)
    bare = "".join(text.split())
    for statement in statements(found):
        assert "".join(statement.text.split()) in bare
    assert found.digest[:16] in bare

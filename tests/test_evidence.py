"""The evidence sheet: every printed statement beside its sources, in a PDF and in Markdown."""

import dataclasses
import subprocess
import sys
from datetime import date

import page as page_validation
import pypdfium2
import pytest

from conftest import HANDOUTS, edit, make_document
from kat_handouts.evidence.pages import evidence_markdown, evidence_pdf
from kat_handouts.evidence.statements import evidence_for
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.html import environment
from kat_handouts.render.template_files import TemplateFiles


def evidence(project, handout="side-effects", region="us", locale="en", route=None):
    sheet = Sheet(locale, handout, region=region, route=route)
    return evidence_for(Localiser(project), sheet)


def statements(found):
    return [statement for part in found.parts for statement in part.statements]


@pytest.mark.parametrize("handout", HANDOUTS)
def test_every_statement_of_the_sheet_stands_on_it_once_in_order(project, handout):
    found = statements(evidence(project, handout))
    assert [statement.number for statement in found] == list(range(1, len(found) + 1))
    document = make_document(project, handout=handout)
    footer = {"label.clinic", "label.reviewed", "label.next-review", "label.revision"}
    titles = {
        "label.draft",
        "label.page-number",
        "label.main-message",
        "label.own-words",
        "label.summary",
    }
    printed = {text.segment for text in document.texts()} - footer - titles
    assert {statement.segment for statement in found} == printed


@pytest.mark.parametrize("handout", HANDOUTS)
def test_every_safety_statement_has_a_source_or_a_reason(project, handout):
    for statement in statements(evidence(project, handout)):
        assert not statement.safety or statement.references or statement.excuse, statement.segment


def test_the_marks_lead_to_the_sources(project, library):
    found = evidence(project)
    ids = {reference.number: reference.id for reference in found.references}
    assert list(ids) == list(range(1, len(ids) + 1))
    for statement in statements(found):
        named = tuple(ids[mark] for mark in statement.references)
        assert named == library.segments[statement.segment].sources


def test_a_route_and_a_region_change_what_is_to_be_signed(project):
    every = evidence(project, "your-session")
    spray = evidence(project, "your-session", route="nasal-spray")
    abroad = evidence(project, "what-is-kat", region="gb", locale="en-GB")
    assert len(statements(spray)) < len(statements(every))
    assert spray.digest != every.digest
    assert any("anaesthetic" in statement.text for statement in statements(abroad))
    assert "gb-law" in {reference.id for reference in abroad.references}


def test_the_digest_is_that_of_the_words(copied):
    before = evidence(copied).digest
    assert evidence(copied).digest == before
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "heading: The bladder")
    assert evidence(copied).digest != before


def test_an_overdue_source_is_marked(project):
    late = dataclasses.replace(project, today=date(2027, 6, 1))
    text = evidence_markdown(evidence(late), environment(TemplateFiles(late)))
    assert "**(overdue)**" in text
    text = evidence_markdown(evidence(project), environment(TemplateFiles(project)))
    assert "**(overdue)**" not in text


def test_markdown_has_every_statement_and_every_source_in_whole_tables(project):
    found = evidence(project, "what-is-kat")
    text = evidence_markdown(found, environment(TemplateFiles(project)))
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


def test_the_pdf_is_tagged_and_has_every_statement(project):
    from kat_handouts.render.pdf import PdfRenderer

    found = evidence(project, "after-today")
    pdf = evidence_pdf(found, PdfRenderer(project))
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


def test_the_command_writes_both_formats_and_refuses_what_is_not_there(tmp_path):
    def run(*args):
        return subprocess.run(
            [sys.executable, "-m", "kat_handouts", "evidence", *args, "-o", tmp_path],
            capture_output=True,
            text=True,
        )

    done = run("-H", "after-today", "--region", "gb")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "after-today.gb.md",
        "after-today.gb.pdf",
    ]
    assert "after-today.gb.pdf" in done.stdout
    wrong = run("-H", "after-tomorow", "--region", "xx")
    assert wrong.returncode == 2
    assert "after-tomorow" in wrong.stderr
    assert "“xx”" in wrong.stderr

"""The evidence sheet: every printed statement beside its sources, in a PDF and in Markdown."""

import pytest

from tests.support.documents import small_document
from tests.support.editing import edit
from tests.support.evidence import evidence, statements
from tests.support.small import SMALL_HANDOUTS


@pytest.mark.parametrize("handout", SMALL_HANDOUTS)
def test_every_statement_of_the_sheet_stands_on_it_once_in_order(small, handout):
    found = statements(evidence(small, handout))
    assert [statement.number for statement in found] == list(range(1, len(found) + 1))
    document = small_document(small, handout=handout)
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
    # A page and a card have their numbers in the strip alone.
    ends = [statement.segment for statement in found].count("label.emergency")
    assert ends == 1


@pytest.mark.parametrize("handout", SMALL_HANDOUTS)
def test_every_safety_statement_has_a_source_or_a_reason(small, handout):
    for statement in statements(evidence(small, handout)):
        assert not statement.safety or statement.references or statement.excuse, statement.segment


def test_the_marks_lead_to_the_sources(small, small_library):
    found = evidence(small)
    ids = {reference.number: reference.id for reference in found.references}
    assert list(ids) == list(range(1, len(ids) + 1))
    for statement in statements(found):
        named = tuple(ids[mark] for mark in statement.references)
        assert named == small_library.segments[statement.segment].sources


def test_a_route_and_a_region_change_what_is_to_be_signed(small):
    every = evidence(small, "garden")
    spray = evidence(small, "garden", route="nasal-spray")
    abroad = evidence(small, "garden", region="gb", locale="en-GB")
    assert len(statements(spray)) < len(statements(every))
    assert spray.digest != every.digest
    assert any("colour" in statement.text for statement in statements(abroad))
    assert "gb-club" in {reference.id for reference in abroad.references}


def test_the_digest_is_that_of_the_words(small_copy):
    before = evidence(small_copy).digest
    assert evidence(small_copy).digest == before
    edit(small_copy, "content/garden.yaml", "heading: A bench", "heading: The bench")
    assert evidence(small_copy).digest != before

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.catalogs.pseudo import LONGER, accented, mirrored
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.content.text import placeholder_names
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.languages import PSEUDO
from kat_handouts.typography.numbers import number_runs
from tests.support.documents import make_document
from tests.support.pdfs import page_texts

texts = st.lists(
    st.sampled_from(["Call ", "{emergency_number}", " now, ", "1,000", "2 to 4", ". ", "ö"]),
    min_size=1,
).map("".join)


@given(texts)
def test_placeholders_and_numbers_are_kept(text):
    for make in (accented, mirrored):
        assert placeholder_names(make(text)) == placeholder_names(text)
        assert number_runs(make(text)) == number_runs(text)


def test_accented_text_is_a_third_longer():
    text = "Do not drive until the next day, after a restful sleep."
    made = accented(text)
    assert made.startswith("[Dó ñót drívé")
    assert len(made) >= (1 + LONGER) * len(text) - 2


def test_mirrored_text_has_no_latin_letter():
    assert not any(char.isascii() and char.isalpha() for char in mirrored("Do not drive today?"))


@pytest.mark.parametrize("tag", PSEUDO)
def test_a_pseudo_language_breaks_no_rule_and_is_built_only_when_named(project, library, tag):
    assert load_translations(project, library.segments, tag).faults == {}
    everything = plan(project, library, Selection()).sheets
    assert tag not in {sheet.locale for sheet in everything}
    assert {sheet.locale for sheet in plan(project, library, Selection((tag,))).sheets} == {tag}


@pytest.mark.parametrize("handout", ["side-effects", "for-your-companion", "after-today"])
@pytest.mark.parametrize("tag", PSEUDO)
def test_the_layout_holds_for_longer_and_for_mirrored_text(
    project, render, monkeypatch, tag, handout
):
    """Where a form has a number of pages, that a text is too long for them is told, and no more."""
    monkeypatch.setattr("kat_handouts.render.pdf._too_many_pages", lambda *_: iter(()))
    document = make_document(project, tag, handout)
    pdf = render(document)
    runs_over = len(page_texts(pdf)) > (document.form.most_pages or math.inf)
    found = [
        one for one in check_pdf(pdf, document) if one.rule != "pdf-last-page" or not runs_over
    ]
    assert list(map(str, found)) == []
    assert document.english_title

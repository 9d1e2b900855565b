import pytest

from kat_handouts.checks.pdf import check_pdf, visual_lines
from tests.support.documents import make_document, small_document
from tests.support.editing import edit


def test_numbers_that_are_not_isolated_are_found_in_the_finished_pdf(
    small_copy, small_render, monkeypatch
):
    def heading(text):
        return f'heading: "A bench {text}"'

    edit(small_copy, "content/garden.yaml", "heading: A bench", heading("500 mg, 020 7946 0958"))
    name = "locales/ar/LC_MESSAGES/handouts.po"
    edit(small_copy, name, 'msgid "A bench"', 'msgid "A bench 500 mg, 020 7946 0958"')
    edit(small_copy, name, 'msgstr "مقعد"', 'msgstr "مقعد 500 mg, 020 7946 0958"')
    right = small_document(small_copy, "ar")
    assert list(check_pdf(small_render(right), right)) == []
    monkeypatch.setattr("kat_handouts.localise.texts.protect_numbers", lambda text, **_: text)
    wrong = small_document(small_copy, "ar")
    found = [item for item in check_pdf(small_render(wrong), wrong) if item.rule == "pdf-number"]
    assert {item.segment for item in found} == {"garden.back.bench.heading"}


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_text_near_the_edge_is_found(small_copy, tag):
    from kat_handouts.render.pdf import PdfRenderer

    name = "templates/styles/tokens.css"
    edit(small_copy, name, "--page-margin: 13mm 12.5mm 18.5mm", "--page-margin: 13mm 6mm 18.5mm")
    document = small_document(small_copy, tag)
    found = list(check_pdf(PdfRenderer(small_copy).render(document).data, document))
    assert {item.rule for item in found} == {"pdf-edge"}


def test_lines_are_read_as_the_eye_meets_them():
    glyphs = [("b", 10, 0, 15, 10), ("a", 0, 1, 5, 11), ("c", 60, 0, 65, 10), ("d", 0, 30, 5, 40)]
    assert visual_lines(glyphs) == ["d", "ab c"]


def test_a_number_is_not_pieced_together_from_two_columns(small, small_render, monkeypatch):
    document = small_document(small, "en")
    columns = [line.replace("911", "9 11") for line in ["911", "988", "10", "1in4"]]
    for read in ("visual_lines", "lines_as_set"):
        monkeypatch.setattr(f"kat_handouts.checks.pdf.{read}", lambda _: columns)
    found = [item.message for item in check_pdf(small_render(document), document)]
    assert any("the number 911 " in message for message in found)
    assert not any("the number 988 " in message for message in found)


@pytest.mark.parametrize("printed", ["30", "30⁵", "30½", "130", "305"])
def test_a_figure_at_a_number_on_paper_is_found(copied, render, printed):
    name = "content/side-effects.yaml"
    edit(copied, name, "heading: Bladder", "heading: Bladder (30)")
    expected = make_document(copied)
    edit(copied, name, "heading: Bladder (30)", f"heading: Bladder ({printed})")
    found = check_pdf(render(make_document(copied)), expected)
    numbers = [item.segment for item in found if item.rule == "pdf-number"]
    assert numbers == ([] if printed == "30" else ["side-effects.bladder.heading"])

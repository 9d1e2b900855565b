import hashlib
import json

import pytest

from conftest import edit, make_document
from kat_handouts.batch.audit import check_pdfs
from kat_handouts.batch.build import build
from kat_handouts.batch.plan import Selection
from kat_handouts.checks.pdf import check_pdf, visual_lines
from kat_handouts.render.rendered import RenderedSheet


@pytest.fixture
def output(project, render, tmp_path):
    class InProcess:
        def render_all(self, documents):
            for document in documents:
                yield document, RenderedSheet(render(document), 4)

    folder = tmp_path / "out"
    build(project, Selection(("ar",), ("next-steps",)), folder, InProcess())
    return folder


def rules(project, output):
    return [found.rule for found in check_pdfs(project, output)]


def test_a_fresh_build_is_fine(project, output):
    assert rules(project, output) == []


def test_an_empty_folder_is_reported(project, tmp_path):
    found = check_pdfs(project, tmp_path)
    assert [item.rule for item in found] == ["manifest"]
    assert "kat-handouts build" in found[0].hint


def test_a_missing_and_a_changed_file_are_found(project, output):
    file = output / "ar/next-steps.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    assert rules(project, output) == ["pdf-changed"]
    file.unlink()
    assert rules(project, output) == ["pdf-missing"]


def test_a_file_that_is_no_tagged_pdf_is_found(project, output):
    import weasyprint

    file = output / "ar/next-steps.pdf"
    file.write_bytes(weasyprint.HTML(string="<p>hello</p>").write_pdf())
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][0]["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    (output / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = check_pdfs(project, output)
    assert {"pdf-ua", "pdf-number"} <= {item.rule for item in found}
    assert {(item.locale, item.handout) for item in found} == {("ar", "next-steps")}


def test_numbers_that_are_not_isolated_are_found_in_the_finished_pdf(copied, render, monkeypatch):
    def heading(text):
        return f'heading: "Bladder {text}"'

    edit(copied, "content/side-effects.yaml", "heading: Bladder", heading("500 mg, 020 7946 0958"))
    name = "locales/ar/LC_MESSAGES/handouts.po"
    edit(copied, name, 'msgid "Bladder"', 'msgid "Bladder 500 mg, 020 7946 0958"')
    edit(copied, name, 'msgstr "المثانة"', 'msgstr "المثانة 500 mg, 020 7946 0958"')
    right = make_document(copied, "ar")
    assert list(check_pdf(render(right), right)) == []
    monkeypatch.setattr("kat_handouts.localise.texts.protect_numbers", lambda text, **_: text)
    wrong = make_document(copied, "ar")
    found = [item for item in check_pdf(render(wrong), wrong) if item.rule == "pdf-number"]
    assert {item.segment for item in found} == {"side-effects.bladder.heading"}


@pytest.mark.parametrize("tag", ["es", "hi", "km", "ar"])
def test_text_near_the_edge_is_found(copied, tag):
    from kat_handouts.render.pdf import PdfRenderer

    edit(
        copied, "templates/styles/handout.css", "margin: 21mm 18mm 22mm;", "margin: 22mm 6mm 24mm;"
    )
    document = make_document(copied, tag)
    found = list(check_pdf(PdfRenderer(copied).render(document).data, document))
    assert {item.rule for item in found} == {"pdf-edge"}


def test_lines_are_read_as_the_eye_meets_them():
    glyphs = [("b", 10, 0, 15, 10), ("a", 0, 1, 5, 11), ("c", 60, 0, 65, 10), ("d", 0, 30, 5, 40)]
    assert visual_lines(glyphs) == ["d", "ab c"]


def test_a_number_is_not_pieced_together_from_two_columns(project, render, monkeypatch):
    document = make_document(project, "en")
    columns = [line.replace("911", "9 11") for line in ["911", "988", "10", "1in4"]]
    monkeypatch.setattr("kat_handouts.checks.pdf.visual_lines", lambda _: columns)
    found = [item.message for item in check_pdf(render(document), document)]
    assert any("the number 911 " in message for message in found)
    assert not any("the number 988 " in message for message in found)

"""The audit of an output folder: each file is the one of the manifest, and passes its checks."""

import hashlib
import json
from dataclasses import replace

import pypdfium2
import pytest

from kat_handouts.batch.audit import audit_pdfs, check_page_counts, check_pdfs
from kat_handouts.batch.build import build
from kat_handouts.batch.manifest import ManifestEntry, SheetFacts
from kat_handouts.batch.plan import Selection
from kat_handouts.model.document import CatalogState
from kat_handouts.model.economy import Economy
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.rendered import RenderedSheet
from tests.support.editing import edit, write


@pytest.fixture
def output(small, small_render, tmp_path):
    class InProcess:
        def render_all(self, documents):
            for document in documents:
                yield document, RenderedSheet(small_render(document), 4)

    folder = tmp_path / "out"
    build(small, Selection(("ar",), ("tea",)), folder, InProcess())
    return folder


class AllInProcess:
    """A renderer of any project, in this process."""

    def __init__(self, project):
        self.renderer = PdfRenderer(project)

    def render_all(self, documents):
        for document in documents:
            yield document, self.renderer.render(document)


def rules(project, output):
    return [found.rule for found in check_pdfs(project, output)]


def test_a_fresh_build_is_fine(small, output):
    assert rules(small, output) == []


def test_the_pages_of_each_pdf_are_measured(small, output):
    (pages,) = audit_pdfs(small, output).pages
    assert (pages.sheet.locale, pages.sheet.handout) == ("ar", "tea")
    with pypdfium2.PdfDocument(output / "ar/tea.pdf") as pdf:
        assert len(pages.blank) == len(pdf)
    assert all(0 <= share < 1 for share in pages.blank)


def test_what_was_not_built_here_is_not_measured(small, output):
    file = output / "ar/tea.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    assert audit_pdfs(small, output).pages == []


def narrow(monkeypatch, **limits):
    standard = replace(EDITIONS["standard"], economy=Economy(**limits))
    monkeypatch.setitem(EDITIONS, "standard", standard)


def economy(project, output):
    found = [item for item in check_pdfs(project, output) if item.rule == "page-economy"]
    return {(item.locale, item.handout) for item in found}


def test_a_page_that_is_blanker_than_its_edition_allows_is_found(small, output, monkeypatch):
    narrow(monkeypatch, most_blank=0, least_of_last=1)
    assert economy(small, output) <= {("ar", "tea")}
    build(small, Selection(("ar",), ("tea", "garden")), output, AllInProcess(small))
    assert ("ar", "garden") in economy(small, output)
    staff = Selection(("ar",), ("garden",), staff=True)
    build(small, staff, output / "staff", AllInProcess(small))
    assert economy(small, output / "staff") == set()


def test_a_packet_of_one_language_and_the_mean_of_all_have_their_limits(small, output, monkeypatch):
    narrow(monkeypatch, english_packet_pages=1, packet_pages=1, mean_packet_pages=1)
    assert economy(small, output) == set()
    build(small, Selection(("ar",)), output, AllInProcess(small))
    assert economy(small, output) == {("ar", None)}
    build(small, Selection(), output, AllInProcess(small))
    assert economy(small, output) == {("en", None), ("ar", None), ("es", None), (None, None)}


def test_what_a_clinic_adds_is_not_in_the_packet(small_clinic, tmp_path, monkeypatch):
    text = (small_clinic.bundled / "content/walk.yaml").read_text(encoding="utf-8")
    write(small_clinic, "content/run.yaml", text.replace("KAT-93", "RUN-1"))
    narrow(monkeypatch, english_packet_pages=1)
    renderer = AllInProcess(small_clinic)
    build(small_clinic, Selection(("en",), ("run", "walk", "tea")), tmp_path / "out", renderer)
    assert economy(small_clinic, tmp_path / "out") == set()
    build(small_clinic, Selection(("en",), ("garden",)), tmp_path / "out", renderer)
    (found,) = [
        item for item in check_pdfs(small_clinic, tmp_path / "out") if item.rule == "page-economy"
    ]
    shipped = [
        len(pages.blank)
        for pages in audit_pdfs(small_clinic, tmp_path / "out").pages
        if pages.sheet.handout != "run"
    ]
    assert f"take {sum(shipped)} pages" in found.message


def test_a_handout_that_people_take_up_in_need_has_the_numbers_on_page_1(small_copy, tmp_path):
    names = ("garden", "tea")
    for name in names:
        edit(small_copy, f"content/{name}.yaml", "revision:", "numbers_first: true\nrevision:")
    write(small_copy, "templates/styles/clinic.css", ".strip { display: none; }\n")
    folder = tmp_path / "out"
    build(small_copy, Selection(("en", "ar"), names), folder, AllInProcess(small_copy))
    found = [item for item in check_pdfs(small_copy, folder) if item.rule == "pdf-first-page"]
    assert {(item.handout, item.locale) for item in found} == {
        (name, tag) for name in names for tag in ("en", "ar")
    }
    write(small_copy, "templates/styles/clinic.css", "")
    build(small_copy, Selection(("en", "ar"), names), folder, AllInProcess(small_copy))
    assert not [item for item in check_pdfs(small_copy, folder) if item.rule == "pdf-first-page"]


def test_an_empty_folder_is_reported(small, tmp_path):
    found = check_pdfs(small, tmp_path)
    assert [item.rule for item in found] == ["manifest"]
    assert "kat-handouts build" in found[0].hint


def test_a_missing_and_a_changed_file_are_found(small, output):
    file = output / "ar/tea.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    assert rules(small, output) == ["pdf-changed"]
    file.unlink()
    assert rules(small, output) == ["pdf-missing"]


def test_a_language_that_this_version_does_not_know_is_told_beside_the_others(small, output):
    path = output / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"].append({**manifest["files"][0], "file": "ml/tea.pdf", "locale": "ml"})
    path.write_text(json.dumps(manifest), encoding="utf-8")
    (found,) = check_pdfs(small, output)
    assert (found.rule, found.locale) == ("manifest", "ml")
    assert "manifest.json" in found.message


def test_a_file_that_is_no_tagged_pdf_is_found(small, output):
    import weasyprint

    file = output / "ar/tea.pdf"
    file.write_bytes(weasyprint.HTML(string="<p>hello</p>").write_pdf())
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][0]["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    (output / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = check_pdfs(small, output)
    assert {"pdf-ua", "pdf-number"} <= {item.rule for item in found}
    assert {(item.locale, item.handout) for item in found} == {("ar", "tea")}


def test_a_translation_may_be_one_page_longer_or_shorter_than_english():
    facts = SheetFacts("", "X", 1, "letter", CatalogState(0, 0, 0, 0, 0))
    pages = {"en": 4, "es": 5, "ar": 3, "km": 6, "ta": 2}
    entries = [ManifestEntry(Sheet(tag, "x"), facts, n, "0" * 64) for tag, n in pages.items()]
    assert [entry.sheet.locale for entry, _ in check_page_counts(entries)] == ["km", "ta"]
    assert list(check_page_counts(entries[1:])) == []
    other = ManifestEntry(Sheet("km", "x", paper="a4"), facts, 6, "0" * 64)
    assert list(check_page_counts([entries[0], other])) == []


def test_the_pages_of_a_translation_in_the_making_are_a_warning():
    for fuzzy, untranslated, severity in ((0, 0, "error"), (1, 0, "warning"), (0, 1, "warning")):
        state = CatalogState(3, 3 - fuzzy - untranslated, fuzzy, untranslated, 0)
        facts = SheetFacts("", "X", 1, "letter", state)
        sheets = [
            ManifestEntry(Sheet(tag, "x"), facts, n, "0") for tag, n in (("en", 4), ("km", 7))
        ]
        ((_, found),) = check_page_counts(sheets)
        assert found.severity.value == severity

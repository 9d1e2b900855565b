"""A form: tagged and named in the sheet's language, and what is typed comes back in two readers."""

import io
import subprocess
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from tests.support.pdfs import faults

TYPED = "Zoe 555-0142"


@pytest.fixture(scope="module")
def form(filler):
    made = {}

    def form(locale, handout="before-your-visit"):
        if (locale, handout) not in made:
            document = filler.document(locale, handout, fill="form")
            made[locale, handout] = document, filler.renderer.render(document).data
        return made[locale, handout]

    return form


def widgets(pdf):
    """Yield each widget of a document with its page, in the order of the tab key."""
    for number, page in enumerate(pdf.pages):
        for widget in page.obj.get("/Annots", []):
            if widget.Subtype == "/Widget":
                yield number, widget


def name_of(widget):
    return str(widget.get("/T") or widget.Parent.T)


@pytest.mark.parametrize("locale", ["en", "ar", "ur", "hi", "zh-Hans", "my", "ko"])
def test_a_form_passes_every_check(form, locale):
    document, pdf = form(locale)
    assert faults(pdf, document) == []


@pytest.mark.parametrize("locale", ["en", "ar", "hi"])
def test_each_box_says_what_it_is_for_in_the_language_of_the_sheet(form, locale):
    document, pdf = form(locale)
    words = " ".join(text.plain for text in document.texts())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [*widgets(opened)]
        assert len(found) > 8
        for _, widget in found:
            tooltip = str(widget.get("/TU") or widget.Parent.TU)
            assert tooltip
            assert all(part in words for part in tooltip.split(": ")), tooltip
            assert widget.F == 4
            assert widget.AP.N.Subtype == "/Form"
            assert widget.get("/Q", 0) == (2 if document.language.direction == "rtl" else 0)
        assert all(page.Tabs == "/S" for page in opened.pages)
        assert "/XFA" not in opened.Root.AcroForm
        assert not opened.Root.AcroForm.get("/NeedAppearances", False)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_tab_key_goes_in_reading_order(form, locale):
    _, pdf = form(locale)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        in_tree = []

        def walk(node):
            if isinstance(node, pikepdf.Array):
                for child in node:
                    walk(child)
            elif isinstance(node, pikepdf.Dictionary):
                if node.get("/Type") == "/OBJR":
                    in_tree.append((node.Obj.objgen, str(form_of[-1].get("/Lang", ""))))
                form_of.append(node)
                walk(node.get("/K", pikepdf.Array()))
                form_of.pop()

        form_of = []
        walk(opened.Root.StructTreeRoot)
        found = [*widgets(opened)]
        assert [one for one, _ in in_tree] == [widget.objgen for _, widget in found]
        assert {language for _, language in in_tree} == {locale}
        # The first row under the title, as it is read.
        row = [w.Rect for n, w in found if n == 0][2:5]
        sign = 1 if locale == "en" else -1
        assert all(sign * float(a[0]) < sign * float(b[0]) for a, b in pairwise(row))
        for _, widget in found:
            tree = opened.Root.StructTreeRoot.ParentTree
            keys = [int(number) for number in tree.Nums[::2]]
            element = tree.Nums[2 * keys.index(int(widget.StructParent)) + 1]
            assert element.S == "/Form"


def test_boxes_of_one_name_are_one_field(form):
    _, pdf = form("en", "next-steps")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = [str(one.T) for one in opened.Root.AcroForm.Fields]
        assert len(names) == len({*names})
        in_boxes = [name_of(widget) for _, widget in widgets(opened)]
        assert {*in_boxes} == {*names}
        twice = {name for name in in_boxes if in_boxes.count(name) > 1}
        for field in opened.Root.AcroForm.Fields:
            assert len(field.get("/Kids", [field])) == in_boxes.count(str(field.T))
    assert twice or len(in_boxes) == len(names)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_what_is_typed_into_a_box_in_chromium_comes_back(form, locale, tmp_path):
    """PDFium is what Chromium shows PDFs with: a click, letters, and the file saved."""
    _, pdf = form(locale)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        [(number, box)] = [
            (number, [float(edge) for edge in widget.Rect])
            for number, widget in widgets(opened)
            if name_of(widget) == "companion"
        ]
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    with pypdfium2.PdfDocument(pdf) as opened:
        opened.init_forms()
        page = opened[number]
        before = page.render(scale=2, may_draw_forms=True).to_numpy().copy()
        handle = opened.formenv.raw
        raw.FORM_OnLButtonDown(handle, page.raw, 0, across, up)
        raw.FORM_OnLButtonUp(handle, page.raw, 0, across, up)
        for char in TYPED:
            raw.FORM_OnChar(handle, page.raw, ord(char), 0)
        raw.FORM_ForceToKillFocus(handle)
        after = page.render(scale=2, may_draw_forms=True).to_numpy()
        rows, columns = (before != after).any(axis=-1).nonzero()
        saved = io.BytesIO()
        opened.save(saved)
        height = page.get_height()
    # It stands in its box, at the side where the language begins.
    assert box[0] * 2 - 4 <= columns.min()
    assert columns.max() <= box[2] * 2 + 4
    assert (height - box[3]) * 2 - 4 <= rows.min()
    assert rows.max() <= (height - box[1]) * 2 + 4
    middle = (columns.min() + columns.max()) / 4
    assert middle < across if locale == "en" else middle > across
    with pikepdf.open(io.BytesIO(saved.getvalue())) as opened:
        [field] = [one for one in opened.Root.AcroForm.Fields if one.T == "companion"]
        assert str(field.V) == TYPED
    done = subprocess.run(["pdftotext", "-", "-"], input=saved.getvalue(), capture_output=True)
    assert TYPED in done.stdout.decode()


def test_what_a_program_fills_in_is_shown_by_poppler(form):
    _, pdf = form("en")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for field in opened.acroform.fields:
            if field.fully_qualified_name == "name":
                field.set_value("Núñez", False)
                for box in opened.acroform.get_annotations_for_field(field):
                    field.generate_appearance(box)
        saved = io.BytesIO()
        opened.save(saved)
    done = subprocess.run(["pdftotext", "-", "-"], input=saved.getvalue(), capture_output=True)
    assert done.stderr == b""
    assert "Núñez" in done.stdout.decode()


def test_the_bytes_of_a_form_depend_on_the_sheet_alone_and_so_does_its_code(filler, form):
    document, pdf = form("en")
    assert document.sheet_id == filler.document("en", "before-your-visit").sheet_id
    assert filler.renderer.render(document).data == pdf

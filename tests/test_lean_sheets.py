"""What makes a sheet smaller and quicker changes nothing that is seen."""

import io
import pickle
import subprocess
import sys
from fractions import Fraction

import pikepdf
import pydyf
import pypdfium2
import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import CSS, HTML
from weasyprint.css.validation.properties import PendingProperty

from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.weasyprint_internals import (
    lean_drawing,
    lean_fonts,
    lean_styles,
    lean_writing,
)
from kat_handouts.render.weasyprint_internals.merged_styles import merged
from tests.support.documents import make_variant_of
from tests.support.shipped import ROOT

# A CJK font, a font with hinting and marks, right to left, and a sheet with lines to write on.
SHEETS = [
    ("zh-Hans", {"handout": "after-today"}),
    ("km", {"handout": "after-today", "edition": "cards"}),
    ("ar", {"handout": "next-steps"}),
    ("en", {"handout": "before-your-visit", "edition": "large-print"}),
]


# In a process of its own: what is replaced once is replaced for good.
PLAIN = """
import pickle, sys
sys.path.insert(0, {root!r})
from kat_handouts.files.project import Project
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render import pdf
from kat_handouts.render.weasyprint_internals import (
    lean_drawing, lean_fonts, lean_styles, lean_writing
)
from tests.support.documents import make_variant_of
from tests.support.shipped import ROOT
for part in (lean_drawing, lean_fonts, lean_styles, lean_writing):
    part.install = lambda: None
pdf.merged = list
project = Project(root=ROOT, bundled=ROOT)
renderer = PdfRenderer(project)
sheets = [renderer.render(make_variant_of(project, tag, **rest)).data for tag, rest in {sheets!r}]
sys.stdout.buffer.write(pickle.dumps(sheets))
"""


@pytest.fixture(scope="module")
def plain():
    """The sheets without the short cuts."""
    code = PLAIN.format(root=str(ROOT), sheets=SHEETS)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return pickle.loads(done.stdout)


def pages(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return [
            pdf[number].render(scale=1, grayscale=True).to_numpy() for number in range(len(pdf))
        ]


def words(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.parametrize("number", range(len(SHEETS)))
def test_a_lean_sheet_looks_and_reads_like_a_plain_one(project, render, plain, number):
    locale, variant = SHEETS[number]
    before = plain[number]
    after = render(make_variant_of(project, locale, **variant))
    # Lines are solid, so that only the fonts can be smaller.
    assert len(after) < len(before) if locale == "zh-Hans" else len(after) <= len(before)
    assert words(after) == words(before)
    for old, new in zip(pages(before), pages(after), strict=True):
        assert old.shape == new.shape
        assert not (abs(old.astype(int) - new.astype(int)) > 64).any()


def fonts_in(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor":
                yield font


def test_a_chinese_sheet_embeds_the_bare_outlines_of_its_letters(project, render):
    data = render(make_variant_of(project, "zh-Hans", "side-effects"))
    assert len(data) < 160_000
    kinds = {str(font.FontFile3.Subtype) for font in fonts_in(data) if "/FontFile3" in font}
    assert kinds == {"/CIDFontType0C"}


def test_the_glyphs_of_a_cut_font_keep_their_numbers(project, render):
    data = render(make_variant_of(project, "ja", "after-today"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        checked = 0
        for font in pdf.objects:
            if not (
                isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/CIDFontType0"
            ):
                continue
            cids = set(
                lean_fonts._cids(lean_fonts._parsed(font.FontDescriptor.FontFile3.read_bytes()))
            )
            widths = [item for item in font.W if not isinstance(item, pikepdf.Array)]
            assert {int(first) for first in widths} <= cids
            checked += 1
    assert checked == 2


def test_a_font_whose_glyphs_have_other_numbers_is_embedded_as_before(project, render, monkeypatch):
    monkeypatch.setattr(lean_fonts, "_kept", {})
    monkeypatch.setattr(lean_fonts, "_numbered_by_cid", lambda font: False)
    data = render(make_variant_of(project, "zh-Hans", "after-today"))
    kinds = {str(font.FontFile3.Subtype) for font in fonts_in(data) if "/FontFile3" in font}
    assert kinds == {"/OpenType"}


@pytest.mark.costly
def test_a_sheet_is_the_same_whatever_was_made_before_it(project):
    """Kept fonts and pictures must not show: a sheet made alone equals one made among others."""
    documents = [make_variant_of(project, locale, **variant) for locale, variant in SHEETS]
    alone = [PdfRenderer(project).render(document).data for document in documents]
    renderer = PdfRenderer(project)
    for document in reversed(documents):
        renderer.render(document)
    assert [renderer.render(document).data for document in documents] == alone


def test_what_was_kept_is_forgotten_at_some_time(project, render, monkeypatch):
    monkeypatch.setattr(lean_fonts, "_kept", {})
    monkeypatch.setattr(lean_fonts, "_MOST_KEPT", 2)
    for locale in ("es", "hi"):
        render(make_variant_of(project, locale, "after-today"))
    assert len(lean_fonts._kept) == 2


def test_a_picture_is_drawn_once_for_all_sheets_of_a_renderer(project, monkeypatch):
    drawn = []
    real = lean_drawing._draw_svg

    def draw_svg(svg, *rest):
        drawn.append(svg.url)
        return real(svg, *rest)

    monkeypatch.setattr(lean_drawing, "_draw_svg", draw_svg)
    renderer = PdfRenderer(project)
    document = make_variant_of(project, "es", "side-effects")
    renderer.render(document)
    assert drawn
    drawn.clear()
    renderer.render(document)
    assert drawn == []


def test_a_dotted_line_is_one_stroke(project):
    """Shipped sheets have none; a style of a clinic may."""
    page = '<body lang="en"><title>t</title><p style="border-bottom: 1pt dotted #333">1</p>'
    with pikepdf.open(io.BytesIO(PdfRenderer(project).print_html(page, [], []).pdf)) as pdf:
        [drawn] = [pikepdf.parse_content_stream(page) for page in pdf.pages]
    operators = [str(operator) for _, operator in drawn]
    assert (operators.count("d"), operators.count("c")) == (1, 0)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_short_cuts_give_the_values_that_weasyprint_computes(project, monkeypatch, direction):
    """Every property of every element of a sheet."""
    locale = "en" if direction == "ltr" else "ar"
    document = make_variant_of(project, locale, "side-effects")
    compared, taken = [], set()
    quick = lean_styles._computed_quickly

    def both(style, key):
        declared = dict(style.cascaded)
        value = quick(style, key)
        slow = dict.pop(style, key, None)
        taken.update(name for name in declared if style.cascaded[name] is not declared[name])
        style.cascaded = declared
        computed = lean_styles._compute(style, key)
        assert computed == value == slow, key
        compared.append(key)
        return value

    monkeypatch.setattr(lean_styles, "_computed_quickly", both)
    PdfRenderer(project).render(document)
    assert len(set(compared)) > 50
    # Values with a custom property in them were compared too.
    assert {"margin_bottom", "font_size", "padding_inline_start", "color"} <= taken
    assert len(compared) > 5_000


def test_a_custom_property_that_is_wrong_is_told_as_weasyprint_tells_it(project):
    """What is undefined, of the wrong kind or refers to itself stays for WeasyPrint to refuse."""
    renderer = PdfRenderer(project)
    for value in ("var(--undefined)", "var(--word)", "var(--itself)"):
        page = f"""<style>html {{ --word: red; --itself: var(--itself) }} p {{ margin: {value} }}
            </style><body lang="en"><title>t</title><p>1</p><p>2</p>"""
        printed = renderer.print_html(page, [], [])
        assert {found.rule for found in printed.findings} == {"render-log"}, value


class _Style(dict):
    """A style of one declaration and one custom property, such as each page brings anew."""

    base_url = parent_style = None

    def __init__(self, declaration, value):
        super().__init__(__size=tinycss2.parse_component_value_list(value))
        self.cascaded = {"font_size": (declaration, (3, 0, (0, 0, 1)))}


def test_a_declaration_knows_a_few_values_and_forgets_what_is_more():
    tokens = tinycss2.parse_component_value_list("var(--size)")
    declaration = PendingProperty(tokens, "font-size")
    for size in range(1, 200):
        style = _Style(declaration, f"{size}px")
        lean_styles._substitute(style, "font_size")
        assert style.cascaded["font_size"][0].value == size
        assert 1 <= len(vars(declaration)["_known"]) <= lean_styles._MOST_KNOWN


@given(
    st.one_of(
        *(st.binary(), st.integers(), st.booleans(), st.floats(allow_nan=False)),
        st.text(st.characters(max_codepoint=127)),
        st.builds(Fraction, st.integers(), st.integers(min_value=1)),
    )
)
def test_a_value_is_written_as_pydyf_writes_it(value):
    try:
        expected = lean_writing._write(value)
    except OverflowError:  # What is infinite has no place in a PDF.
        with pytest.raises(OverflowError):
            lean_writing._written(value)
    else:
        assert lean_writing._written(value) == expected


def test_every_page_has_its_reference_as_pages_are_added():
    lean_writing.install()
    pdf = pydyf.PDF()
    for number in range(1, 4):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert len(pdf.page_references) == number
        assert pdf.page_references[-1] == pdf.objects[-1].reference


def test_the_later_of_two_equal_rules_wins_and_a_stronger_one_wherever_it_stands():
    styles = [
        CSS(string="p.a { color: red } p { margin: 1px } @page { size: A5 }"),
        CSS(string="p { margin: 2px; color: blue } *[lang] { color: lime } @page { size: A6 }"),
    ]
    page = '<p class="a">x</p><p lang="en">y</p>'
    (together,) = merged(styles)
    for given_styles in (styles, [together]):
        sheet = HTML(string=page).render(stylesheets=given_styles).pages[0]
        body = sheet._page_box.children[0].children[0]
        assert [tuple(p.style["color"].coordinates) for p in body.children] == [
            (1, 0, 0),
            (0, 1, 0),
        ]
        assert [p.style["margin_top"].value for p in body.children] == [2, 2]
        assert round(sheet.width) == 397


def test_styles_with_layers_stay_apart():
    styles = [CSS(string="@layer a { p { color: red } }"), CSS(string="p { color: blue }")]
    assert merged(styles) == styles

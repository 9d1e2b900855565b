import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.content.blocks import Block
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import RenderError
from kat_handouts.model.phone import Phone, dialled
from kat_handouts.render.html import _ADDRESS_PART, environment, render_html
from kat_handouts.render.template_files import TemplateFiles
from kat_handouts.typography.numbers import protect_phone
from tests.support.clinics import clinic_with
from tests.support.documents import small_document
from tests.support.editing import edit
from tests.support.shipped import ROOT


def html_of(project, *args, **kwargs):
    return render_html(
        small_document(project, *args, **kwargs), environment(TemplateFiles(project))
    )


def test_markup_in_a_catalog_prints_as_text(small_copy):
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(
        small_copy,
        po,
        'msgstr "Un banco"',
        'msgstr "<b>Un banco</b> &amp; <script>alert()</script>"',
    )
    html = html_of(small_copy, "es")
    assert "&lt;b&gt;Un banco&lt;/b&gt; &amp;amp; &lt;script&gt;" in html
    assert "<script" not in html


def test_markup_in_a_clinics_name_prints_as_text(small):
    assert "&lt;i&gt;Clinic" in html_of(small, clinic=Clinic(name="<i>Clinic"))


def test_every_text_is_anchored_by_its_segment(small):
    document = small_document(small, "ar")
    html = render_html(document, environment(TemplateFiles(small)))
    anchors = set(re.findall(r'(?:id|data-segment)="([^"]+)"', html))
    assert {text.segment for text in document.texts()} <= anchors


def test_english_on_a_translated_sheet_says_so_in_its_tags(small_copy):
    edit(small_copy, "locales/ar/LC_MESSAGES/handouts.po", 'msgstr "انتبه لظهرك"', 'msgstr ""')
    html = html_of(small_copy, "ar")
    heading = re.search(r'<h2 id="garden.back.heading"([^>]*)>(.*?)</h2>', html)
    assert heading[1] == ' lang="en" dir="ltr"'
    assert "untranslated-mark" in heading[2]


def test_templates_hold_no_words():
    # The evidence sheet is for staff and in English alone, as the content that it shows.
    folder = ROOT / "templates"
    for_staff = {*folder.glob("evidence.*"), folder / "packet.html.j2"}
    for_staff |= set((folder / "gallery").glob("*.j2"))
    # Fonts are rules of a style.
    for_patients = set(folder.rglob("*.j2")) - for_staff - {folder / "macros/fonts.html.j2"}
    assert len(for_patients) >= 3
    for path in for_patients:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>|[\w-]+=\"[^\"]*\"", "", text)
        assert re.findall(r"\w+", text) == [], path.name


def test_a_broken_template_names_its_file_and_line(small_copy):
    path = small_copy.root / "templates/handout.html.j2"
    path.write_text("<p>\n{% if %}\n", encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        html_of(small_copy)
    found = caught.value.findings[0]
    assert found.file.endswith("handout.html.j2")
    assert (found.line, found.handout, found.locale) == (2, "garden", "en")


def test_an_undefined_name_in_a_template_is_an_error(small_copy):
    edit(
        small_copy, "templates/handout.html.j2", "{{ document.title.bare }}", "{{ document.titel }}"
    )
    with pytest.raises(RenderError, match="titel"):
        html_of(small_copy)


@pytest.mark.parametrize(
    ("printed", "called"),
    [
        ("555-0100", "5550100"),
        ("+44 20 7946 0000 x3", "+442079460000;ext=3"),
        ("555-0100x42317", "5550100;ext=42317"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("(0)20 7946 0000", "02079460000"),
        ("(212) 555-0100", "2125550100"),
        ("911", "911"),
    ],
)
def test_an_extension_is_no_part_of_the_number(printed, called):
    assert dialled(printed) == called
    assert dialled(protect_phone(printed, right_to_left=True)) == called


def test_the_page_calls_the_number_with_its_extension(render_variant):
    clinic = clinic_with(after_hours="+44 20 7946 0000 x3")
    _, sheet = render_variant("ar", "side-effects", clinic=clinic, format="html")
    page = sheet.data.decode()
    assert 'href="tel:+442079460000;ext=3"' in page
    assert "911" in re.findall(r'href="tel:([^"]*)"', page)


def test_each_number_of_a_purpose_stands_with_its_name(render_variant):
    phones = (Phone("555-0100 ext. 7", "<b>Nurse"), Phone("555-0142"))
    clinic = Clinic(phones={"daytime": phones}, website="https://a.org/b?c=d&e=f")
    _, sheet = render_variant("en", "side-effects", clinic=clinic, format="html")
    page = sheet.data.decode()
    dials = re.findall(r'href="tel:([^"]*)"', page)
    at = dials.index("5550100;ext=7")
    assert dials[at - 1 : at + 2] == ["911", "5550100;ext=7", "5550142"]
    assert "&lt;b&gt;Nurse" in page
    assert "a.<wbr>org/<wbr>b?<wbr>c=<wbr>d&amp;<wbr>e=<wbr>f" in page


@given(st.text(max_size=60))
def test_an_address_is_in_parts_that_make_it_whole(address):
    parts = _ADDRESS_PART.findall(address.replace("\n", ""))
    assert "".join(parts) == address.replace("\n", "")


def test_every_type_of_block_has_a_template_of_its_own():
    names = {path.name.removesuffix(".html.j2") for path in (ROOT / "templates/blocks").iterdir()}
    blocks = get_args(get_args(Block)[0])
    types = {get_args(block.model_fields["type"].annotation)[0] for block in blocks}
    assert len(types) > 7
    # A statement of a region is a paragraph, and room to write holds what a clinic has set.
    assert types - {"region-statement"} | {"times"} <= names

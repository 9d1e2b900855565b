"""A clinic's template takes the place of some blocks of a shipped one."""

import re

import pypdfium2
import pytest

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.gallery import INDEX
from kat_handouts.batch.manifest import read_manifest
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.files.project import Project
from kat_handouts.model.errors import RenderError
from kat_handouts.render.html import environment, render_html
from kat_handouts.render.inheritance import blocks_of
from kat_handouts.render.pdf import PdfRenderer
from kat_handouts.render.phone import render_phone
from kat_handouts.render.template_files import TemplateFiles
from tests.support.documents import make_variant_of, small_document
from tests.support.editing import edit, write
from tests.support.fakes import FaithfulRenderer
from tests.support.shipped import ROOT

PAPER = "templates/handout.html.j2"
PHONE = "templates/phone/handout.html.j2"
CONTACTS = "templates/blocks/contacts.html.j2"
EXTENDS = '{% extends "shipped/handout.html.j2" %}\n'


def html_of(project, **kwargs):
    return render_html(small_document(project, **kwargs), environment(TemplateFiles(project)))


def phone_page_of(project):
    document = make_variant_of(project, "en", "garden", format="html")
    return render_phone(document, environment(TemplateFiles(project)))


def fault(project):
    with pytest.raises(RenderError) as caught:
        html_of(project)
    (found,) = caught.value.findings
    assert found.rule == "template"
    assert found.handout == "garden"
    return found


def test_a_template_that_changes_no_block_changes_nothing(small_clinic):
    before = html_of(small_clinic)
    write(small_clinic, PAPER, EXTENDS)
    write(small_clinic, CONTACTS, '{% extends "shipped/blocks/contacts.html.j2" %}\n')
    assert html_of(small_clinic) == before


@pytest.mark.parametrize(
    "block", ["head", "header", "footer", "logo", "title", "notices", "main_message", "end"]
)
def test_a_block_is_added_to_and_the_rest_stays(small_clinic, block):
    before = html_of(small_clinic)
    write(
        small_clinic,
        PAPER,
        f"{EXTENDS}{{% block {block} %}}\n{{{{ super() }}}}<i>ours</i>\n{{% endblock %}}\n",
    )
    after = html_of(small_clinic)
    assert "<i>ours</i>" in after
    assert after.replace("<i>ours</i>\n", "") == before


def test_a_section_is_framed_where_it_stands(small_clinic):
    write(
        small_clinic,
        PAPER,
        EXTENDS + "{% block section %}<div class='{{ section.id }}'>{{ super() }}</div>"
        "{% endblock %}",
    )
    assert "<div class='garden.back'>" in html_of(small_clinic)


@pytest.mark.parametrize("block", ["contacts", "heading", "lines", "clinic"])
def test_the_panel_of_contacts_has_blocks_on_paper_and_on_the_phone(small_clinic, block):
    write(
        small_clinic,
        CONTACTS,
        '{% extends "shipped/blocks/contacts.html.j2" %}'
        f"{{% block {block} %}}{{{{ super() }}}}<i>ours</i>{{% endblock %}}",
    )
    assert html_of(small_clinic).count("<i>ours</i>") == 1
    page = phone_page_of(small_clinic)
    assert page.count(b"<i>ours</i>") == 1


@pytest.mark.parametrize("block", ["head", "header", "title", "disclaimer", "end", "footer"])
def test_the_page_for_the_phone_has_blocks(small_clinic, block):
    write(
        small_clinic,
        PHONE,
        '{% extends "shipped/phone/handout.html.j2" %}'
        f"{{% block {block} %}}{{{{ super() }}}}<i>ours</i>{{% endblock %}}",
    )
    page = phone_page_of(small_clinic)
    assert b"<i>ours</i>" in page


@pytest.mark.parametrize("edition", ["standard", "cards"])
def test_a_block_is_printed_on_a_page_and_on_a_card(small_clinic, edition):
    write(
        small_clinic,
        PAPER,
        EXTENDS + '{% block title %}{{ super() }}<p lang="en">by bus</p>{% endblock %}',
    )
    handout = "walk" if edition == "cards" else "garden"
    document = make_variant_of(small_clinic, "en", handout, edition=edition)
    data = PdfRenderer(small_clinic).render(document).data
    with pypdfium2.PdfDocument(data) as pdf:
        assert "by bus" in pdf[0].get_textpage().get_text_range()


def test_the_gallery_has_blocks_and_is_written_again_for_each_layer(small_clinic, tmp_path):
    output, es = tmp_path / "out", Selection(("es",), ("tea",), formats=("html",))

    def page():
        build(small_clinic, es, output, FaithfulRenderer(small_clinic))
        return (output / INDEX).read_text(encoding="utf-8")

    page()
    name = "templates/gallery/gallery.html.j2"
    write(
        small_clinic,
        name,
        '{% extends "shipped/gallery/gallery.html.j2" %}'
        "{% block end %}{{ super() }}<p>{% include 'gallery-note.html.j2' %}</p>{% endblock %}",
    )
    write(small_clinic, "templates/gallery-note.html.j2", "our note")
    assert "<p>our note</p>" in page()
    write(small_clinic, "templates/gallery-note.html.j2", "another note")
    assert "<p>another note</p>" in page()
    shipped = small_clinic.bundled / name
    text = shipped.read_text(encoding="utf-8")
    shipped.write_text(text.replace("<h1>Handouts", "<h1>All handouts"), encoding="utf-8")
    assert "<h1>All handouts" in page()


@pytest.mark.parametrize("layer", ["own", "shipped"])
def test_an_edit_of_either_file_builds_again(small_clinic, tmp_path, layer):
    output, es = tmp_path / "out", Selection(("es",), ("tea",))
    own = EXTENDS + "{% block end %}<i></i>{% endblock %}"
    write(small_clinic, PAPER, own)

    def outcomes():
        renderer = FaithfulRenderer(small_clinic)
        done = build(small_clinic, es, output, renderer, BuildOptions(gallery=False)).done
        return [one.outcome for one in done]

    assert outcomes() == [Outcome.BUILT]
    assert outcomes() == [Outcome.UNCHANGED]
    assert "templates/handout.html.j2" in read_manifest(output)["es/tea.pdf"].templates
    if layer == "own":
        write(small_clinic, PAPER, own + "{# changed #}")
    else:
        path = small_clinic.bundled / PAPER
        path.write_text(path.read_text(encoding="utf-8") + "{# changed #}", encoding="utf-8")
    assert outcomes() == [Outcome.BUILT]


def test_a_whole_template_of_a_clinic_still_takes_the_place_of_the_shipped_one(small_clinic):
    write(small_clinic, PAPER, "<p>{{ document.title.plain }}</p>")
    assert html_of(small_clinic).startswith("<p>")


def test_a_block_that_is_not_there_is_told_with_those_that_are(small_clinic):
    write(small_clinic, PAPER, EXTENDS + "\n{% block foter %}x{% endblock %}")
    found = fault(small_clinic)
    assert (found.file, found.line) == (str(small_clinic.root / PAPER), 3)
    assert "shipped/handout.html.j2 has no block “foter”" in found.message
    assert "did you mean “footer”?" in found.hint
    assert {"head", "header", "title", "end"} <= set(
        found.hint.partition("its blocks: ")[2].split(", ")
    )


def test_a_block_within_a_block_is_the_clinics_own(small_clinic):
    write(
        small_clinic,
        PAPER,
        EXTENDS + "{% block end %}{% block bus %}<i>bus</i>{% endblock %}{% endblock %}",
    )
    assert "<i>bus</i>" in html_of(small_clinic)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n\n<p>lost</p>\n", 4),
        ("{% if true %}\n{{ document.title.plain }}{% endif %}", 3),
        ("\n{% include 'blocks/notices.html.j2' %}", 3),
    ],
)
def test_what_stands_outside_of_every_block_is_told(small_clinic, text, line):
    write(small_clinic, PAPER, EXTENDS + text + "{% set x = 1 %}{% block end %}{% endblock %}")
    found = fault(small_clinic)
    assert "outside of every block" in found.message
    assert found.line == line


@pytest.mark.parametrize("name", ["handout.html.j2", "other.html.j2"])
def test_a_template_that_extends_itself_is_told_how_the_shipped_one_is_named(small_clinic, name):
    write(small_clinic, PAPER, f'\n{{% extends "{name}" %}}')
    write(small_clinic, "templates/other.html.j2", '{% extends "handout.html.j2" %}')
    found = fault(small_clinic)
    assert "extends itself" in found.message
    assert "shipped/" in found.hint


def test_a_template_that_includes_itself_is_told(small_clinic):
    write(small_clinic, PAPER, EXTENDS + "{% block end %}{% include 'a.html.j2' %}{% endblock %}")
    write(small_clinic, "templates/a.html.j2", "{% include 'a.html.j2' %}")
    assert "without end" in fault(small_clinic).message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{% extends "shipped/handuot.html.j2" %}', "did you mean “shipped/handout.html.j2”?"),
        ("{% include 'blocks/notice.html.j2' %}", "did you mean “blocks/notices.html.j2”?"),
    ],
)
def test_a_template_that_is_not_there_is_told_with_the_nearest(small_clinic, text, hint):
    write(small_clinic, PAPER, text)
    assert hint in fault(small_clinic).hint


def test_the_shipped_project_has_nothing_below_it(small_copy):
    edit(small_copy, PAPER, "<!DOCTYPE html>", EXTENDS)
    assert "let it extend nothing" in fault(small_copy).hint


def test_a_style_of_a_clinic_takes_in_the_shipped_one(small_clinic):
    files = TemplateFiles(small_clinic)
    write(small_clinic, "templates/styles/handout.css", '@import "../shipped/styles/handout.css";')
    shipped = (small_clinic.bundled / "templates/styles/handout.css").read_bytes()
    assert files.read("templates/shipped/styles/handout.css") == shipped
    assert list(files.used()) == ["templates/styles/handout.css"]
    PdfRenderer(small_clinic).render(small_document(small_clinic))


def test_a_link_that_leads_out_is_refused_in_either_layer(small_clinic, tmp_path):
    (tmp_path / "secret.html.j2").write_text("secret", encoding="utf-8")
    (small_clinic.bundled / "templates/out.html.j2").symlink_to(tmp_path / "secret.html.j2")
    for name in ("templates/out.html.j2", "templates/shipped/out.html.j2"):
        with pytest.raises(RenderError, match="leads out of the project"):
            TemplateFiles(small_clinic).read(name)


def test_the_blocks_that_the_documents_name_are_those_there_are():
    shipped = Project(root=ROOT, bundled=ROOT)
    text = (ROOT / "docs/clinics.md").read_text(encoding="utf-8")
    named = re.findall(r"^  \| `([\w/.-]+\.html\.j2)`.*\| (.*) \|$", text, re.MULTILINE)
    assert len(named) == 4
    for name, blocks in named:
        tree = environment(TemplateFiles(shipped)).parse(shipped.read(f"templates/{name}").decode())
        assert set(re.findall(r"`(\w+)`", blocks)) == blocks_of(tree), name

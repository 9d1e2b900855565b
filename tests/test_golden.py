"""The HTML of the small project, whole: what a change of a template does to it is seen here.

`pytest --renew-golden` writes the files anew; read their diff before you commit it.
"""

import difflib
import re
from pathlib import Path

import pytest

from kat_handouts.render.html import environment, render_html
from kat_handouts.render.phone import render_phone
from kat_handouts.render.template_files import TemplateFiles
from tests.support.documents import make_variant_of, small_document

GOLDEN = Path(__file__).with_name("golden")
# Each form, edition and format once, and what depends on direction, region, route and staff.
SHEETS = {
    "garden.en": ("en", "garden", {}),
    "garden.ar": ("ar", "garden", {}),
    "garden.es.infusion.staff": ("es", "garden", {"route": "infusion", "staff": True}),
    "garden.en.large-print": ("en", "garden", {"edition": "large-print"}),
    "garden.es.bilingual-ar": ("es", "garden", {"edition": "bilingual", "second": "ar"}),
    "garden.en.easy-read": ("en", "garden", {"edition": "easy-read"}),
    "garden.ar.easy-read": ("ar", "garden", {"edition": "easy-read"}),
    "garden.es.easy-read.phone": ("es", "garden", {"edition": "easy-read", "format": "html"}),
    "garden.ar.phone": ("ar", "garden", {"format": "html"}),
    "garden.es.bilingual-ar.phone": (
        *("es", "garden"),
        {"edition": "bilingual", "second": "ar", "format": "html"},
    ),
    "tea.en": ("en", "tea", {}),
    "tea.ar": ("ar", "tea", {}),
    "tea.en.phone": ("en", "tea", {"format": "html"}),
    "walk.en": ("en", "walk", {}),
    "walk.ar": ("ar", "walk", {}),
    "walk.es.cards": ("es", "walk", {"edition": "cards"}),
    "walk.es.card": ("es", "walk", {"edition": "card"}),
    "garden.ar.fold": ("ar", "garden", {"edition": "fold"}),
    "walk.es.phone": ("es", "walk", {"format": "html"}),
}
ABROAD = "garden.en-GB.gb"


def html_of(project, document):
    """Return the HTML, without the bytes of fonts and pictures."""
    templates = environment(TemplateFiles(project))
    if document.sheet.format == "html":
        html = render_phone(document, templates).decode()
    else:
        html = render_html(document, templates)
    return re.sub(r"(data:[a-z0-9/+.-]+;base64,)[A-Za-z0-9+/=]+", r"\1…", html)


def document_of(project, name):
    if name == ABROAD:
        return small_document(project, "en-GB", region="gb")
    locale, handout, variant = SHEETS[name]
    return make_variant_of(project, locale, handout, **variant)


@pytest.mark.parametrize("name", [*SHEETS, ABROAD])
def test_the_html_is_the_golden_one(small, name, request):
    path = GOLDEN / f"{name}.html"
    html = html_of(small, document_of(small, name))
    if request.config.getoption("--renew-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(html, encoding="utf-8")
    golden = path.read_text(encoding="utf-8") if path.exists() else ""
    if html != golden:
        lines = difflib.unified_diff(
            golden.splitlines(), html.splitlines(), path.name, "now", lineterm="", n=1
        )
        pytest.fail("\n".join([*lines, "if it is right: pytest --renew-golden"]), pytrace=False)


@pytest.mark.parametrize("name", [*SHEETS, ABROAD])
def test_no_id_stands_twice(small, name):
    ids = re.findall(r'\sid="([^"]+)"', html_of(small, document_of(small, name)))
    assert ids
    assert len(ids) == len(set(ids))


def test_every_golden_file_is_compared():
    assert {path.stem for path in GOLDEN.glob("*")} == {*SHEETS, ABROAD}

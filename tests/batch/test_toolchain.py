"""What makes a sheet, apart from its words: versions, templates, styles, pictures, fonts."""

import re

import pytest

from kat_handouts.batch.toolchain import versions
from tests.support.documents import make_variant_of


def test_the_versions_of_all_that_lays_text_out_are_known():
    found = versions()
    for name in ("weasyprint", "pango", "harfbuzz", "freetype", "fontconfig", "fribidi", "zlib"):
        assert re.fullmatch(r"[\d.]+", found[name]), name


@pytest.mark.costly
def test_every_file_that_a_sheet_opens_is_one_of_its_inputs(small, monkeypatch):
    from kat_handouts.render import fetcher
    from kat_handouts.render.pdf import PdfRenderer

    opened = []
    real = fetcher.TemplateFetcher.fetch

    def fetch(self, url, headers=None):
        if url.startswith("file:"):
            opened.append(url.rpartition("/templates/")[2])
        return real(self, url, headers)

    monkeypatch.setattr(fetcher.TemplateFetcher, "fetch", fetch)
    sheets = [
        {"handout": "garden"},
        {"handout": "walk", "edition": "cards"},
        {"handout": "tea", "edition": "large-print"},
        {"handout": "garden", "edition": "bilingual", "second": "en"},
        {"handout": "tea", "staff": True},
        {"handout": "tea", "format": "html"},
    ]
    for variant in sheets:
        opened.clear()
        renderer = PdfRenderer(small)
        loaded = []
        loader = renderer.templates.loader
        get_source = loader.get_source

        def source(environment, name, get_source=get_source, loaded=loaded):
            loaded.append(name)
            return get_source(environment, name)

        monkeypatch.setattr(loader, "get_source", source)
        document = make_variant_of(small, "ar", **variant)
        made = renderer.render(document)
        named = {name.removeprefix("templates/") for name in made.files}
        assert loaded
        assert {*opened, *loaded} <= named, variant


@pytest.mark.parametrize("format_", ["pdf", "html"])
def test_what_a_sheet_is_made_of_does_not_hang_on_the_sheets_before_it(small, format_):
    """Whichever worker makes it, after whatever else: its key is the same."""
    from kat_handouts.render.pdf import PdfRenderer

    last = make_variant_of(small, "es", "walk", format=format_)
    alone = PdfRenderer(small).render(last).files
    renderer = PdfRenderer(small)
    for handout in ("garden", "tea"):
        renderer.render(make_variant_of(small, "es", handout, format=format_))
    assert renderer.render(last).files == alone
    # Paper and the phone share the blocks, and have parts of their own.
    assert "templates/blocks/contacts.html.j2" in alone
    own, other = ("paper", "phone") if format_ == "pdf" else ("phone", "paper")
    assert f"templates/macros/{own}.html.j2" in alone
    assert f"templates/macros/{other}.html.j2" not in alone

"""What makes a sheet, apart from its words: versions, templates, styles, pictures, fonts."""

import re

from kat_handouts.batch.toolchain import versions
from tests.support.documents import make_variant_of


def test_the_versions_of_all_that_lays_text_out_are_known():
    found = versions()
    for name in ("weasyprint", "pango", "harfbuzz", "freetype", "fontconfig", "fribidi", "zlib"):
        assert re.fullmatch(r"[\d.]+", found[name]), name


def test_every_file_that_a_sheet_opens_is_one_of_its_inputs(small, monkeypatch):
    from kat_handouts.render import fetcher
    from kat_handouts.render.pdf import PdfRenderer

    opened = []
    real = fetcher.TemplateFetcher.fetch

    def fetch(self, url, headers=None):
        if url.startswith("file:"):
            opened.append(url.partition("/templates/")[2])
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

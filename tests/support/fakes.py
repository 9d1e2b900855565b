"""Renderers that make no PDF, for tests of everything around it."""

import hashlib
import re

from kat_handouts.model.errors import Finding, RenderError
from kat_handouts.render.html import environment, render_html
from kat_handouts.render.phone import render_phone
from kat_handouts.render.rendered import RenderedSheet
from kat_handouts.render.styles import style_names
from kat_handouts.render.template_files import TemplateFiles

_PICTURE = re.compile(rb"pictograms/[a-z-]+\.svg")


class FakeRenderer:
    """Gives each document a few bytes that depend on it; fails the sheets it is told to."""

    def __init__(self, fail=()):
        self.fail = set(fail)
        self.rendered = []

    def render_all(self, documents):
        for document in documents:
            name = document.sheet.name
            self.rendered.append(name)
            if name in self.fail:
                yield document, RenderError(Finding("fake", f"{name} failed"))
            else:
                yield document, self.made(document)

    def made(self, document):
        words = "|".join(text.plain for text in document.texts())
        return RenderedSheet(f"{document.sheet.name}|{words}".encode(), 2)


class FaithfulRenderer(FakeRenderer):
    """Makes bytes of the real HTML and of the styles and pictures that it names."""

    def __init__(self, project, fail=()):
        super().__init__(fail)
        self.project = project

    def render_all(self, documents):
        self.files = TemplateFiles(self.project)
        self.templates = environment(self.files)
        yield from super().render_all(documents)

    def made(self, document):
        self.files.begin_sheet()
        if document.sheet.format == "html":
            page = render_phone(document, self.templates)
            return RenderedSheet(page, 1, files=self.files.used())
        styles = [f"templates/styles/{name}" for name in style_names(document)]
        read = [render_html(document, self.templates).encode(), *map(self.files.read, styles)]
        made = hashlib.sha256(b"".join(read))
        for name in sorted(set(_PICTURE.findall(b"".join(read)))):
            made.update(self.files.read(f"templates/{name.decode()}"))
        return RenderedSheet(made.hexdigest().encode(), 2, files=self.files.used())

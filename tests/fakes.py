"""A renderer that makes no PDF, for tests of everything around it."""

from kat_handouts.model.errors import Finding, RenderError
from kat_handouts.render.rendered import RenderedSheet


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
                words = "|".join(text.plain for text in document.texts())
                yield document, RenderedSheet(f"{name}|{words}".encode(), 2)

"""HTML to PDF/UA-1 with WeasyPrint. Whatever WeasyPrint only logs is an error here."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from kat_handouts.files.project import Project
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, RenderError
from kat_handouts.render import weasyprint_internals
from kat_handouts.render.fetcher import TemplateFetcher
from kat_handouts.render.fitting import fitted, range_of
from kat_handouts.render.form import with_form
from kat_handouts.render.frames import with_room
from kat_handouts.render.html import environment, render_html
from kat_handouts.render.last_page import (
    is_nearly_empty_at_last,
    sections_to_part,
    with_fuller_last_page,
)
from kat_handouts.render.layout import overflows
from kat_handouts.render.papers import on_papers
from kat_handouts.render.phone import render_phone
from kat_handouts.render.rendered import RenderedSheet
from kat_handouts.render.styles import CLINIC_STYLE, style_names
from kat_handouts.render.template_files import FOLDER, TemplateFiles, address
from kat_handouts.render.weasyprint_internals.field_boxes import FieldBox, find, to_write_into
from kat_handouts.render.weasyprint_internals.merged_styles import merged
from kat_handouts.typography.fonts import font_remedy, missing_fonts

_STYLE_LINE = re.compile(r" at (\d+):\d+")
_NOTDEF = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)")
# A picture that stands in the page is shown by its beginning.
_DATA = re.compile(r"(data:[a-z/+;0-9]{0,40},.{0,12})[A-Za-z0-9+/=%]*")


@dataclass(frozen=True)
class PrintedHtml:
    """A PDF, its number of pages, what is wrong with it, and the boxes of its fields."""

    pdf: bytes
    pages: int
    findings: list[Finding]
    boxes: list[FieldBox] = field(default_factory=list)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class PdfRenderer:
    """Renders the sheets of a project, one after the other, in one process."""

    def __init__(self, project: Project) -> None:
        weasyprint_internals.install()
        self._files = TemplateFiles(project)
        self.templates = environment(self._files)
        self._fetcher = TemplateFetcher(self._files)
        self.fonts = FontConfiguration()
        self._styles: dict[str, tuple[CSS, list[Finding]]] = {}
        self._merged: dict[tuple[str, ...], list[Any]] = {}

    def is_current(self) -> bool:
        """Say whether every template file that was read is still what it was."""
        return self._files.is_current()

    def render(self, document: Document) -> RenderedSheet:
        """Return the PDF of a document.

        Raises `RenderError` with every fault: a missing font or glyph (with its segments), a
        picture or style that cannot be loaded, text that leaves its page.
        """
        sheet = document.sheet
        if missing := missing_fonts(document.language):
            raise RenderError(
                Finding(
                    "font-missing",
                    f"this machine lacks {', '.join(missing)}",
                    hint=font_remedy(missing),
                    locale=sheet.locale,
                    handout=sheet.handout,
                )
            )
        self._files.begin_sheet()
        data, pages = self._made(document)
        return RenderedSheet(data, pages, files=self._files.used())

    def _made(self, document: Document) -> tuple[bytes, int]:
        sheet = document.sheet
        if sheet.format == "html":
            return render_phone(document, self.templates), 1
        printed = self._printed(document)
        findings = [*printed.findings, *_too_many_pages(document, printed.pages)]
        if findings:
            raise RenderError(
                [finding.at(locale=sheet.locale, handout=sheet.handout) for finding in findings]
            )
        pdf = printed.pdf
        if sheet.fill == "form":
            pdf = with_form(pdf, printed.boxes)
        return on_papers(pdf, printed.pages, document)

    def _printed(self, document: Document) -> PrintedHtml:
        """Return the PDF of a document, in the size at which it has the pages of its form."""
        names = self._style_names(document)

        def laid_out(findings: list[Finding]) -> Any:
            def at(size: float, apart: str = "") -> Any:
                sized = replace(document, fitted_pt=size, apart=apart)
                return self._lay_out(render_html(sized, self.templates), names, findings)

            found = fitted(at, range_of(document))
            if not is_nearly_empty_at_last(found.laid_out):
                return found.laid_out
            return with_fuller_last_page(found, at, sections_to_part(document))

        return self._print(laid_out, document.words(), to_fill=document.sheet.fill == "master")

    def _style_names(self, document: Document) -> list[str]:
        own = [CLINIC_STYLE] if self._files.has(_style_file(CLINIC_STYLE)) else []
        return [*style_names(document), *own]

    def print_html(self, html: str, styles: list[str], texts: list[tuple[str, str]]) -> PrintedHtml:
        """Return the PDF of a page with everything that is wrong with it.

        `texts` are the segments' ids and words, to say which hold a character that no font has.
        """
        return self._print(lambda findings: self._lay_out(html, styles, findings), texts)

    @with_room
    def _print(
        self,
        lay_out: Callable[[list[Finding]], Any],
        texts: list[tuple[str, str]],
        *,
        to_fill: bool = False,
    ) -> PrintedHtml:
        findings: list[Finding] = []
        pdf, pages = b"", 0
        boxes: list[FieldBox] = []
        with _collected() as messages:
            try:
                laid_out = lay_out(findings)
                findings = list(dict.fromkeys(findings))
                findings += _overflow_findings(laid_out.pages)
                found = [*find(laid_out.pages)]
                boxes = [box for box, _ in found]
                if to_fill:
                    to_write_into(found)
                pages = len(laid_out.pages)
                pdf = laid_out.write_pdf(pdf_variant="pdf/ua-1")
            except FatalURLFetchingError as error:
                findings.append(
                    Finding(
                        "resource",
                        _shortened(str(error)),
                        hint="put the file below templates/",
                    )
                )
        # What a style was found to hold is in the log too.
        told = {finding.message for finding in findings}
        for message in dict.fromkeys(messages):
            if _shortened(message) not in told:
                findings += _from_log(message, texts)
        return PrintedHtml(pdf, pages, findings, boxes)

    def _lay_out(self, html: str, names: list[str], findings: list[Finding]) -> Any:
        styles = []
        for name in names:
            style, complaints = self._style(name)
            styles.append(style)
            findings += complaints
        source = HTML(
            string=html,
            base_url=address(FOLDER),
            url_fetcher=self._fetcher,
        )
        if tuple(names) not in self._merged:
            self._merged[tuple(names)] = merged(styles)
        return source.render(stylesheets=self._merged[tuple(names)], font_config=self.fonts)

    def _style(self, name: str) -> tuple[CSS, list[Finding]]:
        """Return a parsed style and what its parser complained of, which holds for every sheet."""
        file = _style_file(name)
        if name not in self._styles:
            with _collected() as messages, self._files.parts_of(file):
                style = CSS(url=address(file), url_fetcher=self._fetcher, font_config=self.fonts)
            shown = self._files.shown(file)
            self._styles[name] = (
                style,
                [_from_style(one, shown) for one in dict.fromkeys(messages)],
            )
        self._files.use(file)
        return self._styles[name]


_UNCLEAN = "WeasyPrint said this; a sheet must be clean"
_UNSET = (
    "a style uses a value, var(--…), that is not set; templates/styles/tokens.css sets them all"
)


def _style_file(name: str) -> str:
    return f"{FOLDER}styles/{name}"


def _from_style(message: str, file: str) -> Finding:
    line = _STYLE_LINE.search(message)
    return Finding(
        "render-log",
        _shortened(message),
        hint=_UNCLEAN,
        file=file,
        line=int(line[1]) if line else None,
    )


@contextmanager
def _collected() -> Iterator[list[str]]:
    collector = _Collector()
    LOGGER.addHandler(collector)
    try:
        yield collector.messages
    finally:
        LOGGER.removeHandler(collector)


def _overflow_findings(pages: list[Any]) -> list[Finding]:
    return [
        Finding(
            "text-overflow",
            (f"{found.field} of the clinic: " if found.field else "")
            + f"“{found.text}” leaves page {found.page} by {found.beyond:.1f} mm",
            hint=f"write {found.field} shorter in clinic.toml"
            if found.field
            else "shorten the text, or allow a line break in it",
            segment=found.segment,
        )
        for found in overflows(pages)
    ]


def _too_many_pages(document: Document, pages: int) -> Iterator[Finding]:
    """Yield that a sheet has too many pages; English that stands in is marked, and takes more.

    What is cut apart has a front and a back whatever it says.
    """
    limit = document.form.most_pages
    is_held = document.state.is_complete or document.edition.imposition == "four-up"
    if limit and pages > limit and is_held:
        yield Finding(
            "too-many-pages",
            f"a {document.form.name} of {pages} pages; {limit} are the most",
            hint="shorten the text, or give the handout another form",
        )


def _shortened(message: str) -> str:
    return _DATA.sub(r"\1…", message)


def _from_log(message: str, texts: list[tuple[str, str]]) -> list[Finding]:
    match = _NOTDEF.search(message)
    message = _shortened(message)
    if not match:
        # By then the styles have been read: what has no value is a var() that nothing sets.
        is_unset = message.endswith("no value.")
        return [Finding("render-log", message, _UNSET if is_unset else _UNCLEAN)]
    character = chr(int(match[1], 16))
    holders: dict[str | None, None] = dict.fromkeys(
        segment for segment, words in texts if character in words
    )
    return [
        Finding(
            "glyph-missing",
            f"no font has the character “{character}” (U+{match[1]})",
            hint="replace the character, or register a font that has it",
            segment=segment,
        )
        for segment in holders or {None: None}
    ]

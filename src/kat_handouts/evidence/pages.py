"""The evidence sheet on paper and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kat_handouts.evidence.statements import Evidence
from kat_handouts.model.errors import RenderError
from kat_handouts.render.html import TemplateEnvironment, fill
from kat_handouts.render.styles import EVIDENCE

if TYPE_CHECKING:
    from kat_handouts.render.pdf import PdfRenderer


def evidence_name(evidence: Evidence, suffix: str) -> str:
    """Return the file name of a sheet: ``side-effects.gb.pdf``."""
    sheet = evidence.document.sheet
    return ".".join((sheet.handout, *sheet.name_parts, suffix))


def evidence_markdown(evidence: Evidence, templates: TemplateEnvironment) -> str:
    """Return the sheet as Markdown; raises `RenderError` where the template is broken."""
    return fill("evidence.md.j2", templates, evidence=evidence)


def evidence_pdf(evidence: Evidence, renderer: PdfRenderer) -> bytes:
    """Return the sheet as a tagged PDF; raises `RenderError` with every fault."""
    document = evidence.document
    html = fill("evidence.html.j2", renderer.templates, evidence=evidence)
    styles = [*EVIDENCE, f"paper-{document.paper}.css"]
    printed = renderer.print_html(html, styles, document.words())
    if printed.findings:
        place = {"handout": document.sheet.handout, "locale": document.sheet.locale}
        raise RenderError([finding.at(**place) for finding in printed.findings])
    return printed.pdf

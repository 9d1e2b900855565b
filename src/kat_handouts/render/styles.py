"""Which templates and stylesheets make a sheet."""

from __future__ import annotations

from kat_handouts.model.document import Document

PRINTED = "handout.html.j2"
ON_SCREEN = "web/handout.html.j2"


def style_names(document: Document) -> list[str]:
    """Return the stylesheets of a sheet below ``templates/styles/``; the later one wins."""
    paper = document.paper
    names = ["handout.css"]
    if document.form != "sheet":
        names.append(f"{document.form}.css")
    if document.edition.name == "large-print":
        names.append("large-print.css")
    if document.second:
        names.append("two-languages.css")
    if document.second or document.sheet.staff:
        names.append("staff.css")
    return [*names, f"card-{paper}.css" if document.form == "card" else f"paper-{paper}.css"]

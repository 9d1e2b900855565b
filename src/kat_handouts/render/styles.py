"""Which templates and stylesheets make a sheet."""

from __future__ import annotations

from kat_handouts.model.document import Document

# The values of the design, and what stands in the margins, of every PDF.
_BASE = ("tokens.css", "margins.css")
# What staff read and sign.
EVIDENCE = (*_BASE, "evidence.css")
PRINTED = "handout.html.j2"
ON_SCREEN = "phone/handout.html.j2"
# A clinic's own rules, after the shipped ones, on paper and on the phone. None is shipped.
CLINIC_STYLE = "clinic.css"


def style_names(document: Document) -> list[str]:
    """Return the stylesheets of a sheet below ``templates/styles/``; the later one wins."""
    form, edition = document.form, document.edition
    numbered = ["staff.css"] if document.second or document.sheet.staff else []
    stacked = [] if document.side_by_side else ["stacked.css"]
    size = [f"{form.page_size}-{document.paper}.css"] if form.page_size else []
    own = (*form.stylesheets, *stacked, *edition.stylesheets)
    return [*_BASE, "handout.css", *own, *numbered, *size]

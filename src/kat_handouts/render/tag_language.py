"""Give each tagged element its own ``/Lang``, so that a sheet in two languages is read in two.

WeasyPrint sets the language of the document only. This reaches into its private tag builder and
was written for the version in `WRITTEN_FOR`; a test says what broke when that changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

WRITTEN_FOR = "70.0"

_build_box_tree = tags._build_box_tree


def _build_with_language(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    language = None if box.element is None else box.element.get("lang")
    for element in _build_box_tree(box, parent, *rest):
        # html and body have no tag of their own: theirs is the language of the document.
        if language and box.element_tag not in ("html", "body"):
            element["Lang"] = pydyf.String(language)
        yield element


def install() -> None:
    """Replace WeasyPrint's tag builder with one that writes ``/Lang``; safe to repeat."""
    tags._build_box_tree = _build_with_language

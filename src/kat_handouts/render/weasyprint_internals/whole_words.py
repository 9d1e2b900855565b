"""A line ends between words, also where Pango would end it within one.

Pango breaks Korean after any syllable, Japanese nearly anywhere, and Thai where libthai finds a
word. Here Korean, and whatever has zero-width spaces, is broken at these and at spaces only.
WeasyPrint has no ``word-break: keep-all``, and a word joiner after each syllable would be copied
with the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from kat_handouts.model.languages import get_language

_set_text = Layout.set_text
_get_log_attrs = line_break.get_log_attrs

# A line may end after a hyphen or a slash, and between boxes (U+2E80 to WeasyPrint).
_WORD = re.compile(r"[^ \n\u200b\u2e80\-‐–/]{2,}")
_OF_PANGO = "PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);"


def _set_text_in_words(layout: Any, text: str, justify: bool = False) -> None:
    _set_text(layout, text, justify)
    # What is drawn has been broken already.
    if justify or not _keeps_words(layout.text, layout.style["lang"]):
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    place = end = 0
    for word in _WORD.finditer(layout.text):
        # Pango counts bytes.
        place += len(layout.text[end : word.start()].encode())
        end = word.end()
        attribute = pango.pango_attr_allow_breaks_new(False)
        attribute.start_index = place
        place += len(word[0].encode())
        attribute.end_index = place
        pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _get_log_attrs_in_words(text: str, language: str | None) -> Any:
    places = _get_log_attrs(text, language)
    if _keeps_words(text, language):
        for word in _WORD.finditer(text):
            for place in range(word.start() + 1, word.end()):
                places[place].is_line_break = 0
    return places


def _keeps_words(text: str, language: str | None) -> bool:
    if text.isascii() or not language:
        return False
    return _has_known_words(language) or "\u200b" in text


@cache
def _has_known_words(language: str) -> bool:
    return get_language(language).script.line_breaks != "pango"


def install() -> None:
    """Put the replacements in place; safe to repeat."""
    if not hasattr(pango, "pango_attr_allow_breaks_new"):
        ffi.cdef(_OF_PANGO)
    Layout.set_text = _set_text_in_words
    line_break.get_log_attrs = _get_log_attrs_in_words

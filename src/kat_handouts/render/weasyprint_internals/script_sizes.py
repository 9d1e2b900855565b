"""A text in another script than the one around it has the size in points that its own sheet has.

The text of a sheet is set larger or smaller than its nominal size, so that its script looks as
large as Latin (`Script.scale`). English on it would be louder than the Arabic or fainter than the
Burmese around it. CSS has no unit for this, so a size in ``em`` or ``%`` is counted anew where
the language changes; a size in points is nobody's but its own.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from weasyprint.css.computed_values import COMPUTER_FUNCTIONS

from kat_handouts.model.languages import get_language

_font_size = COMPUTER_FUNCTIONS["font_size"]
_RELATIVE = {"em", "%"}


def _scaled_font_size(style: Any, name: str, value: Any) -> Any:
    size = _font_size(style, name, value)
    parent, unit = style.parent_style, getattr(value, "unit", None)
    if parent is None:
        style.script_scale = _scale_of(style["lang"])
    elif unit not in _RELATIVE:
        style.script_scale = None
    elif style["lang"] != parent["lang"] and (around := _scale_around(parent)):
        style.script_scale = _scale_of(style["lang"])
        size *= style.script_scale / around
    return size


def _scale_around(style: Any) -> float | None:
    """Return the scale that an element's size has taken over, or None where it has its own."""
    while style is not None:
        if hasattr(style, "script_scale"):
            scale: float | None = style.script_scale
            return scale
        style = style.parent_style
    return None


@cache
def _scale_of(language: str | None) -> float:
    return get_language(language).script.scale if language else 1.0


def install() -> None:
    """Put the replacement in place; safe to repeat."""
    COMPUTER_FUNCTIONS["font_size"] = _scaled_font_size

"""Short cuts for what most boxes have: values that nothing sets, and lengths without a percentage.

What a short cut does not cover goes WeasyPrint's way; where one does, the value is the same.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.layout import percent

_compute = ComputedStyle.__missing__
_resolve = percent.resolve_one_percentage

# Properties whose value also depends on something other than the cascade and the parent.
_SPECIAL = {"display", "float", "position", "page"}


def _logical_names(key: str) -> tuple[str, ...]:
    """Return the properties that set a physical one, such as ``margin_inline_start``."""
    function = PHYSICAL_FUNCTIONS.get(key)
    if function is None:
        return ()
    return tuple({function(block="ttb", inline=direction) for direction in ("ltr", "rtl")})


_LOGICAL_NAMES = {key: _logical_names(key) for key in INITIAL_VALUES}
_PLAIN = {
    key: value
    for key, value in INITIAL_VALUES.items()
    if key not in INHERITED
    and key not in INITIAL_NOT_COMPUTED
    and key not in _SPECIAL
    and not key.startswith(("text_decoration_", "__"))
    and not check_math(value)
}
_TAKEN_OVER = {key for key in INHERITED if not key.startswith("text_decoration_")} - _SPECIAL
# Of these types no value waits to be computed.
_SIMPLE = (str, int, float, type(None))


def _computed_quickly(style: Any, key: str) -> Any:
    cascaded = style.cascaded
    if key not in cascaded:
        for name in _LOGICAL_NAMES.get(key, ()):
            if name in cascaded:
                break
        else:
            if key in _PLAIN:
                value = style[key] = _PLAIN[key]
                return value
            if key in _TAKEN_OVER and style.parent_style is not None:
                value = style.parent_style[key]
                if type(value) in _SIMPLE:
                    style[key] = value
                    return value
    return _compute(style, key)


def _resolved_quickly(box: Any, name: str, refer_to: Any) -> None:
    value = box.style[name]
    if getattr(value, "unit", None) == "px":
        setattr(box, name, value.value)
    elif value is None or (value == "auto" and name not in ("min_width", "min_height")):
        setattr(box, name, value)
    else:
        _resolve(box, name, refer_to)


def install() -> None:
    """Put the replacements in place; safe to repeat."""
    ComputedStyle.__missing__ = _computed_quickly
    percent.resolve_one_percentage = _resolved_quickly

"""Short cuts for what most boxes have: values that nothing sets, and lengths without a percentage.

A declaration with ``var()`` is validated anew for each element; here once for each value.

What a short cut does not cover goes WeasyPrint's way; where one does, the value is the same.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle, resolve_var
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.css.tokens import InvalidValues, Pending
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
_VALUES = {str, int, float, tuple, list, type(None)}


# Values that a declaration has had; pages bring a few of their own, each as a new object.
_MOST_KNOWN = 64


def _computed_quickly(style: Any, key: str) -> Any:
    cascaded = style.cascaded
    if key in cascaded:
        _substitute(style, key)
    else:
        for name in _LOGICAL_NAMES.get(key, ()):
            if name in cascaded:
                _substitute(style, name)
                break
        else:
            if key in _PLAIN:
                value = style[key] = _PLAIN[key]
                return value
            if style.parent_style is not None:
                # A custom property is taken over as it is.
                if key[:2] == "__":
                    value = style[key] = style.parent_style[key]
                    return value
                if key in _TAKEN_OVER:
                    value = style.parent_style[key]
                    if type(value) in _SIMPLE:
                        style[key] = value
                        return value
    return _compute(style, key)


def _substitute(style: Any, name: str) -> None:
    """Put the value in the place of a declaration whose tokens are plain or ``var(--name)``.

    What is not valid, or refers to itself, stays as it is, for WeasyPrint to say so.
    """
    pending, weight = style.cascaded[name]
    # Lists and strings are what most declarations hold; an abstract class takes its time to say.
    if type(pending) in _VALUES or not isinstance(pending, Pending) or name[:2] == "__":
        return
    about = vars(pending)
    if "_variables" not in about:
        about["_variables"], about["_known"] = _variables(pending.tokens), {}
    if (variables := about["_variables"]) is None:
        return
    # The lists stay alive beside the value, so that another cannot take the place of one.
    lists = [style[variable] for variable in variables]
    place = (name, style.base_url, *map(id, lists))
    known = about["_known"]
    if place not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        tokens: list[Any] = []
        for token in pending.tokens:
            resolved = resolve_var(style, token, style.parent_style)
            tokens += (token,) if resolved is None else resolved
        if not tokens:
            return
        try:
            value = pending.validate(tokens, name.replace("_", "-"), style.base_url)
        except InvalidValues:
            return
        known[place] = (lists, value)
    style.cascaded[name] = (known[place][1], weight)


def _variables(tokens: list[Any]) -> tuple[str, ...] | None:
    """Return the keys of the custom properties that tokens name, or None if it takes more."""
    keys = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            if [part.type for part in token.arguments] != ["ident"]:
                return None
            keys.append(token.arguments[0].value.replace("-", "_"))
        elif token.type in ("function", "() block"):
            return None
    return tuple(keys)


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

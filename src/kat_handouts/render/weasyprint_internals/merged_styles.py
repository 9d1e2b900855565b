"""The stylesheets of a sheet as one: an element is looked up once, and not in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cssselect2 import Matcher
from weasyprint import CSS

_TABLES = (
    "id_selectors",
    "class_selectors",
    "lower_local_name_selectors",
    "namespace_selectors",
)
_LISTS = ("lang_attr_selectors", "other_selectors")


class MergedStyles:
    """What WeasyPrint asks of a stylesheet, for several that have no layers, in their order.

    The rules keep their specificity; among equals that of the later stylesheet wins.
    """

    def __init__(self, styles: Sequence[CSS]) -> None:
        self.matcher = Matcher()
        self.page_rules = [rule for style in styles for rule in style.page_rules]
        self.layers: list[Any] = []
        for style in styles:
            self._add(style.matcher)

    def _add(self, other: Any) -> None:
        before = self.matcher.order
        for table in _TABLES:
            mine = getattr(self.matcher, table)
            for key, entries in getattr(other, table).items():
                mine.setdefault(key, []).extend(_after(before, entries))
        for name in _LISTS:
            getattr(self.matcher, name).extend(_after(before, getattr(other, name)))
        self.matcher.order += other.order


def _after(before: int, entries: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [
        (test, specificity, before + order, pseudo, payload)
        for test, specificity, order, pseudo, payload in entries
    ]


def merged(styles: Sequence[CSS]) -> list[Any]:
    """Return stylesheets to render with: one, or those that were given where one has layers."""
    return list(styles) if any(style.layers for style in styles) else [MergedStyles(styles)]

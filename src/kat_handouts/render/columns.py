"""What stands beside each other: sections in columns, and the items of a list in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from unicodedata import combining, east_asian_width

from kat_handouts.model.document import Node

# How many letters of a Latin text a bullet and the gap between two items take.
_BULLET = 4
# How many of them a picture takes, and how many lines.
_PICTURE = 5
_LINES_OF_PICTURE = 2
_NUMBER = 12


def runs(sections: Sequence[Node], apart: str = "") -> list[list[Node]]:
    """Return sections in runs of one style: those in columns share their columns.

    The section with the id `apart` begins a run of its own.
    """
    at = next((place for place, one in enumerate(sections) if one.id == apart), len(sections))
    return [
        list(run)
        for part in (sections[:at], sections[at:])
        for _, run in groupby(part, key=lambda section: section.style)
    ]


def stands_in_pairs(node: Node, across: int) -> bool:
    """Say whether the items of a list take fewer lines with two of them beside each other.

    `across` is about how many letters of a Latin text stand on a line.
    """
    items = [item for item in node.children if "text" in item.texts]
    if len(items) < 2 or any(item.texts["text"].other for item in items):
        return False
    alone = sum(_lines(item, across) for item in items)
    halves = [_lines(item, across // 2 - _BULLET) for item in items]
    return sum(max(halves[start : start + 2]) for start in range(0, len(halves), 2)) < alone


def _lines(item: Node, room: int) -> int:
    length = letters(item.texts["text"].bare)
    if "title" in item.texts:
        # A step has its title on a line of its own, and its number and picture beside it.
        return 1 + max(1, -(-length // (room - _NUMBER)))
    if item.picture:
        return max(_LINES_OF_PICTURE, -(-length // (room - _PICTURE)))
    return -(-length // room)


def letters(words: str) -> int:
    """Return about how many letters of a Latin text are as long as words are."""
    wide = sum(east_asian_width(char) in "WF" for char in words)
    return wide + sum(not combining(char) for char in words)

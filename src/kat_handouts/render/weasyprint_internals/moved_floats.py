"""What floats in a box moves with it.

From right to left, WeasyPrint lays the boxes of a line out from the left and then moves each to its
place, without the floats in the line. It leaves those inside of the boxes behind too: the number of
a step stood beside the step that has its place from left to right.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box, InlineBlockBox


def _translate_whole(box: Any, dx: float = 0, dy: float = 0, ignore_floats: bool = False) -> None:
    Box.translate(box, dx, dy)


def install() -> None:
    """Put the replacement in place; safe to repeat."""
    InlineBlockBox.translate = _translate_whole

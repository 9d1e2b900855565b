"""Quantities on the command line: numbers that end, and sizes as people write them."""

from __future__ import annotations

import math
from typing import Any

import click

_UNITS = {"k": 2**10, "m": 2**20, "g": 2**30}
_LARGEST = 2**62


class FiniteRange(click.FloatRange):
    """A number between two bounds; ``nan`` and ``inf`` are none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is not a number that ends", param, ctx)
        return number


def byte_count(words: str) -> int:
    """Return a number of bytes from ``500M`` or ``2G``; raises `click.BadParameter`."""
    text = words.strip().lower().removesuffix("b").removesuffix("i")
    number, unit = (text[:-1], text[-1]) if text[-1:] in _UNITS else (text, "")
    try:
        size = float(number) * _UNITS.get(unit, 1)
    except ValueError:
        size = math.nan
    if not 0 <= size <= _LARGEST:
        raise click.BadParameter("give a number of bytes, such as 500M or 2G")
    return int(size)

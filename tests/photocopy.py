"""What an office copier makes of a page: crooked, blurred, specked, in black and white, twice.

``python -m tests.photocopy SHEET.pdf [PAGE]`` writes ``SHEET.copy.png``, to look at.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 200
# A copy of a copy is what reaches many patients.
GENERATIONS = 2
# The paper lies crooked by so many degrees, and the lens blurs over so many pixels.
_CROOKED = 0.4
_BLUR = 0.7
# Specks: how far a pixel is lighter or darker than the page, of 255, in the worst case.
_NOISE = 76
# What is darker than this gray prints black.
_BLACK = 128


def scan(page: Any) -> Image.Image:
    """Return a page of a PDF in grays, as it comes from the printer."""
    return page.render(scale=DPI / 72, grayscale=True).to_pil()


def photocopy(
    image: Image.Image, seed: int, *, generations: int = GENERATIONS, crooked: float = _CROOKED
) -> Image.Image:
    """Return a copy of a copy, in black and white; the same for the same seed.

    `crooked` is how far the paper is turned at most, in degrees.
    """
    chance = random.Random(seed)
    for _ in range(generations):
        gray = image.convert("L").rotate(
            chance.uniform(-crooked, crooked), Image.Resampling.BICUBIC, fillcolor=255
        )
        gray = gray.filter(ImageFilter.GaussianBlur(_BLUR))
        specks = _specks(chance, gray.size)
        gray = ImageChops.add(gray, specks.point(_LIGHTER))
        gray = ImageChops.subtract(gray, specks.point(_DARKER))
        image = gray.point(_levels(_BLACK))
    return image


def _specks(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Return noise round a middle gray; the mean of two draws is seldom far from it."""
    count = size[0] * size[1]
    draws = [Image.frombytes("L", size, chance.randbytes(count)) for _ in range(2)]
    return ImageChops.add(*draws, scale=2)


_LIGHTER = [max(0, value - 127) * _NOISE // 127 for value in range(256)]
_DARKER = [max(0, 127 - value) * _NOISE // 127 for value in range(256)]


def _levels(least: int) -> list[int]:
    """Return what makes white of a gray of so much and more, and black of all others."""
    return [255 if value >= least else 0 for value in range(256)]


# How far a copy may have moved, in pixels each way.
_REACH = range(-3, 4)
# White places that are no wider than this are gaps, in pixels: 1 mm.
_GAP = 9
# In a scan, what is lighter than this gray is white.
_WHITE = 160


def likeness(clean: Image.Image, copy: Image.Image) -> float:
    """Return how alike two pictures are: their correlation, -1 to 1, where they lie best."""
    one = ImageChops.invert(clean.convert("L"))
    other = ImageChops.invert(copy.convert("L"))
    return max(_correlation(one, ImageChops.offset(other, x, y)) for x in _REACH for y in _REACH)


def gaps_kept(clean: Image.Image, copy: Image.Image) -> float:
    """Return the share of the white between black parts that is white on a copy too, 0 to 1.

    A dark figure whose arm has grown onto its body is still much like itself, and a blot.
    """
    white = clean.convert("L").point(_levels(_WHITE))
    grown = white.filter(ImageFilter.MinFilter(_GAP)).filter(ImageFilter.MaxFilter(_GAP))
    gaps = ImageChops.subtract(white, grown)
    there = copy.convert("L").point(_levels(_BLACK))
    kept = max(
        _mean(ImageChops.darker(gaps, ImageChops.offset(there, x, y)))
        for x in _REACH
        for y in _REACH
    )
    return kept / _mean(gaps) if _mean(gaps) else 1.0


def _correlation(one: Image.Image, other: Image.Image) -> float:
    mean_one, mean_other = _mean(one), _mean(other)
    spread = (_product(one, one) - mean_one**2) * (_product(other, other) - mean_other**2)
    return (_product(one, other) - mean_one * mean_other) / spread**0.5 if spread > 0 else 0.0


def _mean(image: Image.Image) -> float:
    counts = image.histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts) / 255


def _product(one: Image.Image, other: Image.Image) -> float:
    return _mean(ImageChops.multiply(one, other))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.photocopy", description=__doc__)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("page", type=int, nargs="?", default=1)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with pypdfium2.PdfDocument(chosen.sheet) as pdf:
        copy = photocopy(scan(pdf[chosen.page - 1]), chosen.seed)
    copy.save(chosen.sheet.with_suffix(".copy.png"))


if __name__ == "__main__":
    main()

"""The accent colour of a clinic: readable as text on white and on its own pale tint, or refused."""

from __future__ import annotations

import colorsys

# WCAG 2.2, 1.4.3: text smaller than 18 pt on its background.
LEAST_CONTRAST = 4.5
DEFAULT_ACCENT = "#0b3c49"
# How much of the accent the ground of the main message has; the rest is white.
TINT = 0.1

Rgb = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, from 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str) -> str:
    """Return the pale ground that goes with an accent colour."""
    red, green, blue = (1 - TINT * (1 - part) for part in _rgb(colour))
    return _hex((red, green, blue))


def is_readable(colour: str) -> bool:
    """Say whether text of a colour can be read on white and on its tint."""
    return min(contrast(colour, "#ffffff"), contrast(colour, tint(colour))) >= LEAST_CONTRAST


def nearest_readable(colour: str) -> str:
    """Return the lightest colour of the same hue that can be read."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    while not is_readable(colour) and lightness > 0:
        lightness = max(0.0, lightness - 0.005)
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

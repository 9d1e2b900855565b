"""A clinic's logo: checked for what it is, and stripped of what a picture does not need.

A PNG or JPEG is written anew from its pixels, so that what a camera or a program put beside them is
gone, and made no larger than print needs. An SVG is checked in `drawing`.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from kat_handouts.clinic.drawing import clean_svg
from kat_handouts.clinic.errors import LogoError
from kat_handouts.model.clinic import Picture

__all__ = ["LogoError", "load_logo"]

# A drawing that is larger holds a photograph; a photograph from a camera is smaller.
MOST_BYTES = 500_000
MOST_PHOTO_BYTES = 25_000_000
# 600 dots an inch over the 40 mm that a logo is wide at most are 945.
MOST_PIXELS = 1_000
# Of 255: what is paler is not seen on white paper.
_PALEST = 230
_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def load_logo(path: Path) -> Picture:
    """Return a logo that is safe to print; raises `LogoError`."""
    try:
        if not path.is_file():
            raise LogoError("cannot be read: there is no such file", "name a file beside this one")
        with path.open("rb") as file:
            data = file.read(MOST_PHOTO_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LogoError(f"cannot be read: {reason}", "name a file beside this one") from None
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    most = MOST_PHOTO_BYTES if kind else MOST_BYTES
    if len(data) > most:
        raise LogoError(
            f"more than {most / 1000:.0f} KB",
            "export it smaller, or as SVG without embedded pictures",
        )
    if kind:
        return Picture("image/png", _clean_photo(data, kind))
    if path.suffix.lower() == ".svg" or b"<svg" in data[:2000]:
        return Picture("image/svg+xml", clean_svg(data))
    raise LogoError("neither an SVG nor a PNG or JPEG", "export it as SVG, PNG or JPEG")


def _clean_photo(data: bytes, kind: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as opened:
                # A JPEG can be read at a half, a quarter or an eighth of its size.
                opened.draft("RGB", (MOST_PIXELS, MOST_PIXELS))
                has_ground = not opened.has_transparency_data
                picture = ImageOps.exif_transpose(opened).convert("RGB" if has_ground else "RGBA")
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise LogoError(f"the {kind} is damaged or too large: {error}", "export it again") from None
    if max(picture.size) > MOST_PIXELS:
        picture.thumbnail((MOST_PIXELS, MOST_PIXELS), Image.Resampling.LANCZOS)
    if not _can_be_seen(picture):
        raise LogoError(
            "nothing of it can be seen on white paper", "use the version for light backgrounds"
        )
    clean = io.BytesIO()
    pixels = Image.new(picture.mode, picture.size)
    pixels.paste(picture)
    pixels.save(clean, "PNG", optimize=True)
    return clean.getvalue()


def _can_be_seen(picture: Image.Image) -> bool:
    on_white = Image.new("RGB", picture.size, "white")
    on_white.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    darkest, _ = on_white.convert("L").getextrema()
    return isinstance(darkest, int | float) and darkest <= _PALEST

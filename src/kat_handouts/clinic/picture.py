"""A picture that a clinic brings: checked for what it is, and stripped of what it does not need.

A PNG or JPEG is written anew from its pixels, so that what a camera or a program put beside them is
gone, and made no larger than print needs. An SVG is checked in `drawing`.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from kat_handouts.clinic.drawing import clean_svg
from kat_handouts.clinic.errors import PictureError
from kat_handouts.model.clinic import Picture

# A drawing that is larger holds a photograph; a photograph from a camera is smaller.
MOST_BYTES = 500_000
MOST_PHOTO_BYTES = 25_000_000
# Of 255: what is paler is not seen on white paper.
_PALEST = 230
_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def clean_picture(
    data: bytes, name: str, *, most_pixels: int, keeps_photographs: bool = False
) -> Picture:
    """Return a picture that is safe to print, its longer side `most_pixels` at most.

    `name` is that of its file. With `keeps_photographs` a JPEG stays one, which is far smaller.
    Raises `PictureError`.
    """
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    most = MOST_PHOTO_BYTES if kind else MOST_BYTES
    if len(data) > most:
        raise PictureError(
            f"more than {most / 1000:.0f} KB",
            "export it smaller, or as SVG without embedded pictures",
        )
    if kind:
        saved = kind if keeps_photographs else "PNG"
        pixels = _clean_photo(data, kind, most_pixels)
        return Picture(f"image/{saved.lower()}", _saved(pixels, saved))
    if name.lower().endswith(".svg") or b"<svg" in data[:2000]:
        return Picture("image/svg+xml", clean_svg(data))
    raise PictureError("neither an SVG nor a PNG or JPEG", "export it as SVG, PNG or JPEG")


def _clean_photo(data: bytes, kind: str, most_pixels: int) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as opened:
                # A JPEG can be read at a half, a quarter or an eighth of its size.
                opened.draft("RGB", (most_pixels, most_pixels))
                has_ground = not opened.has_transparency_data
                picture = ImageOps.exif_transpose(opened).convert("RGB" if has_ground else "RGBA")
    except Exception as error:
        # The file comes from anybody, and the library raises whatever its parts raise.
        reason = str(error) or type(error).__name__
        raise PictureError(
            f"the {kind} is damaged or too large: {reason}", "export it again"
        ) from None
    if max(picture.size) > most_pixels:
        picture.thumbnail((most_pixels, most_pixels), Image.Resampling.LANCZOS)
    if not _can_be_seen(picture):
        raise PictureError(
            "nothing of it can be seen on white paper", "use the version for light backgrounds"
        )
    return picture


def _saved(picture: Image.Image, kind: str) -> bytes:
    clean = io.BytesIO()
    pixels = Image.new(picture.mode, picture.size)
    pixels.paste(picture)
    pixels.save(clean, kind, optimize=True)
    return clean.getvalue()


def _can_be_seen(picture: Image.Image) -> bool:
    on_white = Image.new("RGB", picture.size, "white")
    on_white.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    darkest, _ = on_white.convert("L").getextrema()
    return isinstance(darkest, int | float) and darkest <= _PALEST

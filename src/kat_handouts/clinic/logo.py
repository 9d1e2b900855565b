"""A clinic's logo: a picture beside its file, small on the first page."""

from __future__ import annotations

from pathlib import Path

from kat_handouts.clinic.errors import PictureError
from kat_handouts.clinic.picture import MOST_PHOTO_BYTES, clean_picture
from kat_handouts.model.clinic import Picture

# 600 dots an inch over the 40 mm that a logo is wide at most are 945.
MOST_PIXELS = 1_000


def load_logo(path: Path) -> Picture:
    """Return a logo that is safe to print; raises `PictureError`."""
    try:
        if not path.is_file():
            raise PictureError(
                "cannot be read: there is no such file", "name a file beside this one"
            )
        with path.open("rb") as file:
            data = file.read(MOST_PHOTO_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PictureError(f"cannot be read: {reason}", "name a file beside this one") from None
    return clean_picture(data, path.name, most_pixels=MOST_PIXELS)

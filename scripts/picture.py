"""Draw the picture in the README: real pages of output/, in several scripts."""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

SHEETS = (
    ("output/en/side-effects.pdf", 0),
    ("output/ar/your-session.pdf", 0),
    ("output/zh-Hans/next-steps.pdf", 1),
    ("output/hi/what-is-kat.pdf", 2),
    ("output/km/for-your-companion.pdf", 0),
    ("output/es/after-today.pdf", 0),
)
# Pixels a pt, so that a card is drawn as small as it is.
SCALE, GAP, GROUND = 0.62, 12, "#c9ced1"


def main(target: Path) -> None:
    pages = []
    for name, number in SHEETS:
        with pypdfium2.PdfDocument(name) as pdf:
            page = pdf[number]
            image = page.render(scale=2 * SCALE).to_pil()
        size = (image.width // 2, image.height // 2)
        pages.append(image.resize(size, Image.Resampling.LANCZOS))
    height = max(page.height for page in pages)
    width = sum(page.width + GAP for page in pages) + GAP
    picture = Image.new("RGB", (width, height + 2 * GAP), GROUND)
    left = GAP
    for page in pages:
        picture.paste(page, (left, GAP))
        left += page.width + GAP
    picture.quantize(64).save(target, optimize=True)


main(Path(sys.argv[1]))

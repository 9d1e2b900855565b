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
    ("output/km/side-effects.pdf", 4),
)
WIDTH, GAP, GROUND = 380, 12, "#c9ced1"


def main(target: Path) -> None:
    pages = []
    for name, number in SHEETS:
        with pypdfium2.PdfDocument(name) as pdf:
            page = pdf[number]
            image = page.render(scale=2 * WIDTH / page.get_width()).to_pil()
        height = round(image.height * WIDTH / image.width)
        pages.append(image.resize((WIDTH, height), Image.Resampling.LANCZOS))
    height = max(page.height for page in pages)
    picture = Image.new("RGB", (len(pages) * (WIDTH + GAP) + GAP, height + 2 * GAP), GROUND)
    for position, page in enumerate(pages):
        picture.paste(page, (GAP + position * (WIDTH + GAP), GAP))
    picture.quantize(64).save(target, optimize=True)


main(Path(sys.argv[1]))

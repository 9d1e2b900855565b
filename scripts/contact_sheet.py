"""Draw the first page of a handout in every language, for the documents: docs/languages.png."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.files.project import Project
from kat_handouts.model.languages import get_language
from kat_handouts.model.scripts import LATIN_FONT
from kat_handouts.typography.fonts import find_font

HANDOUT = "side-effects"
COLUMNS, GAP, LABEL, GROUND = 9, 10, 22, "#c9ced1"
# Pixels a pt.
SCALE = 0.3


def thumbnail(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[0].render(scale=4 * SCALE).to_pil()
    return image.resize((image.width // 4, image.height // 4), Image.Resampling.LANCZOS)


def contact_sheet(output: Path, tags: list[str]) -> Image.Image:
    pages = [thumbnail(output / tag / f"{HANDOUT}.pdf") for tag in tags]
    width, height = pages[0].width + GAP, pages[0].height + GAP + LABEL
    rows = -(-len(pages) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * width + GAP, rows * height + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(find_font(LATIN_FONT)[LATIN_FONT.bold]), 12)
    for index, (tag, page) in enumerate(zip(tags, pages, strict=True)):
        left, top = GAP + index % COLUMNS * width, GAP + index // COLUMNS * height
        draw.text((left, top), f"{tag}  {get_language(tag).english_name}", "#111", font)
        sheet.paste(page, (left, top + LABEL))
    return sheet


tags = [tag for tag in locale_tags(Project()) if tag != "en-GB"]
contact_sheet(Path("output"), tags).quantize(64).save("docs/languages.png", optimize=True)

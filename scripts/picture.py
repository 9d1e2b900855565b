"""Draw the pictures of the documents, of real pages: the README's, and the translator's."""

import subprocess
import sys
import tempfile
from pathlib import Path

import polib
import pypdfium2
from PIL import Image

SHEETS = (
    ("output/en/side-effects.pdf", 0),
    ("output/en/your-session.pdf", 1),
    ("output/en/what-is-kat.pdf", 0),
    ("output/ar/for-your-companion.pdf", 0),
    ("output/km/check-together.pdf", 0),
    ("output/es/after-today.pdf", 0),
)
# Pixels a pt, so that a card is drawn as small as it is.
SCALE, GAP, GROUND = 0.62, 12, "#c9ced1"


# What a translator has done after the first minutes, for the picture of docs/translating.md.
BEGUN = {
    "side-effects.title": "Madhara na la kufanya",
    "side-effects.overview.heading": "Mambo ya kuangalia",
    "side-effects.overview.stops.passes.heading": "Kwa kawaida huisha siku hiyo hiyo",
    "sign.headache.patient": "maumivu ya kichwa",
}


def begun(folder: Path) -> list[tuple[Path, int]]:
    """Start a language in a folder of its own; return a page of it and one of its packet."""
    command = Path(sys.executable).with_name("kat-handouts")

    def run(*args: object) -> None:
        subprocess.run([command, *map(str, args), "--project", folder], check=True)

    run("locales", "add", "sw")
    path = folder / "locales/sw/LC_MESSAGES/handouts.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = BEGUN.get(entry.msgctxt, "")
    catalog.save()
    run("build", "-l", "sw", "-H", "side-effects", "-o", folder / "out")
    run("locales", "packet", "sw", "--format", "pdf", "-o", folder)
    return [(folder / "out/sw/side-effects.pdf", 0), (folder / "sw.pdf", 0)]


def draw(sheets: list[tuple[Path, int]], target: Path) -> None:
    pages = []
    for name, number in sheets:
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


draw([(Path(name), number) for name, number in SHEETS], Path("docs/pages.png"))
with tempfile.TemporaryDirectory() as temporary:
    draw(begun(Path(temporary)), Path("docs/translating.png"))

"""Say how the sheets of two output folders differ: in text, in tags, in pixels.

Run as ``python scripts/compare_sheets.py BEFORE AFTER``. Prints a line for each difference, and
exits with 1 where there is one. Of a web page the text and the number of elements are compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import ImageChops

# Fine enough for a moved line, a changed letter or a thinner border.
DPI = 60
PROCESSES = 2
FORMATS = (".pdf", ".html")
# What a program that reads aloud is told of an element.
SPOKEN = ("/Lang", "/ActualText", "/Alt", "/E")

Tag = tuple[int, str, tuple[str, ...], int]


class PageText(HTMLParser):
    """The words of a web page and the number of its elements; styles and scripts are no words."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements = 0
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        self._unread += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.words += data.split()


def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    """Return the elements of the tag tree in reading order.

    Each is its depth, its type, what is spoken of it, and how many pieces of content it holds.
    """
    found: list[Tag] = []

    def walk(node: pikepdf.Object, depth: int) -> None:
        kids = node.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        below = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        spoken = tuple(str(node.get(name, "")) for name in SPOKEN)
        found.append((depth, str(node.get("/S", "")), spoken, len(kids) - len(below)))
        for kid in below:
            walk(kid, depth + 1)

    if "/StructTreeRoot" in pdf.Root:
        walk(pdf.Root.StructTreeRoot, 0)
    return found


def pdf_differences(before: Path, after: Path) -> Iterator[str]:
    """Yield how two PDFs differ."""
    with pikepdf.open(before) as one, pikepdf.open(after) as other:
        was, now = tags(one), tags(other)
    if was != now:
        pairs = zip(was, now, strict=False)
        place = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(was), len(now)))
        shown = [tree[place] if place < len(tree) else "none" for tree in (was, now)]
        yield f"tag {place}: {shown[0]}, now {shown[1]}"
    with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
        if len(one) != len(other):
            yield f"{len(one)} pages, now {len(other)}"
        for number, (page, page_now) in enumerate(zip(one, other, strict=False), start=1):
            texts = [each.get_textpage().get_text_range() for each in (page, page_now)]
            if texts[0] != texts[1]:
                yield f"page {number}: other text"
            drawn, drawn_now = (
                each.render(scale=DPI / 72).to_pil().convert("RGB") for each in (page, page_now)
            )
            if drawn.size != drawn_now.size:
                yield f"page {number}: {drawn.size} pixels, now {drawn_now.size}"
            elif box := ImageChops.difference(drawn, drawn_now).getbbox():
                yield f"page {number}: other pixels within {box}"


def html_differences(before: Path, after: Path) -> Iterator[str]:
    """Yield how two web pages differ."""
    one, other = PageText(), PageText()
    one.feed(before.read_text(encoding="utf-8"))
    other.feed(after.read_text(encoding="utf-8"))
    if one.words != other.words:
        pairs = zip(one.words, other.words, strict=False)
        was, now = next(((a, b) for a, b in pairs if a != b), ("the end", "or more"))
        yield f"other text: “{was}”, now “{now}”"
    if one.elements != other.elements:
        yield f"{one.elements} elements, now {other.elements}"


def differences(name: str, before: Path, after: Path) -> list[str]:
    """Return how a file that stands in both folders differs, a line for each difference."""
    compare = pdf_differences if name.endswith(".pdf") else html_differences
    return [f"{name}: {found}" for found in compare(before / name, after / name)]


def sheets(folder: Path) -> set[str]:
    """Return the names of the sheets of an output folder, without its gallery."""
    paths = (path for path in folder.rglob("*") if path.suffix in FORMATS)
    return {path.relative_to(folder).as_posix() for path in paths} - {"index.html"}


def main() -> int:
    """Compare two folders; return the exit status."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("before", type=Path)
    options.add_argument("after", type=Path)
    chosen = options.parse_args()
    before, after = sheets(chosen.before), sheets(chosen.after)
    lines = [f"{name}: gone" for name in sorted(before - after)]
    lines += [f"{name}: new" for name in sorted(after - before)]
    names = sorted(before & after)
    compare = partial(differences, before=chosen.before, after=chosen.after)
    with ProcessPoolExecutor(PROCESSES) as pool:
        for found in pool.map(compare, names, chunksize=4):
            lines += found
    print("\n".join([*lines, f"{len(names)} sheets compared, {len(lines)} differences"]))
    return 1 if lines or not names else 0


if __name__ == "__main__":
    sys.exit(main())

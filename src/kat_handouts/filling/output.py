"""Where copies go: files in a folder, an archive, or one PDF for one print run.

Each is written where it was asked for and nowhere else: no other file holds a value, not even for
a moment. What cannot be finished is removed.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import pikepdf
from pikepdf import Array, Dictionary, Name

from kat_handouts.filling.master import Master
from kat_handouts.model.errors import Finding, InputError

# Of what a copy may say, only its owner is told.
_MODE = 0o600
_MOST_SIDES = 20_000


class Output(Protocol):
    """Takes copies, one after another."""

    def add(self, name: str, copy: bytes, master: Master) -> None:
        """Take a copy; `name` has no ending."""


class _Folder:
    def __init__(self, folder: Path, *, is_new: bool) -> None:
        self._folder, self._is_new = folder, is_new
        self._written: list[str] = []

    def add(self, name: str, copy: bytes, master: Master) -> None:
        path = f"{self._folder}/{name}.pdf"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        self._written.append(name)
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            file.write(copy)

    def remove(self) -> None:
        """Remove what was written, and the folder if it was made for it."""
        _remove(self._folder / f"{name}.pdf" for name in self._written)
        if self._is_new:
            with suppress(OSError):
                self._folder.rmdir()


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def add(self, name: str, copy: bytes, master: Master) -> None:
        # A date of its own would make two runs differ. What a PDF holds is deflated already.
        self._archive.writestr(zipfile.ZipInfo(f"{name}.pdf"), copy, zipfile.ZIP_STORED)


class _OnePdf:
    """Pages in the order of printing; with both sides printed, no sheet begins on another's back.

    Whatever all copies of a sheet share stands in it once. It is to be printed and not to be read
    aloud: it has no tags, and does not say that it has.
    """

    def __init__(self, document: pikepdf.Pdf, *, duplex: bool) -> None:
        self._document, self._duplex = document, duplex
        # Each with its pages, which keep the master from going.
        self._masters: dict[int, tuple[Master, list[Any]]] = {}

    def add(self, name: str, copy: bytes, master: Master) -> None:
        if len(self._document.pages) > _MOST_SIDES:
            raise InputError(
                Finding(
                    "fill-output",
                    f"one PDF takes {_MOST_SIDES} pages at most",
                    hint="print in parts, or take --output or --zip",
                )
            )
        if id(master) not in self._masters:
            with pikepdf.open(io.BytesIO(master.pdf)) as source:
                pages = [self._bare(page) for page in source.pages]
            self._masters[id(master)] = master, pages
        _, pages = self._masters[id(master)]
        with pikepdf.open(io.BytesIO(copy)) as filled:
            for page, own in zip(pages, filled.pages, strict=True):
                self._document.pages.append(self._filled(page, own))
        if self._duplex and len(pages) % 2:
            size = pages[-1].MediaBox
            self._document.add_blank_page(page_size=(size[2] - size[0], size[3] - size[1]))

    def _bare(self, page: pikepdf.Page) -> Any:
        for key in ("/StructParents", "/Tabs", "/Annots"):
            if key in page.obj:
                del page.obj[key]
        return self._document.copy_foreign(page.obj)

    def _filled(self, page: Any, own: pikepdf.Page) -> pikepdf.Page:
        made = self._document.make_indirect(Dictionary(page))
        resources = Dictionary(page.Resources)
        objects: Any = Dictionary()
        for key, drawn in resources.XObject.items():
            objects[key] = drawn
        for key, drawn in own.obj.Resources.get("/XObject", {}).items():
            if "/PieceInfo" not in drawn and drawn.get("/Subtype") == Name.Form and key[1] == "f":
                objects[key] = self._box(drawn, objects[key].Resources.Font)
        resources.XObject = objects
        made.Resources = resources
        return pikepdf.Page(made)

    def _box(self, drawn: Any, shared: Any) -> Any:
        """Return what a copy wrote into a box: with the fonts of the master, which are there."""
        fonts: Any = Dictionary()
        for name, font in drawn.Resources.Font.items():
            fonts[name] = shared[name] if name in shared else self._document.copy_foreign(font)
        box = self._document.make_stream(drawn.read_bytes())
        box.Type, box.Subtype = Name.XObject, Name.Form
        box.BBox, box.Matrix = Array([*drawn.BBox]), Array([*drawn.Matrix])
        box.Resources = Dictionary(Font=fonts)
        return box


@contextmanager
def to_folder(folder: Path) -> Iterator[Output]:
    """Write each copy as a file of its own. Raises `InputError` where one of its name is there."""
    is_new = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    output = _Folder(folder, is_new=is_new)
    try:
        yield output
    except FileExistsError as error:
        output.remove()
        raise InputError(
            Finding("fill-output", "a file of this name is there", "take an empty folder").at(
                file=str(error.filename)
            )
        ) from None
    except BaseException:
        output.remove()
        raise


@contextmanager
def to_archive(path: Path) -> Iterator[Output]:
    """Write the copies into a ZIP archive, as they are made."""
    with _new(path) as file, zipfile.ZipFile(file, "w") as archive:
        yield _Archive(archive)


@contextmanager
def to_one_pdf(path: Path, *, duplex: bool) -> Iterator[Output]:
    """Write the copies as the pages of one PDF."""
    with _new(path) as file, pikepdf.new() as document:
        yield _OnePdf(document, duplex=duplex)
        if duplex:
            document.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipLongEdge)
        document.save(file, deterministic_id=True)


@contextmanager
def _new(path: Path) -> Iterator[io.BufferedRandom]:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _MODE)
    except FileExistsError:
        raise InputError(
            Finding("fill-output", "this file is there", "name another one", file=str(path))
        ) from None
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
    except BaseException:
        _remove([path])
        raise


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)

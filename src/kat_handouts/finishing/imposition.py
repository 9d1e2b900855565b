"""Put the pages of a finished PDF on paper, to cut apart or to fold, with tags and links whole.

What is printed once keeps its tags, in the order in which it is read: a leaflet is read from its
cover to its back, though both stand on one side of a paper. Each side has one page of the file for
all the pages that it shows, so that their marked content is numbered anew, and links, bookmarks
and other destinations are moved with it. A copy is the same ink, and an artifact: a program that
reads aloud says each word once.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator

from kat_handouts.finishing.places import Line, Place, Side

_MARK_WIDTH = 0.25
# Marked content begins and ends with these; what is numbered is in the tag tree.
_MARKED = ("BDC", "BMC", "EMC")
_BOXES = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


@dataclass(frozen=True)
class _Moved:
    """Where a page went: the page that holds it now, how far it moved, what its ids grew by."""

    host: pikepdf.Object
    across: float
    up: float
    ids: int


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and the height of each page of a PDF, in pt."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [_size(page) for page in document.pages]


def imposed(pdf: bytes, sides: Sequence[Side], *, turned_on: str) -> bytes:
    """Return a PDF whose pages are the sides of papers. The bytes depend on the input alone.

    Every page of the PDF has one place that is no copy. `turned_on` is the edge of the paper that
    a printer of both sides has to turn it on, ``long`` or ``short``; print dialogs may read it.
    Patterns, which do not move with what they fill, raise `ValueError`.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = list(document.pages)
        streams = [_instructions(page) for page in pages]
        moved: dict[tuple[int, int], _Moved] = {}
        hosts = []
        for side in sides:
            shown = [place for place in side.places if not place.is_copy]
            host = pages[shown[0].page] if shown else document.add_blank_page()
            hosts.append(host)
            _compose(document, host, side, streams, pages, moved)
        kept = {host.objgen for host in hosts}
        for index in reversed(range(len(document.pages))):
            if document.pages[index].objgen not in kept:
                del document.pages[index]
        _move_tags(document, moved)
        _move_destinations(document, moved)
        settings = document.Root.ViewerPreferences
        settings.Duplex = Name(f"/DuplexFlip{turned_on.title()}Edge")
        settings.PrintScaling = Name("/None")
        result = io.BytesIO()
        document.save(result, deterministic_id=True, linearize=False)
    return result.getvalue()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom


def _instructions(page: pikepdf.Page) -> list[Any]:
    instructions = list(pikepdf.parse_content_stream(page))
    for one in instructions:
        if str(one.operator) in ("SCN", "scn") and isinstance(one.operands[-1], Name):
            raise ValueError("a page with a pattern cannot be moved on a paper")
    return instructions


def _compose(
    document: pikepdf.Pdf,
    host: pikepdf.Page,
    side: Side,
    streams: list[list[Any]],
    pages: list[pikepdf.Page],
    moved: dict[tuple[int, int], _Moved],
) -> None:
    """Make a page of the file show a side, and note where its pages went."""
    content: list[ContentStreamInstruction] = []
    ids = 0
    annotations: list[Any] = []
    for place in side.places:
        page, instructions = pages[place.page], streams[place.page]
        if place.is_copy:
            content += [_do("BMC", Name.Artifact), *_placed(place, _unmarked(instructions))]
            content.append(_do("EMC"))
            continue
        moved[page.obj.objgen] = _Moved(host.obj, place.across, place.up, ids)
        content += _placed(place, _renumbered(instructions, ids))
        ids += 1 + max((int(_id(one)) for one in instructions if _id(one) is not None), default=-1)
        annotations += [_moved_annotation(one, place) for one in page.obj.get("/Annots", [])]
        if page.obj.Resources.objgen != host.obj.Resources.objgen:
            raise ValueError("the pages of a file do not share their resources")
    content += _marks(side.marks)
    host.Contents = document.make_stream(pikepdf.unparse_content_stream(content))
    host.mediabox = _rectangle(0, 0, side.width, side.height)
    for box in _BOXES:
        if box in host.obj:
            del host.obj[box]
    if side.trim:
        host.trimbox = _rectangle(*side.trim)
    if annotations:
        for one in annotations:
            one.P = host.obj
        host.obj.Annots = Array(annotations)


def _placed(place: Place, instructions: Iterable[Any]) -> Iterator[ContentStreamInstruction]:
    yield _do("q")
    if place.across or place.up:
        yield _do("cm", 1, 0, 0, 1, round(place.across, 3), round(place.up, 3))
    yield from instructions
    yield _do("Q")


def _id(instruction: Any) -> Any:
    """Return the number of the marked content that an instruction begins, or None."""
    if str(instruction.operator) != "BDC" or not isinstance(instruction.operands[1], Dictionary):
        return None
    return instruction.operands[1].get("/MCID")


def _unmarked(instructions: list[Any]) -> list[Any]:
    return [one for one in instructions if str(one.operator) not in _MARKED]


def _renumbered(instructions: list[Any], by: int) -> Iterator[Any]:
    for one in instructions:
        if by and (id_ := _id(one)) is not None:
            kind, properties = one.operands
            properties = Dictionary({**dict(properties.items()), "/MCID": int(id_) + by})
            yield ContentStreamInstruction([kind, properties], one.operator)
        else:
            yield one


def _marks(lines: Sequence[Line]) -> Iterator[ContentStreamInstruction]:
    if not lines:
        return
    yield from (_do("BMC", Name.Artifact), _do("q"), _do("w", _MARK_WIDTH))
    for x1, y1, x2, y2 in lines:
        yield _do("m", round(x1, 3), round(y1, 3))
        yield _do("l", round(x2, 3), round(y2, 3))
        yield _do("S")
    yield from (_do("Q"), _do("EMC"))


def _moved_annotation(annotation: Any, place: Place) -> Any:
    for key in ("/Rect", "/QuadPoints"):
        if key in annotation:
            annotation[key] = Array(
                round(float(value) + (place.up if index % 2 else place.across), 3)
                for index, value in enumerate(annotation[key])
            )
    return annotation


def _move_tags(document: pikepdf.Pdf, moved: dict[tuple[int, int], _Moved]) -> None:
    """Let the tag tree name the pages and the numbers that marked content has now."""
    root = document.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    owners = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    of_pages: dict[int, list[Any]] = {}
    for objgen, went in moved.items():
        own = of_pages.setdefault(int(went.host.StructParents), [])
        own += [None] * (went.ids - len(own))
        own += list(owners.pop(int(document.get_object(objgen).StructParents), ()))
    owners |= {key: Array(own) for key, own in of_pages.items()}
    root.ParentTree.Nums = Array(item for key in sorted(owners) for item in (key, owners[key]))
    _move_elements(root, moved)


def _move_elements(root: Any, moved: dict[tuple[int, int], _Moved]) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        went = moved.get(element.Pg.objgen) if "/Pg" in element else None
        kids = element.get("/K")
        kids = list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]
        for index, kid in enumerate(kids):
            if isinstance(kid, int):
                kids[index] = kid + went.ids if went else kid
            elif "/MCID" in kid:
                of_kid = moved.get(kid.Pg.objgen) if "/Pg" in kid else went
                kid.MCID = int(kid.MCID) + (of_kid.ids if of_kid else 0)
                if "/Pg" in kid and of_kid:
                    kid.Pg = of_kid.host
            elif "/Obj" in kid:
                if "/Pg" in kid and kid.Pg.objgen in moved:
                    kid.Pg = moved[kid.Pg.objgen].host
            else:
                waiting.append(kid)
        if kids:
            element.K = Array(kids)
        if went:
            element.Pg = went.host


def _move_destinations(document: pikepdf.Pdf, moved: dict[tuple[int, int], _Moved]) -> None:
    """Let bookmarks, links and names lead to the same words as before."""
    for found in document.objects:
        for array in _destinations(found, moved):
            went = moved[array[0].objgen]
            array[0] = went.host
            if array[1] == Name.XYZ:
                array[2] = round(float(array[2]) + went.across, 3)
                array[3] = round(float(array[3]) + went.up, 3)


def _destinations(found: Any, moved: dict[tuple[int, int], _Moved]) -> Iterator[Any]:
    """Yield each destination that stands within an object: [page /XYZ x y zoom], or the like."""
    if isinstance(found, Array):
        is_one = len(found) > 1 and isinstance(found[0], Dictionary) and isinstance(found[1], Name)
        if is_one and found[0].objgen in moved:
            yield found
            return
        inner = list(found)
    elif isinstance(found, Dictionary | pikepdf.Stream):
        inner = [value for _, value in found.items()]
    else:
        return
    for value in inner:
        if isinstance(value, Array | Dictionary) and not value.is_indirect:
            yield from _destinations(value, moved)


def _rectangle(*edges: float) -> pikepdf.Rectangle:
    return pikepdf.Rectangle(*(round(edge, 3) for edge in edges))


def _do(operator: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(operator))

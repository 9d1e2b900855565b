"""Fonts that are cut down once, and of which nothing is embedded that is not printed.

- A font is cut down to the same glyphs once only, and deflated once.
- Of a font in CFF (the Chinese, Japanese and Korean ones) the bare table is embedded, without room
  for the glyphs that are not there. Text names its glyphs by their CIDs, so these must be the
  numbers that the glyphs have in the whole font; where they are not, WeasyPrint's way is taken.
- The whole font file is not copied for each size that it is used in.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any, ClassVar

import pydyf
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from weasyprint.pdf import fonts, stream
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

# WeasyPrint looks it up when it makes a font, and when it has cut one.
_face_data = fonts.get_hb_object_data
_MOST_KEPT = 64
# That of an ideograph, in thousandths of the font's size.
_USUAL_WIDTH = 1000
_NOT_SAID = -1
# What a viewer needs of a font in CFF, and HarfBuzz to cut it.
_KEPT_TABLES = ("CFF ", "head", "hhea", "hmtx", "maxp", "OS/2")


@dataclass(frozen=True)
class _CutFont:
    """A font file with some glyphs only; `deflated` is as a PDF holds it."""

    content: bytes
    deflated: bytes
    is_bare_cff: bool


# By font, its glyphs and how it is cut; what was used longest ago goes first.
_kept: dict[tuple[Any, ...], _CutFont] = {}


class LeanFont(Font):  # type: ignore[misc]
    """A font that is cut down from its HarfBuzz face."""

    is_bare_cff = False

    def __init__(self, *rest: Any) -> None:
        fonts.get_hb_object_data = lambda face: b""
        try:
            super().__init__(*rest)
        finally:
            fonts.get_hb_object_data = _face_data

    @property
    def type(self) -> str:
        """``otf`` for outlines in CFF, else ``ttf``."""
        return "otf" if self.is_bare_cff or self.file_content[:4] == b"OTTO" else "ttf"

    def clean(self, to_unicode: dict[int, str], hinting: bool) -> None:
        """Cut the font down to some glyphs."""
        missing = tuple(sorted(self.missing.items()))
        glyphs = tuple(sorted(to_unicode))
        key = (self.name, self.index, self.glyph_count, glyphs, missing, hinting)
        # What this sheet uses is asked for once more when it is written, and must not go before.
        cut = _kept.pop(key, None) or self._cut(to_unicode, hinting)
        _kept[key] = cut
        if len(_kept) > _MOST_KEPT:
            del _kept[next(iter(_kept))]
        self.file_content, self.is_bare_cff = cut.content, cut.is_bare_cff

    def _cut(self, to_unicode: dict[int, str], hinting: bool) -> _CutFont:
        content = _bare_cff(self, sorted(to_unicode), hinting=hinting)
        is_bare_cff = content is not None
        if content is None:
            self.file_content = b""
            super().clean(to_unicode, hinting)
            content = self.file_content or _face_data(self.hb_face)
        return _CutFont(content, zlib.compress(content, 9), is_bare_cff)


def _bare_cff(font: Font, glyphs: list[int], *, hinting: bool) -> bytes | None:
    """Return the CFF table of a font with some glyphs, or None where it would not do."""
    if "CFF " not in font.tables or font.missing or not glyphs or harfbuzz_subset is None:
        return None
    if not _numbered_by_cid(font):
        return None
    chosen = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    _fill(harfbuzz_subset.hb_subset_input_glyph_set(chosen), glyphs)
    tables = harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    dropped = [_tag(name) for name in font.tables if name not in _KEPT_TABLES]
    _fill(harfbuzz_subset.hb_subset_input_set(chosen, tables), sorted(dropped))
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    harfbuzz_subset.hb_subset_input_set_flags(chosen, flags)
    face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, chosen)
    if face == ffi.NULL:
        return None
    face = ffi.gc(face, harfbuzz.hb_face_destroy)
    content = _table(face, "CFF ")
    if not content:
        return None
    table = _parsed(content)
    # HarfBuzz may add glyphs that others could turn into.
    return _with_plain_widths(table) if set(glyphs) <= set(_cids(table)) else None


# By font, whether its glyphs have their own numbers for CIDs.
_by_cid: dict[tuple[Any, ...], bool] = {}


def _numbered_by_cid(font: Font) -> bool:
    key = (font.name, font.index, font.glyph_count)
    if key not in _by_cid:
        content = _table(font.hb_face, "CFF ")
        _by_cid[key] = content is not None and _has_own_cids(content, font.glyph_count)
    return _by_cid[key]


def _has_own_cids(content: bytes, glyphs: int) -> bool:
    """Say whether the CID of each glyph of a CFF table is its number.

    One range of all numbers from 1 is read as it stands. Source: Adobe Technical Note 5176, 13
    (charsets), format 2.
    """
    table = _parsed(content)
    top = table.topDictIndex[0]
    offset = top.rawDict.get("charset", 0)
    one_range = struct.pack(">BHH", 2, 1, max(0, glyphs - 2))
    if hasattr(top, "ROS") and offset > 2 and content.startswith(one_range, offset):
        return True
    return _cids(table) == list(range(glyphs))


def _fill(numbers: Any, values: list[int]) -> None:
    array = ffi.new(f"hb_codepoint_t[{len(values)}]", values)
    harfbuzz.hb_set_add_sorted_array(numbers, array, len(values))


def _tag(name: str) -> int:
    return int(harfbuzz.hb_tag_from_string(name.encode(), -1))


def _table(face: Any, name: str) -> bytes | None:
    blob = harfbuzz.hb_face_reference_table(face, _tag(name))
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    content = None if data == ffi.NULL else bytes(ffi.unpack(data, int(length[0])))
    harfbuzz.hb_blob_destroy(blob)
    return content


def _parsed(content: bytes) -> CFFFontSet:
    table = CFFFontSet()
    table.decompile(io.BytesIO(content), None, isCFF2=False)
    return table


def _cids(table: CFFFontSet) -> list[int]:
    """Return the CIDs of a CFF table in the order of its glyphs; none where it has no CIDs."""
    top = table.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return []
    return [0, *(int(name.removeprefix("cid")) for name in top.charset[1:])]


def _with_plain_widths(table: CFFFontSet) -> bytes:
    """Return a CFF table whose glyphs say their widths in one way.

    A font with CIDs has several font dictionaries, each with its own origin of widths, and a width
    may stand before any operator. Not every program looks everywhere: page-validation 0.11 takes
    the first dictionary, and no width before ``hmoveto`` and ``vmoveto``.
    """
    top = table.topDictIndex[0]
    for name in top.charset:
        glyph, part = top.CharStrings.getItemAndSelector(name)
        private = top.FDArray[part].Private
        if (private.nominalWidthX, private.defaultWidthX) == (0, _USUAL_WIDTH):
            continue  # Ideographs, which are many and have no width of their own.
        extractor = T2WidthExtractor([], [], private.nominalWidthX, _NOT_SAID)
        extractor.execute(glyph)
        width = extractor.width
        if width == _NOT_SAID:
            width = private.defaultWidthX
        else:
            del glyph.program[0]
        if width != _USUAL_WIDTH:
            _say_width(glyph.program, width)
        glyph.bytecode = None
    for part in top.FDArray:
        part.Private.nominalWidthX, part.Private.defaultWidthX = 0, _USUAL_WIDTH
    written = io.BytesIO()
    table.compile(written, _FontOfTable(), isCFF2=False)
    return written.getvalue()


def _say_width(program: list[Any], width: float) -> None:
    if program[1:2] == ["hmoveto"]:
        program[1:2] = [0, "rmoveto"]
    elif program[1:2] == ["vmoveto"]:
        program[0:2] = [0, program[0], "rmoveto"]
    program.insert(0, width)


class _FontOfTable:
    """What fontTools asks of the font that a table belongs to."""

    recalcBBoxes = False
    cfg: ClassVar[dict[str, Any]] = {}


def embed_cut_fonts(document: Any) -> None:
    """Name the kind of each bare CFF table of a PDF, and put in what is deflated already."""
    known = {id(cut.content): cut for cut in _kept.values()}
    for item in document.objects:
        cut = known.get(id(item.stream[0])) if _holds_one(item) else None
        if cut is None:
            continue
        if cut.is_bare_cff:
            item.extra["Subtype"] = "/CIDFontType0C"
        if item.compress:
            item.stream, item.compress = [cut.deflated], False
            item.extra["Filter"] = "/FlateDecode"


def _holds_one(item: Any) -> bool:
    return isinstance(item, pydyf.Stream) and len(item.stream) == 1


def install() -> None:
    """Put the replacements in place; safe to repeat."""
    stream.Font = LeanFont

"""Document tree to one HTML file that needs nothing else: style, pictures and fonts are inside."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

from kat_handouts.model.document import Document
from kat_handouts.model.scripts import LATIN_FONT, SCRIPTS, Font
from kat_handouts.render.dial_links import numbers_to_call
from kat_handouts.render.html import TemplateEnvironment, fill_for
from kat_handouts.render.styles import ON_SCREEN
from kat_handouts.typography.fonts import find_font

# Every phone and computer has these scripts, in the shapes that `lang` asks for, and a page with
# its Chinese inside would be six times as large. Of the others one may lack a letter.
_EVERYWHERE = {LATIN_FONT, *(SCRIPTS[code].font for code in ("Hans", "Hant", "Jpan", "Kore"))}


@dataclass(frozen=True)
class Face:
    """A font of one weight (400 or 700) with the characters of one page; `address` holds it."""

    family: str
    weight: int
    address: str


def render_phone(document: Document, templates: TemplateEnvironment) -> bytes:
    """Return the HTML of a document, as one file.

    Raises `RenderError` where a template or a picture is missing or broken.
    """
    characters = {char for text in document.texts() for char in text.plain}
    characters |= {char for text in document.controls.values() for char in text.plain}
    characters |= set("".join((*document.values(), *document.clinic.words())))
    fonts = dict.fromkeys(font for language in document.languages for font in language.fonts)
    shared = {script.font: {*script.latin_signs} for script in SCRIPTS.values()}
    faces = [
        face
        for font in fonts
        if font not in _EVERYWHERE
        for face in _faces(font, characters - shared[font])
    ]
    dialling = numbers_to_call(document)
    html = fill_for(document, ON_SCREEN, templates, faces=faces, dialling=dialling)
    # Templates leave blank lines behind; nobody needs them.
    return "\n".join(line for line in html.splitlines() if line.strip()).encode() + b"\n"


def _faces(font: Font, characters: set[str]) -> list[Face]:
    found = find_font(font)
    faces = []
    for weight, name in ((400, font.regular), (700, font.bold)):
        path = found[name]
        if path is None:
            continue
        loaded = TTFont(io.BytesIO(cut_font(path, characters)), recalcTimestamp=False)
        loaded.flavor = "woff2"
        data = io.BytesIO()
        loaded.save(data)
        code = base64.b64encode(data.getvalue()).decode()
        faces.append(Face(font.family, weight, f"data:font/woff2;base64,{code}"))
    return faces


def cut_font(path: Path, characters: set[str]) -> bytes:
    """Return a font with these characters alone, and every way in which they join and stack."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.NO_HINTING
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    return bytes(uharfbuzz.subset(face, wanted).blob.data)

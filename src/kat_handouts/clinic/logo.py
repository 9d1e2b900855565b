"""A clinic's logo: checked for what it is, and stripped of what a picture does not need.

An SVG may draw, and nothing else: no scripts, no outside references, no foreign markup. A PNG is
written anew from its pixels, so that what a camera or a program put beside them is gone.
"""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image

from kat_handouts.model.clinic import Picture

MOST_BYTES = 500_000
MOST_ELEMENTS = 2_000
MOST_PIXELS = 4_000

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DRAWING = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse"),
    *("line", "polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath"),
    *("mask", "pattern", "text", "tspan", "style"),
}
# Loading anything, or running anything, from within a value.
_REACHES_OUT = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:|data:", re.I)


class LogoError(Exception):
    """A picture that may not be printed; says what is wrong and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def load_logo(path: Path) -> Picture:
    """Return a logo that is safe to print; raises `LogoError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LogoError(
            f"cannot be read: {error.strerror}", "name a file beside this one"
        ) from None
    if len(data) > MOST_BYTES:
        raise LogoError(
            f"{len(data) / 1000:.0f} KB; {MOST_BYTES / 1000:.0f} KB are the most",
            "export it smaller, or as SVG without embedded pictures",
        )
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Picture("image/png", _clean_png(data))
    if path.suffix.lower() == ".svg":
        return Picture("image/svg+xml", _clean_svg(data))
    raise LogoError("neither an SVG nor a PNG", "export it as SVG, or as PNG")


def _clean_png(data: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
                if max(picture.size) > MOST_PIXELS:
                    width, height = picture.size
                    raise LogoError(
                        f"{width} × {height} pixels; {MOST_PIXELS} are the most",
                        "600 dots an inch at 40 mm are 945 pixels",
                    )
                pixels = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except LogoError:
        raise
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise LogoError(f"the PNG is damaged: {error}", "export it again") from None
    clean = io.BytesIO()
    pixels.save(clean, "PNG", optimize=True)
    return clean.getvalue()


def _clean_svg(data: bytes) -> bytes:
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise LogoError(
            "the SVG declares entities or a document type", "export it as plain SVG"
        ) from None
    except (ElementTree.ParseError, ValueError) as error:
        raise LogoError(f"the SVG is not well formed: {error}", "export it again") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise LogoError("the file is not an SVG picture", "export it as SVG, or as PNG")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise LogoError(f"more than {MOST_ELEMENTS} elements", "simplify the drawing")
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or not child.tag.startswith(f"{{{_SVG}}}"):
                parent.remove(child)  # Comments, and what drawing programs keep for themselves.
    for element in root.iter():
        _check_element(element)
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise LogoError("the SVG says no size", "give it a viewBox")
    ElementTree.register_namespace("", _SVG)
    text: bytes = ElementTree.tostring(root, encoding="utf-8")
    return text


def _check_element(element: ElementTree.Element) -> None:
    name = element.tag.rpartition("}")[2]
    if name not in _DRAWING:
        raise LogoError(
            f"<{name}> is not allowed in a logo", "keep to shapes, paths, text and gradients"
        )
    for attribute, value in list(element.attrib.items()):
        bare = attribute.rpartition("}")[2]
        if attribute.startswith("{") and attribute != _XLINK:
            del element.attrib[attribute]
        elif bare.lower().startswith("on"):
            raise LogoError(f"a script in {bare} of <{name}>", "export it without scripts")
        elif bare == "href" and not value.startswith("#"):
            raise LogoError(
                f"<{name}> refers to something outside the file",
                "embed it as paths, or leave it out",
            )
        elif _REACHES_OUT.search(value):
            raise LogoError(
                f"{bare} of <{name}> reaches outside the file", "keep to colours and own gradients"
            )
    if name == "style" and _REACHES_OUT.search("".join(element.itertext())):
        raise LogoError("the style reaches outside the file", "remove @import and url(…)")

"""An SVG that may draw, and nothing else: nothing runs, nothing is loaded, nothing takes long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kat_handouts.clinic.accent import contrast
from kat_handouts.clinic.errors import PictureError

MOST_ELEMENTS = 2_000
# How many elements are drawn in the end, where one is used again and again.
MOST_DRAWN = 10_000
DEEPEST = 60

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DRAWING = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse"),
    *("line", "polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath"),
    *("mask", "pattern", "text", "tspan", "style"),
}
# What tells of a drawing, and draws nothing.
_TOLD = {"metadata", "title", "desc"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}

# Loading anything, or running anything, from within a value. No escape is needed in a drawing, and
# one could hide any of these (CSS Syntax, 4.3.7).
_REACHES_OUT = re.compile(
    r"url\(\s*['\"]?(?!\s*['\"]?#)|\\|/\*|(?:image-set|image|src|cross-fade|element|attr|env|"
    r"paint|expression)\s*\(|javascript:|data:|@import",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)")

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?"
_LENGTH = rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|rem|%)?"
_LIST = rf"\s*{_LENGTH}(?:[\s,]+{_LENGTH})*\s*"
_LENGTHS = {
    *("x", "y", "dx", "dy", "width", "height", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr"),
    *("x1", "y1", "x2", "y2", "offset", "opacity", "fill-opacity", "stroke-opacity"),
    *("stop-opacity", "stroke-width", "stroke-miterlimit", "rotate"),
}
_FORMS = {
    **dict.fromkeys(_LENGTHS, _LIST),
    "d": r"[MmZzLlHhVvCcSsQqTtAaEe0-9\s,.+-]*",
    "points": r"[0-9Ee\s,.+-]*",
    "viewBox": rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER}){{3}}\s*",
    "spreadMethod": "pad",
    **dict.fromkeys(
        ("transform", "gradientTransform", "patternTransform"),
        rf"(?:[\s,]*(?:matrix|translate|scale|rotate|skewX|skewY)\((?:[\s,]*{_NUMBER})+\s*\))*\s*",
    ),
}


def clean_svg(data: bytes) -> bytes:
    """Return an SVG with its drawing alone; raises `PictureError` for one that does more."""
    root = _parsed(data)
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError("the file is not an SVG picture", "export it as SVG, PNG or JPEG")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise PictureError(f"more than {MOST_ELEMENTS} elements", "simplify the drawing")
    if _depth(root) > DEEPEST:
        raise PictureError(f"more than {DEEPEST} elements within each other", "ungroup the drawing")
    for parent in list(root.iter()):
        for child in list(parent):
            # Comments, and what drawing programs keep for themselves.
            if (
                not isinstance(child.tag, str)
                or not child.tag.startswith(f"{{{_SVG}}}")
                or _name(child) in _TOLD
            ):
                parent.remove(child)
    for element in root.iter():
        _check_element(element)
    _check_size(root)
    _Uses(root).check()
    if not _can_be_seen(root):
        raise PictureError(
            "nothing of it can be seen on white paper", "use the version for light backgrounds"
        )
    ElementTree.register_namespace("", _SVG)
    text: bytes = ElementTree.tostring(root, encoding="utf-8")
    return text


def _parsed(data: bytes) -> ElementTree.Element:
    try:
        # A document type alone does nothing; entities could grow without end.
        root: ElementTree.Element = fromstring(data, forbid_dtd=False, forbid_entities=True)
    except DefusedXmlException:
        raise PictureError("the SVG declares entities", "export it as plain SVG") from None
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise PictureError(f"the SVG is not well formed: {error}", "export it again") from None
    except RecursionError:
        raise PictureError("too many elements within each other", "ungroup the drawing") from None
    return root


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _depth(root: ElementTree.Element) -> int:
    level, depth = [root], 0
    while level:
        level = [child for element in level for child in element]
        depth += 1
    return depth


def _check_element(element: ElementTree.Element) -> None:
    name = _name(element)
    if name not in _DRAWING:
        raise PictureError(
            f"<{name[:30]}> is not allowed in a picture",
            "save it as plain SVG, with text and pictures turned into paths",
        )
    for attribute, value in list(element.attrib.items()):
        bare = attribute.rpartition("}")[2]
        if attribute.startswith("{") and attribute != _XLINK:
            del element.attrib[attribute]
        elif bare.lower().startswith("on"):
            raise PictureError(f"a script in {bare[:30]} of <{name}>", "export it without scripts")
        elif bare == "href":
            if not value.startswith("#"):
                raise PictureError(
                    f"<{name}> refers to something outside the file",
                    "embed it as paths, or leave it out",
                )
        elif _REACHES_OUT.search(value):
            raise PictureError(
                f"{bare[:30]} of <{name}> reaches outside the file",
                "keep to colours and own gradients",
            )
        elif bare in _FORMS and not re.fullmatch(_FORMS[bare], value, re.IGNORECASE):
            raise PictureError(
                f"{bare} of <{name}> is “{value[:30]}”, which no picture needs",
                "export it as plain SVG",
            )
    rules = "".join(element.itertext()) if name == "style" else ""
    if "@" in rules or _REACHES_OUT.search(rules):
        raise PictureError(
            "the style reaches outside the file", "remove @ rules, comments, escapes and url(…)"
        )


def _check_size(root: ElementTree.Element) -> None:
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    sides = [root.get("width", ""), root.get("height", "")]
    given = [float(re.sub(r"[^\d.eE+-]|em|ex", "", side)) for side in sides if _is_length(side)]
    if not box and len(given) < 2:
        raise PictureError("the SVG says no size", 'give it a viewBox: viewBox="0 0 100 40"')
    if min([*box[2:], *given]) <= 0 or max([*map(abs, box), *given]) > 1e6:
        raise PictureError("the SVG has no height, no width, or no end", "export it again")


def _is_length(side: str) -> bool:
    return bool(re.fullmatch(rf"\s*{_LENGTH}\s*", side, re.IGNORECASE)) and "%" not in side


class _Uses:
    """Counts what is drawn in the end: an element for each time that it is used."""

    def __init__(self, root: ElementTree.Element) -> None:
        self._root = root
        self._by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        self._counts: dict[int, int] = {}
        self._open: set[int] = set()

    def check(self) -> None:
        """Raise `PictureError` where a drawing repeats itself without end, or too often."""
        if self._count(self._root, 0) > MOST_DRAWN:
            raise PictureError(
                f"more than {MOST_DRAWN} elements are drawn, used again and again",
                "simplify the drawing",
            )

    def _count(self, element: ElementTree.Element, depth: int) -> int:
        key = id(element)
        if key in self._counts:
            return self._counts[key]
        if key in self._open or depth > 4 * DEEPEST:
            raise PictureError("the drawing is part of itself", "export it as plain SVG")
        self._open.add(key)
        below = [*element, *self._used(element)]
        count = 1 + sum(self._count(child, depth + 1) for child in below)
        self._open.remove(key)
        self._counts[key] = min(count, MOST_DRAWN + 1)
        return self._counts[key]

    def _used(self, element: ElementTree.Element) -> Iterator[ElementTree.Element]:
        names = [element.get("href", "")[1:], element.get(_XLINK, "")[1:]]
        for value in element.attrib.values():
            names += _REFERENCE.findall(value)
        for name in names:
            if name and name in self._by_id:
                yield self._by_id[name]


_WHITES = {"white", "#fff", "snow", "ivory", "ghostwhite", "floralwhite", "whitesmoke", "none"}
_WHITES |= {"transparent", "azure", "mintcream"}
# Below this a colour on white is a shade that nobody sees (WCAG's ratio; black has 21).
_LEAST_SEEN = 1.3


def _can_be_seen(root: ElementTree.Element) -> bool:
    """Say whether any shape has a colour that shows on white; what cannot be told is taken so."""
    if any(_name(element) == "style" for element in root.iter()):
        return True

    def seen(element: ElementTree.Element, fill: str, stroke: str) -> bool:
        style = {
            part.partition(":")[0].strip(): part.partition(":")[2].strip()
            for part in element.get("style", "").split(";")
        }
        fill = style.get("fill") or element.get("fill") or fill
        stroke = style.get("stroke") or element.get("stroke") or stroke
        if _name(element) in {"defs", "clipPath", "mask", "symbol", "pattern"}:
            return False
        if _name(element) == "use":
            return True
        if _name(element) in _SHAPES and (_shows(fill) or _shows(stroke)):
            return True
        return any(seen(child, fill, stroke) for child in element)

    return seen(root, "black", "none")


def _shows(colour: str) -> bool:
    colour = colour.lower().strip()
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        colour = "#" + "".join(2 * char for char in colour[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", colour):
        return contrast(colour, "#ffffff") >= _LEAST_SEEN
    if match := re.fullmatch(r"rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)", colour):
        red, green, blue = (min(255, int(part[:4])) for part in match.groups())
        return contrast(f"#{red:02x}{green:02x}{blue:02x}", "#ffffff") >= _LEAST_SEEN
    return colour not in _WHITES

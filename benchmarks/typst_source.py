"""The words of a sheet's HTML as a Typst document with the same structure, for a fair race."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import tinyhtml5

from kat_handouts.model.languages import Language

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_BLOCKS = {
    *("address", "article", "aside", "div", "dl", "figure", "footer", "header", "main", "nav"),
    *("ol", "section", "table", "tbody", "thead", "tr", "ul", "p", "li", "td", "th", *_HEADINGS),
}
# By the file of a script's font, the family that Typst knows it by.
_FAMILIES = {"NotoSansCJK": "Noto Sans CJK SC"}


def source(html: str, language: Language) -> str:
    """Return a Typst document that says what a page says."""
    page = tinyhtml5.parse(html, namespace_html_elements=False)
    body = page.find("body")
    assert body is not None
    families = dict.fromkeys(font.family for font in language.fonts)
    listed = ", ".join(json.dumps(name) for name in families)
    head = (
        '#set page("us-letter", margin: 15mm, numbering: "1")\n'
        f"#set text(font: ({listed},), size: 14pt, lang: {json.dumps(language.tag[:2])}, "
        f"dir: {language.script.direction})\n"
        f"#set document(title: {json.dumps(_words(page.find('head/title')))})\n"
    )
    return head + "\n".join(_blocks(body)) + "\n"


def _words(element: Element | None) -> str:
    if element is None:
        return ""
    return " ".join("".join(element.itertext()).split())


def _blocks(parent: Element) -> list[str]:
    made: list[str] = []
    for element in parent:
        if not isinstance(element.tag, str):
            continue
        holds_blocks = any(inner.tag in _BLOCKS for inner in element.iter() if inner is not element)
        text = f"#{json.dumps(_words(element), ensure_ascii=False)}"
        if element.tag in _HEADINGS:
            made.append(f"{'=' * _HEADINGS[element.tag]} {text}")
        elif element.tag == "li" and not holds_blocks:
            made.append(f"- {text}")
        elif holds_blocks:
            inner = _blocks(element)
            boxed = "box" in element.get("class", "").split()
            made += (
                ["#block(stroke: 1pt, inset: 4mm, width: 100%)[", *inner, "]"] if boxed else inner
            )
        elif _words(element):
            made += [text, ""]
    return made

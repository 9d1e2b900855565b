"""Two languages on one sheet, and line numbers that they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from kat_handouts.model.document import CatalogState, Document, LocalisedText, Node

# What names a number to call already stands in both languages, or is a name.
_ALONE = ("interpreter",)


def bilingual(document: Document, second: Document) -> Document:
    """Return a document whose texts have those of another language beside them.

    Both are of the same handout, region and routes, so that their trees differ in words only.
    """
    return replace(
        document,
        second=second.language,
        title=_with(document.title, second.title),
        main_message=_with(document.main_message, second.main_message)
        if document.main_message and second.main_message
        else document.main_message,
        labels={
            key: _with(text, second.labels[key]) if key in _BODY else text
            for key, text in document.labels.items()
        },
        notices=_each_once(document.notices, second.notices),
        explanations=_each_once(document.explanations, second.explanations),
        draft=document.draft or second.draft,
        strip=_node(document.strip, second.strip) if document.strip else None,
        patient=_node(document.patient, second.patient) if document.patient else None,
        sections=_nodes(document.sections, second.sections),
        state=_sum(document.state, second.state),
    )


def _each_once(
    texts: tuple[LocalisedText, ...], others: tuple[LocalisedText, ...]
) -> tuple[LocalisedText, ...]:
    """Return texts in each of their languages, English last."""
    found = {(text.segment, text.language.tag): text for text in (*others, *texts)}
    return tuple(sorted(found.values(), key=lambda text: text.language.tag == "en"))


_BODY = ("own-words", "disclaimer")


def _with(text: LocalisedText, other: LocalisedText) -> LocalisedText:
    # Where there is no translation, both halves would be the same English.
    return text if other.language.tag == text.language.tag else replace(text, other=other)


def _nodes(nodes: tuple[Node, ...], others: tuple[Node, ...]) -> tuple[Node, ...]:
    by_id = {node.id: node for node in others}
    return tuple(_node(node, by_id.get(node.id)) for node in nodes)


def _node(node: Node, other: Node | None) -> Node:
    if other is None or node.kind in _ALONE:
        return node
    texts = {
        name: _with(text, other.texts[name]) if name in other.texts else text
        for name, text in node.texts.items()
    }
    return replace(node, texts=texts, children=_nodes(node.children, other.children))


def _sum(one: CatalogState, other: CatalogState) -> CatalogState:
    return CatalogState(
        segments=one.segments + other.segments,
        translated=one.translated + other.translated,
        fuzzy=one.fuzzy + other.fuzzy,
        untranslated=one.untranslated + other.untranslated,
        signed=one.signed + other.signed,
    )


def numbered(document: Document) -> Document:
    """Return a document whose texts are numbered in reading order, from the main message on."""
    numbers = count(1)
    message = document.main_message
    return replace(
        document,
        main_message=replace(message, line=next(numbers)) if message else None,
        sections=tuple(_numbered(section, numbers) for section in document.sections),
    )


def _numbered(node: Node, numbers: Iterator[int]) -> Node:
    if node.kind in (*_ALONE, "text-line"):
        return node
    # A step has its title over its text.
    names = sorted(node.texts, key=lambda name: name != "title")
    lines = {name: next(numbers) for name in names if name not in _UNNUMBERED}
    texts = {name: replace(text, line=lines.get(name, 0)) for name, text in node.texts.items()}
    children = tuple(_numbered(child, numbers) for child in node.children)
    return replace(node, texts=texts, children=children)


# They stand on the line of what they belong to, or on none.
_UNNUMBERED = ("amount", "hours", "alt")

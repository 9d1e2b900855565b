"""The wallet card of a handout: its front, and on its back the boxes in short words."""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.content.blocks import Callout, EffectGroup, Item, Shortened
from kat_handouts.localise.frames import Resolver
from kat_handouts.model.document import Node


def card_sections(resolver: Resolver) -> tuple[Node, ...]:
    """Return what is written on the front by hand, and what stands on the back.

    Signs come first there, whatever the order of the handout: they are looked for in need.
    """
    id_ = resolver.texts.sheet.handout
    boxes = {
        f"{id_}.{key}": box
        for key, box in resolver.handout.card_boxes.items()
        if resolver.holds(box)
    }
    signs = [key for key, box in boxes.items() if isinstance(box, EffectGroup)]
    others = [key for key, box in boxes.items() if isinstance(box, Callout)]
    written = tuple(
        resolver.node(box, key, "writing")
        for key, box in boxes.items()
        if key not in (*signs, *others)
    )
    back = tuple(_box(resolver, boxes[key], key) for key in (*signs, *others))
    return (
        Node("section", f"{id_}.front", children=(*written, Node("disclaimer", f"{id_}.end"))),
        Node("section", f"{id_}.back", children=back),
    )


def _box(resolver: Resolver, box: Shortened, id_: str) -> Node:
    """Return the short words of a box under its heading, or its text, which stands by itself."""
    if isinstance(box, Callout) and not box.items:
        words = {"text": resolver.node(box, id_, "callout").texts["text"]}
        return Node("short", id_, words, style=box.kind, picture=box.picture or "")
    words = {"heading": resolver.texts.large_text(f"{id_}.heading")}
    if isinstance(box, Callout):
        return Node("short", id_, words, tuple(_items(resolver, box.items, id_)), style=box.kind)
    level = id_.rpartition(".")[2]
    return Node("short", id_, words, tuple(_signs(resolver, box, level, id_)), style=level)


def _items(resolver: Resolver, items: dict[str, Item], id_: str) -> Iterator[Node]:
    for key, item in items.items():
        if resolver.holds(item):
            text = (
                resolver.advice(item.advice, "short")
                if item.advice
                else resolver.texts.text(f"{id_}.{key}")
            )
            yield Node("item", f"{id_}.{key}", {"text": text}, picture=item.picture or "")


def _signs(resolver: Resolver, group: Shortened, level: str, id_: str) -> Iterator[Node]:
    signs = resolver.library.signs
    assert isinstance(group, EffectGroup)
    for key in signs.at(level, group.signs or "", group.onset):
        if not resolver.holds(signs.signs[key]):
            continue
        for name, short in signs.signs[key].short.items():
            text = resolver.texts.text(f"sign.{key}.short.{name}")
            yield Node("item", f"{id_}.{key}.{name}", {"text": text}, picture=short.picture)

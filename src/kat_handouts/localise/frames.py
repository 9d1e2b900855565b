"""The frames of an easy-read sheet, and behind them the numbers to call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from pydantic import BaseModel

from kat_handouts.content.blocks import ContactPanel, Voice
from kat_handouts.content.easy_read import EasyRead, FrameSection
from kat_handouts.content.library import Library
from kat_handouts.content.names import easy_read_root
from kat_handouts.content.schema import Handout
from kat_handouts.localise.texts import Texts
from kat_handouts.model.document import LocalisedText, Node

# The kind of a frame by what its sign calls for.
_KINDS = {"get-help": "danger", "tell-team": "care"}


class Resolver(Protocol):
    """What makes the nodes of any sheet."""

    texts: Texts
    library: Library
    handout: Handout

    def node(self, model: BaseModel, id_: str, kind: str, style: str = "") -> Node:
        """Return the node of a model and of what holds of all below it."""

    def holds(self, model: BaseModel) -> bool:
        """Say whether a model is for the sheet's routes and region."""

    def advice(self, key: str, voice: Voice) -> LocalisedText:
        """Return an advice in the phrasing of the sheet."""


def frame_sections(resolver: Resolver, frames: EasyRead) -> tuple[Node, ...]:
    """Return the sections of frames, and a last one with the numbers to call."""
    texts, handout = resolver.texts, resolver.handout
    root = easy_read_root(texts.sheet.handout)
    sections = []
    for key, section in frames.sections.items():
        if resolver.holds(section):
            node = resolver.node(section, f"{root}.{key}", "section")
            signs = tuple(_signs(resolver, section, frames.audience, node.id))
            sections.append(replace(node, children=(*node.children, *signs)))
    for part in handout.sections.values():
        for block in part.blocks.values():
            if isinstance(block, ContactPanel):
                panel = resolver.node(block, f"{root}.contacts.panel", "contacts")
                heading = {"heading": texts.text("label.contacts")}
                sections.append(Node("section", f"{root}.contacts", heading, (panel,)))
    return tuple(sections)


def _signs(resolver: Resolver, section: FrameSection, audience: str, id_: str) -> Iterator[Node]:
    """Yield a frame or more for each sign of a section's level."""
    signs = resolver.library.signs
    level = section.level or ""
    for key in signs.at(level, audience, section.onset):
        sign = signs.signs[key]
        for name, frame in sign.frames.items() if resolver.holds(sign) else ():
            if words := frame.words_for(audience):
                segment = f"sign.{key}.{name}"
                text = resolver.texts.text(segment if words == "text" else f"{segment}.{words}")
                yield Node(
                    "frame",
                    f"{id_}.{key}.{name}",
                    {"text": text},
                    style=_KINDS.get(level, ""),
                    picture=frame.picture,
                )

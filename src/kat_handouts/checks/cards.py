"""The wallet card: no sign of a level that it tells of is left out."""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.content.blocks import EffectGroup
from kat_handouts.content.library import Library
from kat_handouts.content.names import SIGNS
from kat_handouts.model.errors import Finding


def check_cards(library: Library) -> Iterator[Finding]:
    """Yield the signs that a box tells of and that have no short words for the card."""
    file = library.files[SIGNS]
    for id_, handout in library.handouts.items():
        for key, box in handout.card_boxes.items():
            if not isinstance(box, EffectGroup) or not box.signs:
                continue
            level = key.rpartition(".")[2]
            for sign in library.signs.at(level, box.signs, box.onset):
                if not library.signs.signs[sign].short:
                    yield Finding(
                        "card-signs",
                        f"the sign “{sign}” has no short words, and the wallet card of {id_} "
                        f"tells of the level {level}",
                        hint="add some: short: {one: {picture: phone, text: Chest pain}}",
                        file=file.name,
                        line=file.line(("signs", sign)),
                        handout=id_,
                    )

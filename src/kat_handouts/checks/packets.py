"""Patient packets: what all clinical sheets of one route and one region print together.

The frames of the easy-read edition are among them: they say the same in other words.
"""

from __future__ import annotations

from kat_handouts.checks.printed import Variant
from kat_handouts.content.library import Library

# Route (None for sheets of all routes) and region, and what each handout, or its frames, prints.
Packets = dict[tuple[str | None, str], dict[str, frozenset[str]]]


def packets_of(library: Library, printed: dict[Variant, frozenset[str]]) -> Packets:
    """Return what the handouts of each packet print, by the ids of the segments."""
    packets: Packets = {}
    practical = {id_ for id_, handout in library.handouts.items() if handout.is_practical}
    for (name, route, region), ids in printed.items():
        if name not in practical:
            packets.setdefault((route, region), {})[name] = ids
    return packets


def packet_name(route: str | None, region: str) -> str:
    """Return what a packet is called in a message: ``infusion in gb``."""
    return f"{route or 'all routes'} in {region}"


def first_of(names: list[str]) -> str:
    """Return the first three names of packets, and whether there are others."""
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")

"""Copies of a master: its bytes, and after them what the boxes of one copy hold.

A PDF may go on after its end with objects that replace earlier ones (ISO 32000-2, 7.5.6). So a copy
costs what it says, whatever the sheet costs.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from kat_handouts.filling.glyphs import stream
from kat_handouts.filling.master import Master, Place
from kat_handouts.filling.writing import Writing

# Its kind, that of an object which stands by itself, where it stands, and its generation.
_ENTRY = struct.Struct(">BIB")
_PART = b"/Type/XObject/Subtype/Form/BBox%s/Matrix%s/Resources<</Font<<%s>>>>"


def copy_of(master: Master, written: Mapping[Place, Writing]) -> bytes:
    """Return a copy with what is written in its places; the others stay empty.

    The bytes depend on the input alone.
    """
    parts = [master.pdf]
    position = len(master.pdf)
    offsets: dict[int, int] = {}
    number = master.size

    def add(which: int, body: bytes) -> None:
        nonlocal position
        offsets[which] = position
        data = b"%d 0 obj\n%s\nendobj\n" % (which, body)
        parts.append(data)
        position += len(data)

    for place, writing in written.items():
        fonts = [
            b"/%s %s" % (name.encode(), master.fonts[name].reference) for name in writing.fonts
        ]
        for name, drawn in writing.drawn.items():
            fonts.append(b"/%s %d 0 R" % (name.encode(), number))
            for body in drawn.objects(number):
                add(number, body)
                number += 1
        part = _PART % (place.bounds, place.matrix, b"".join(fonts))
        add(place.number, stream(writing.operators, part))
    offsets[number] = position
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, _listed(offsets, master)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(parts)


def _listed(offsets: dict[int, int], master: Master) -> bytes:
    """Return a cross-reference stream (ISO 32000-2, 7.5.8) for objects, itself the last of them."""
    numbers = sorted(offsets)
    said = b"/Type/XRef/W[1 4 1]/Size %d/Index[%s]%s" % (
        numbers[-1] + 1,
        b" ".join(b"%d 1" % number for number in numbers),
        master.trailer,
    )
    return stream(b"".join(_ENTRY.pack(1, offsets[number], 0) for number in numbers), said)

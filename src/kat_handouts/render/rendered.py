"""What a renderer hands over; apart from the renderers, so that a build need not load them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class RenderedSheet:
    """The finished file of a sheet, its number of pages, and the seconds it took.

    A web page has one page. `files` are the template files that it depends on, each with the digest
    of what was read.
    """

    data: bytes
    pages: int
    seconds: float = 0.0
    files: dict[str, str] = field(default_factory=dict)

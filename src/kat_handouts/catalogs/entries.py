"""The entries of a catalog, and which of two layers' entries is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kat_handouts.content.segments import Segment


@dataclass(frozen=True)
class Entry:
    """One translated segment of a catalog, with the English that was translated.

    `allow` are the rules that a comment of the translator excepts it from, with the reasons:
    ``# allow catalog-copy: the line has this name everywhere``. `file` is shown to a person; an
    entry is the project's own where `is_own`, and a lower layer's otherwise.
    """

    segment: str
    msgid: str
    msgstr: str
    fuzzy: bool
    line: int | None
    allow: dict[str, str] = field(default_factory=dict, hash=False)
    file: str = ""
    is_own: bool = True

    def translates(self, source: str) -> bool:
        """Say whether this is the translation of just this English text."""
        return bool(self.msgstr.strip()) and not self.fuzzy and self.msgid == source

    def says_the_same(self, other: Entry) -> bool:
        """Say whether another layer's entry is the same in every word."""
        return replace(self, line=other.line, file=other.file, is_own=other.is_own) == other


def lay_over(
    upper: Mapping[str, Entry], lower: Mapping[str, Entry], segments: Mapping[str, Segment]
) -> dict[str, Entry]:
    """Return two layers of a catalog as one.

    The upper entry wins where it translates the segment's English text, or where the lower one does
    not either. So a copy that has nothing of its own, or that is empty, fuzzy or of an older text,
    hides no correction below it.
    """
    merged = dict(lower)
    for id_, entry in upper.items():
        below = lower.get(id_)
        if below is None or _wins(entry, below, segments.get(id_)):
            merged[id_] = entry
    return merged


def _wins(entry: Entry, below: Entry, segment: Segment | None) -> bool:
    if entry.says_the_same(below):
        return False
    source = segment.source if segment else below.msgid
    if entry.translates(source) or below.translates(source):
        return entry.translates(source)
    return bool(entry.msgstr.strip()) or not below.msgstr.strip()

"""Bring a catalog up to date with the content, losing nothing that a translator wrote.

Entries are matched by ``msgctxt``, the segment's id, never by likeness. A reworded source keeps
its translation, turned fuzzy, with the old source as ``#| msgid``; Babel and msgmerge empty it, and
what they emptied is found again among the obsolete entries, or in an older version of the file.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from babel.messages.plurals import get_plural

from kat_handouts.catalogs.po_entry import COMMENT, EXTRACTED, MSGSTR, REFERENCES, PoEntry
from kat_handouts.catalogs.po_file import PoFile, new_entry
from kat_handouts.catalogs.po_strings import escape
from kat_handouts.content.segments import Segment
from kat_handouts.model.languages import Language


def merge(
    catalog: PoFile,
    segments: Iterable[Segment],
    created: str,
    *,
    sparse: bool,
    older: PoFile | None = None,
) -> PoFile:
    """Return a catalog in the order of the segments, obsolete entries last.

    `created` is the POT's creation date, for the header. A `sparse` catalog gets no empty
    entries: English as it is written elsewhere holds only what differs. `older` is a version of the
    file from before another tool changed it.
    """
    catalog = replace(catalog, entries=tuple(entry.apart() for entry in catalog.entries))
    known = _Known(catalog.entries, older.entries if older else ())
    merged: list[PoEntry] = []
    for segment in segments:
        entry = known.take(segment)
        if entry is not None:
            merged.append(_renewed(entry, segment))
        elif not sparse:
            merged.append(empty_entry(segment, catalog.newline))
    retired = [_retired(entry) for entry in known.left() if _is_worth_keeping(entry)]
    return replace(
        catalog,
        header=_dated(catalog.header, created) if catalog.header else None,
        entries=(*merged, *retired),
        header_place=0,
    )


@dataclass
class _Known:
    """The entries of a catalog, each to be taken once; `older` are those of its last version."""

    entries: Sequence[PoEntry]
    older: Sequence[PoEntry]

    def __post_init__(self) -> None:
        self._taken: set[int] = set()
        self._by_context: dict[str | None, list[int]] = defaultdict(list)
        self._obsolete_by_source: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            self._by_context[entry.context].append(index)
            if entry.obsolete and entry.translation:
                self._obsolete_by_source[entry.source].append(index)
        self._older = {
            entry.context: entry
            for entry in sorted(self.older, key=lambda entry: not entry.obsolete)
            if entry.translation
        }

    def take(self, segment: Segment) -> PoEntry | None:
        """Return what the catalog has for a segment: the best translation that there is.

        One of this very English goes before one of another, and one that is in use before one that
        is obsolete. What is not taken stays, as obsolete.
        """
        places = [place for place in self._by_context[segment.id] if place not in self._taken]
        if not places:
            return None
        best = max(places, key=lambda place: self._worth(place, segment))
        live = next((place for place in places if not self.entries[place].obsolete), best)
        self._taken.add(live)
        if self.entries[live].translation and best != live:
            self._taken.remove(live)
            self._taken.add(best)
            return self.entries[best]
        if best != live:
            self._taken.add(best)
            return _refilled(self.entries[live], self.entries[best])
        return self._filled_again(self.entries[live], segment)

    def _worth(self, place: int, segment: Segment) -> tuple[bool, bool, bool, int]:
        entry = self.entries[place]
        exact = entry.source == segment.source
        return bool(entry.translation), exact, not entry.obsolete, place

    def _filled_again(self, entry: PoEntry, segment: Segment) -> PoEntry:
        """Return an entry, where it is empty with what another tool took out of it."""
        if entry.translation or entry.obsolete:
            return entry
        for place in self._obsolete_by_source.get(entry.previous_source or "", ()):
            old = self.entries[place]
            wanted = {None, old.context}
            if place not in self._taken and entry.previous_context in wanted:
                self._taken.add(place)
                return _refilled(entry, old)
        before = self._older.get(segment.id)
        # What a translator emptied stays so: a tool empties what was reworded.
        if before is None or before.source == segment.source:
            return entry
        return _refilled(entry, before)

    def left(self) -> list[PoEntry]:
        """Return the entries that no segment took, in their order."""
        return [entry for place, entry in enumerate(self.entries) if place not in self._taken]


def _refilled(entry: PoEntry, old: PoEntry) -> PoEntry:
    """Return an empty entry as the older one that it was, with the comments of both."""
    taken = old.as_live().with_context(entry.context or "")
    if more := [line for line in entry.comments if line not in old.comments]:
        taken = taken.with_comments(COMMENT, [*old.comments, *more])
    return taken if old.context == entry.context else taken.as_fuzzy()


def _is_worth_keeping(entry: PoEntry) -> bool:
    return entry.obsolete or bool(entry.translation) or any(map(str.strip, entry.comments))


def new_catalog(language: Language, created: str) -> PoFile:
    """Return a catalog with nothing but its header."""
    plural = get_plural(language.tag.replace("-", "_"))
    fields = {
        "Project-Id-Version": "kat-handouts 1",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": created,
        "PO-Revision-Date": created,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.folder,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural.plural_forms,
    }
    header = new_entry(
        "\n",
        context=None,
        source="",
        comments=(
            f"{language.english_name} translations of the kat-handouts patient handouts.",
            "CC BY 4.0; see LICENSE-CONTENT.",
            "",
        ),
        translation=[f"{name}: {value}\n" for name, value in fields.items()],
    )
    # A blank line stands between entries, and not before the first.
    return PoFile(replace(header, pieces=header.pieces[1:]), ())


def _renewed(entry: PoEntry, segment: Segment) -> PoEntry:
    entry = entry.as_live()
    entry = entry.with_comments(EXTRACTED, _extracted(segment))
    entry = entry.with_comments(REFERENCES, [segment.name])
    if entry.source == segment.source:
        return entry
    changed = entry.with_source(segment.source)
    if not entry.translation:
        return changed.with_previous(None)
    if entry.previous_source is None:
        changed = changed.with_previous(entry.source)
    # An older previous source is the one that the translation belongs to.
    return changed.as_fuzzy()


def empty_entry(segment: Segment, newline: str) -> PoEntry:
    """Return the entry of a segment, without a translation."""
    entry = new_entry(newline, context=segment.id, source=segment.source)
    entry = entry.with_comments(EXTRACTED, _extracted(segment))
    return entry.with_comments(REFERENCES, [segment.name])


def _retired(entry: PoEntry) -> PoEntry:
    return entry.with_comments(EXTRACTED, ()).with_comments(REFERENCES, ()).as_obsolete()


def _extracted(segment: Segment) -> list[str]:
    return textwrap.wrap(segment.comment, 90)


_CREATED = re.compile(r"POT-Creation-Date: [^\n]*")
_CREATED_AS_WRITTEN = re.compile(r"POT-Creation-Date: [^\"\\]*(?=\\n)")


def _dated(header: PoEntry, created: str) -> PoEntry:
    dated = f"POT-Creation-Date: {escape(created)}"
    value = _CREATED.sub(lambda _: dated, header.translation)
    if value == header.translation:
        return header
    pieces = tuple(
        piece._replace(text=_CREATED_AS_WRITTEN.sub(lambda _: dated, piece.text), value=value)
        if piece.kind == MSGSTR
        else piece
        for piece in header.pieces
    )
    if any(_CREATED_AS_WRITTEN.search(piece.text) for piece in pieces):
        return replace(header, pieces=pieces)
    # The date was wrapped over two lines.
    return header.with_translation(value)

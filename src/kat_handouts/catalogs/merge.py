"""Bring a catalog up to date with the content, losing nothing that a translator wrote.

Entries are matched by ``msgctxt``, the segment's id, never by likeness. A reworded source keeps
its translation, turned fuzzy, with the old source as ``#| msgid``; Babel and msgmerge empty it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import replace

from babel.messages.plurals import get_plural

from kat_handouts.catalogs.po_file import PoBlock, PoFile, escape, quoted
from kat_handouts.content.segments import Segment
from kat_handouts.model.languages import Language


def merge(catalog: PoFile, segments: Iterable[Segment], created: str, *, sparse: bool) -> PoFile:
    """Return a catalog in the order of the segments, obsolete entries last.

    `created` is the POT's creation date, for the header. A `sparse` catalog gets no empty
    entries: English as it is written elsewhere holds only what differs.
    """
    # What stands in both forms is taken from the entry that is in use.
    known = {
        block.context: block
        for block in sorted(catalog.entries, key=lambda block: not block.obsolete)
        if block.context
    }
    merged: list[PoBlock] = []
    used: set[str] = set()
    for segment in segments:
        block = known.get(segment.id)
        if block is not None:
            used.add(segment.id)
            merged.append(_renewed(block, segment))
        elif not sparse:
            merged.append(_empty(segment))
    retired = [
        _retired(block)
        for block in catalog.entries
        if block.context not in used and (block.obsolete or block.translation)
    ]
    return replace(catalog, header=_dated(catalog.header, created), entries=(*merged, *retired))


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
    lines = tuple(f'"{escape(f"{name}: {value}")}\\n"' for name, value in fields.items())
    return PoFile(
        PoBlock(
            comments=(
                f"# {language.english_name} translations of the kat-handouts patient handouts.",
                "# CC BY 4.0; see LICENSE-CONTENT.",
                "#",
            ),
            msgid=('msgid ""',),
            msgstr=('msgstr ""', *lines),
        ),
        (),
    )


def _renewed(block: PoBlock, segment: Segment) -> PoBlock:
    block = replace(block, extracted=_extracted(segment), references=_references(segment))
    if block.obsolete:
        block = replace(block, obsolete=False)
    if block.source == segment.source:
        return block
    changed = replace(block, msgid=quoted("msgid", segment.source))
    if not block.translation:
        return replace(changed, previous=())
    # An older previous source is the one that the translation belongs to.
    previous = block.previous or quoted("msgid", block.source, prefix="#| ")
    return replace(changed, previous=previous).as_fuzzy()


def _empty(segment: Segment) -> PoBlock:
    return PoBlock(
        extracted=_extracted(segment),
        references=_references(segment),
        msgctxt=quoted("msgctxt", segment.id),
        msgid=quoted("msgid", segment.source),
        msgstr=('msgstr ""',),
    )


def _retired(block: PoBlock) -> PoBlock:
    return replace(block, extracted=(), references=(), obsolete=True)


def _extracted(segment: Segment) -> tuple[str, ...]:
    return tuple(f"#. {line}" for line in textwrap.wrap(segment.comment, 90))


def _references(segment: Segment) -> tuple[str, ...]:
    return (f"#: {segment.name}",)


_CREATED = re.compile(r'"POT-Creation-Date: [^"]*"')


def _dated(header: PoBlock, created: str) -> PoBlock:
    dated = f'"POT-Creation-Date: {created}\\n"'
    return replace(
        header, msgstr=tuple(_CREATED.sub(lambda _: dated, line) for line in header.msgstr)
    )

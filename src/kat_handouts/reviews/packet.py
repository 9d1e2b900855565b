"""A review packet: every text of a locale for somebody to read, as rows of a spreadsheet or a PDF.

Corrections come back from the spreadsheet: see `reviews.corrections`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from kat_handouts.catalogs.catalog import State
from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.localise.translations import Translations
from kat_handouts.model.errors import Finding, InputError

COLUMNS = (
    ("No.", 6),
    ("Safety", 8),
    ("State", 14),
    ("Where", 36),
    ("English", 50),
    ("Translation", 50),
    ("Correction", 50),
    ("Note", 30),
    ("Segment", 30),
    ("Hash", 20),
)
# Source: XML 1.0, production Char.
_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# What stands in the column State.
STATES = frozenset({"signed", "stale", *map(str, State)})
_INDEX = {name: index for index, (name, _) in enumerate(COLUMNS)}


@dataclass(frozen=True)
class PacketRow:
    """One text: `hash` is that of the English and the translation together."""

    number: int
    segment: Segment
    translation: str
    state: str

    @property
    def hash(self) -> str:
        return segment_hash(self.segment.source, self.translation)


def packet_rows(library: Library, translations: Translations) -> list[PacketRow]:
    """Return the rows of a locale, safety text first, each part in reading order.

    English as it is written elsewhere has them all: each may hold words of its own. Raises
    `InputError` where a translation holds a character that neither a page nor a cell can hold.
    """
    if findings := list(_unwritable(library, translations)):
        raise InputError(findings)
    segments = sorted(library.segments.values(), key=lambda segment: not segment.safety)
    return [
        PacketRow(number, segment, written(translations, segment), _state(translations, segment))
        for number, segment in enumerate(segments, start=1)
    ]


def _unwritable(library: Library, translations: Translations) -> Iterator[Finding]:
    catalog = translations.catalog
    for segment in library.segments.values():
        entry = catalog.entries.get(segment.id)
        for character in dict.fromkeys(_NOT_IN_XML.findall(written(translations, segment))):
            yield Finding(
                "catalog-character",
                f"the translation holds U+{ord(character):04X}, which no packet can hold",
                hint="delete it",
                file=catalog.file,
                line=entry.line if entry else None,
                locale=catalog.language.tag,
                segment=segment.id,
            )


def written(translations: Translations, segment: Segment) -> str:
    """Return what stands in the packet for a segment: the translation, fuzzy or not, or nothing."""
    entry = translations.catalog.entries.get(segment.id)
    if entry and entry.msgstr:
        return entry.msgstr
    return segment.source if translations.language.is_english else ""


def _state(translations: Translations, segment: Segment) -> str:
    if translations.is_signed(segment):
        return "signed"
    text = translations.catalog.text(segment)
    if text is not None and translations.ledger.is_stale(segment, text):
        return "stale"
    return str(translations.catalog.state(segment))


def spreadsheet(rows: list[PacketRow], translations: Translations) -> bytes:
    """Return the rows as an XLSX file whose every cell is text, whatever it begins with."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = translations.language.tag
    right_to_left = translations.language.direction == "rtl"
    lines = [[name for name, _ in COLUMNS]]
    lines += [
        [
            str(row.number),
            "yes" if row.segment.safety else "",
            row.state,
            row.segment.context,
            row.segment.source,
            row.translation,
            "",
            "",
            row.segment.id,
            row.hash,
        ]
        for row in rows
    ]
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(row=number, column=column)
            cell.value = value
            # Never a formula, a date or a number, even when somebody edits it.
            cell.data_type = "s"
            cell.number_format = "@"
            in_translation = (
                column - 1 in {_INDEX["Translation"], _INDEX["Correction"]} and number > 1
            )
            cell.alignment = Alignment(
                wrap_text=True,
                vertical="top",
                readingOrder=2 if in_translation and right_to_left else 1,
            )
            if number == 1:
                cell.font = Font(bold=True)
            elif column - 1 == _INDEX["Correction"]:
                cell.fill = PatternFill("solid", fgColor="FFF8D6")
    for (_, width), letter in zip(COLUMNS, "ABCDEFGHIJ", strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()

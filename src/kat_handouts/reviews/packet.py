"""A review packet: the texts of a locale for somebody to read, as rows of a spreadsheet or a PDF.

Corrections come back from the spreadsheet: see `reviews.corrections`.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from kat_handouts.catalogs.catalog import State
from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.content.library import Library
from kat_handouts.content.names import easy_read_name, handout_name
from kat_handouts.content.segments import Segment
from kat_handouts.files.atomic import unwritable
from kat_handouts.localise.translations import Translations
from kat_handouts.model.errors import Finding, InputError

COLUMNS = (
    ("No.", 6),
    ("Safety", 8),
    ("State", 14),
    ("Where", 36),
    ("For the translator", 40),
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
# What has no translation, one of older words, or one that changed after it was signed.
WANTS_WORK = frozenset({"stale", str(State.UNTRANSLATED), str(State.FUZZY)})
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


def packet_rows(
    library: Library,
    translations: Translations,
    *,
    handouts: Sequence[str] = (),
    only_changed: bool = False,
) -> list[PacketRow]:
    """Return the rows of a locale in reading order.

    With `handouts`, only the texts that stand in their files; with `only_changed`, only those that
    want work (`WANTS_WORK`). English as it is written elsewhere has them all: each may hold words
    of its own. Raises `InputError` for a handout that is not there, and where a translation holds a
    character that neither a page nor a cell can hold.
    """
    segments = _chosen(library, handouts)
    if findings := list(_unwritable(segments, translations)):
        raise InputError(findings)
    found = [(segment, _state(translations, segment)) for segment in segments]
    return [
        PacketRow(number, segment, written(translations, segment), state)
        for number, (segment, state) in enumerate(
            (one for one in found if not only_changed or one[1] in WANTS_WORK), start=1
        )
    ]


def _chosen(library: Library, handouts: Sequence[str]) -> list[Segment]:
    findings: list[Finding] = []
    for id_ in handouts:
        try:
            library.handout(id_)
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    files = {name(id_) for id_ in handouts for name in (handout_name, easy_read_name)}
    return [one for one in library.segments.values() if not files or one.name in files]


def _unwritable(segments: Iterable[Segment], translations: Translations) -> Iterator[Finding]:
    catalog = translations.catalog
    for segment in segments:
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
            row.segment.guidance,
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
    for column, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    try:
        book.save(buffer)
    except Exception as error:
        # Where lxml is there, openpyxl writes temporary files with it, which fails in its own way.
        if type(error).__module__ != "lxml.etree":
            raise
        raise unwritable(Path(tempfile.gettempdir()), OSError(str(error))) from None
    return buffer.getvalue()

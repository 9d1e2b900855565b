"""A review packet: every text of a locale for somebody to read, as rows of a spreadsheet or a PDF.

Corrections come back from the spreadsheet. A row whose English or whose translation has changed
since the packet was made is refused, so that nobody corrects what is no longer there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from kat_handouts.catalogs.faults import find_faults_of
from kat_handouts.catalogs.po_file import PoFile, quoted
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
    """Return the rows of a locale, safety text first, each part in reading order."""
    segments = sorted(library.segments.values(), key=lambda segment: not segment.safety)
    return [
        PacketRow(number, segment, _written(translations, segment), _state(translations, segment))
        for number, segment in enumerate(segments, start=1)
    ]


def _written(translations: Translations, segment: Segment) -> str:
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


@dataclass(frozen=True)
class Correction:
    """What a reviewer wrote in the column of corrections, with the row of the spreadsheet."""

    row: int
    segment: str
    hash: str
    text: str


def corrections(data: bytes, file: str) -> list[Correction]:
    """Return the corrections of a spreadsheet; raises `InputError` where it is none of ours."""
    try:
        sheet = load_workbook(BytesIO(data), read_only=True).active
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        sheet = None
    lines = [] if sheet is None else [list(line) for line in sheet.iter_rows(values_only=True)]
    header = [str(value or "") for value in lines[0]] if lines else []
    if not {"Segment", "Hash", "Correction"} <= set(header):
        raise InputError(
            Finding(
                "packet",
                "this is not a review packet",
                hint="take the XLSX file of kat-handouts locales packet, saved as XLSX",
                file=file,
            )
        )
    found = []
    for number, line in enumerate(lines[1:], start=2):
        values = dict(zip(header, (str(value or "").strip() for value in line), strict=False))
        if values["Correction"]:
            found.append(
                Correction(number, values["Segment"], values["Hash"], values["Correction"])
            )
    return found


def apply_corrections(
    catalog: PoFile,
    found: list[Correction],
    library: Library,
    translations: Translations,
    file: str,
) -> tuple[PoFile, int, list[Finding]]:
    """Return the catalog with the corrections in it, their number, and what was refused."""
    refused: list[Finding] = []
    texts: dict[str, str] = {}
    for correction in found:
        problems = list(_problems(correction, library, translations))
        refused += [
            problem.at(file=file, line=correction.row, segment=correction.segment)
            for problem in problems
        ]
        if not problems:
            texts[correction.segment] = correction.text
    entries = tuple(
        replace(
            block,
            msgstr=quoted("msgstr", texts[block.context]),
            flags=_without_fuzzy(block.flag_names),
            previous=(),
        )
        if block.context in texts and not block.obsolete
        else block
        for block in catalog.entries
    )
    return replace(catalog, entries=entries), len(texts), refused


def _without_fuzzy(names: tuple[str, ...]) -> tuple[str, ...]:
    left = [name for name in names if name != "fuzzy"]
    return (f"#, {', '.join(left)}",) if left else ()


def _problems(
    correction: Correction, library: Library, translations: Translations
) -> Iterator[Finding]:
    segment = library.segments.get(correction.segment)
    if segment is None or segment.id not in translations.catalog.entries:
        yield Finding(
            "packet-unknown",
            "the catalog has no such segment any more",
            hint="make a new packet",
        )
        return
    if correction.hash != segment_hash(segment.source, _written(translations, segment)):
        yield Finding(
            "packet-stale",
            "the English text or its translation has changed since the packet was made",
            hint="make a new packet and look at the text again",
        )
        return
    yield from find_faults_of(segment.source, correction.text, translations.language.tag)

"""Read the corrections of a review packet back into the catalog.

A row whose English or whose translation has changed since the packet was made is refused, so that
nobody corrects what is no longer there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kat_handouts.catalogs.catalog import catalog_name
from kat_handouts.catalogs.faults import find_faults_of
from kat_handouts.catalogs.po_file import PoFile, quoted, read_po
from kat_handouts.catalogs.pseudo import refuse_pseudo
from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.content.library import Library
from kat_handouts.files.atomic import Kind, write_whole
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import Translations
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import SOURCE_TAG
from kat_handouts.reviews.packet import written


@dataclass(frozen=True)
class PacketImport:
    """What became of a packet: how many rows were taken and refused, and why those were."""

    taken: int
    refused: int
    findings: list[Finding]


def import_packet(
    project: Project, library: Library, translations: Translations, data: bytes, file: str
) -> PacketImport:
    """Write the corrections of a spreadsheet into the catalog of a locale.

    `file` is the packet's name in messages. Raises `InputError` where it is no packet, where
    the locale has no catalog, or where the catalog cannot be written.
    """
    language = translations.language
    refuse_pseudo(language)
    if language.tag == SOURCE_TAG:
        raise InputError(
            Finding(
                "packet",
                "English has no catalog: its text is that of the content",
                hint="write the corrections into the files of content/",
                file=file,
            )
        )
    name = catalog_name(language)
    catalog = read_po(project.read(name).decode("utf-8"))
    found = corrections(data, file)
    changed, taken, findings = apply_corrections(catalog, found, library, translations, file)
    if taken:
        write_whole(project.root / name, changed.text().encode(), Kind.PROJECT)
    return PacketImport(taken, len(found) - taken, findings)


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
    if correction.hash != segment_hash(segment.source, written(translations, segment)):
        yield Finding(
            "packet-stale",
            "the English text or its translation has changed since the packet was made",
            hint="make a new packet and look at the text again",
        )
        return
    yield from find_faults_of(segment.source, correction.text, translations.language.tag)

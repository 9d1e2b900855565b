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

from kat_handouts.catalogs.catalog import catalog_name, parse_catalog
from kat_handouts.catalogs.faults import find_faults_of
from kat_handouts.catalogs.po_file import PoEntry, PoFile
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.proof import prove_catalog
from kat_handouts.catalogs.pseudo import refuse_pseudo
from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project
from kat_handouts.files.rewriting import rewrite
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
    project: Project,
    library: Library,
    translations: Translations,
    data: bytes,
    file: str,
    *,
    backup: bool = True,
) -> PacketImport:
    """Write the corrections of a spreadsheet into the catalog of a locale.

    `file` is the packet's name in messages. A correction is compared with the catalog as it is when
    it is written, so that of two imports at once neither undoes the other. Raises `InputError`
    where it is no packet, where the locale has no catalog, or where that cannot be written.
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
    shipped = project.read(name)
    found = corrections(data, file)
    taken: dict[str, str] = {}
    findings: list[Finding] = []

    def change(there: bytes | None) -> bytes | None:
        nonlocal taken, findings
        raw = shipped if there is None else there
        now = replace(translations, catalog=parse_catalog(raw, project.shown(name), language))
        catalog = read_po(raw.decode("utf-8"))
        changed, taken, findings = apply_corrections(catalog, found, library, now, file)
        return changed.text().encode() if taken else None

    def proof(there: bytes | None, after: bytes) -> list[Finding]:
        before = shipped if there is None else there
        failed = prove_catalog(before, after, corrected=taken)
        return [finding.at(locale=language.tag) for finding in failed]

    if found:
        rewrite(project.root / name, change, proof, backup=backup)
    return PacketImport(len(taken), len(found) - len(taken), findings)


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
) -> tuple[PoFile, dict[str, str], list[Finding]]:
    """Return the catalog with the corrections in it, these by segment, and what was refused."""
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
        _corrected(entry, texts[entry.context])
        if entry.context in texts and not entry.obsolete
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries), texts, refused


def _corrected(entry: PoEntry, text: str) -> PoEntry:
    return entry.with_translation(text).with_previous(None).without_fuzzy()


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

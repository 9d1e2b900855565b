"""Read the corrections and notes of a review packet back into the catalog.

A row is taken whole or refused: one whose English or whose translation has changed since the packet
was made is refused, so that nobody corrects what is no longer there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kat_handouts.catalogs.catalog import catalog_name, layered_catalog, unknown_locale
from kat_handouts.catalogs.merge import empty_entry
from kat_handouts.catalogs.own_entries import catalog_below, to_correct, with_own
from kat_handouts.catalogs.po_entry import COMMENT, PoEntry
from kat_handouts.catalogs.po_file import PoFile
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.proof import prove_catalog
from kat_handouts.catalogs.pseudo import refuse_pseudo
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project
from kat_handouts.files.rewriting import rewrite
from kat_handouts.localise.translations import Translations
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import SOURCE_TAG
from kat_handouts.reviews.matching import Matcher
from kat_handouts.reviews.spreadsheet import PacketSheets, read_packet, unread


@dataclass(frozen=True)
class PacketImport:
    """What became of a packet: how many texts were taken, rows refused, and why those were.

    `there` counts rows whose text the catalog had already, `notes` the comments that were added.
    """

    taken: int
    refused: int
    findings: list[Finding]
    there: int = 0
    notes: int = 0


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
    below = catalog_below(project, language)
    found = read_packet(data, file)
    applied: Applied

    def change(there: bytes | None) -> bytes | None:
        nonlocal applied
        files = with_own(project, name, there)
        printed = layered_catalog(project, language, files, library.segments)
        now = replace(translations, catalog=printed)
        catalog = None if there is None else read_po(there.decode("utf-8"))
        if below is not None:
            touched = Matcher(library, now).changed(found.rows)
            catalog = to_correct(catalog, below, touched, printed)
        if catalog is None:
            raise InputError(unknown_locale(project, language))
        applied = apply_corrections(catalog, found, library, now, file)
        return applied.catalog.text().encode() if applied.taken or applied.notes else None

    def proof(there: bytes | None, after: bytes) -> list[Finding]:
        failed = prove_catalog(there, after, corrected=applied.taken)
        return [finding.at(locale=language.tag) for finding in failed]

    rewrite(project.root / name, change, proof, backup=backup)
    return PacketImport(
        len(applied.taken), applied.refused, applied.findings, applied.there, applied.notes
    )


@dataclass(frozen=True)
class Applied:
    """A catalog with what a packet asked for: `taken` are the translations by segment.

    `there` counts rows whose text the catalog had already, `notes` the comments that were added.
    """

    catalog: PoFile
    taken: dict[str, str]
    there: int
    refused: int
    notes: int
    findings: list[Finding]


def apply_corrections(
    catalog: PoFile,
    found: PacketSheets,
    library: Library,
    translations: Translations,
    file: str,
) -> Applied:
    """Return the catalog with the corrections and notes in it, and what was refused."""
    rows = Matcher(library, translations).asked(found.rows)
    findings = list(found.findings)
    taken: dict[str, str] = {}
    asked_notes: dict[str, list[str]] = {}
    there = 0
    for asked in rows:
        row = asked.row
        place = {"file": file, "line": row.number, "segment": row.segment or None}
        findings += [finding.at(**place) for finding in asked.findings]
        if asked.is_refused:
            continue
        there += asked.is_there
        if asked.text is not None and not asked.is_there:
            taken[row.segment] = asked.text
        if asked.note:
            asked_notes.setdefault(row.segment, []).append(asked.note)
    entries = _with_new_entries(catalog, taken, library)
    entries = tuple(_corrected(entry, taken) for entry in entries)
    noted = tuple(_noted(entry, asked_notes) for entry in entries)
    notes = sum(before is not after for before, after in zip(entries, noted, strict=True))
    live = {entry.context for entry in noted if not entry.obsolete}
    findings += [
        unread(f"the note “{note}” is on a text without an entry of its own").at(
            file=file, segment=segment
        )
        for segment, texts in asked_notes.items()
        if segment not in live
        for note in texts
    ]
    changed = replace(catalog, entries=noted)
    refused = sum(asked.is_refused for asked in rows)
    return Applied(changed, taken, there, refused, notes, findings)


def _with_new_entries(
    catalog: PoFile, taken: dict[str, str], library: Library
) -> tuple[PoEntry, ...]:
    """Return the entries, with one for each text that the catalog has none for.

    English as it is written elsewhere has entries only for what differs.
    """
    there = {entry.context for entry in catalog.entries if not entry.obsolete}
    new = tuple(
        empty_entry(library.segments[segment], catalog.newline)
        for segment in taken
        if segment not in there
    )
    first_obsolete = next(
        (index for index, entry in enumerate(catalog.entries) if entry.obsolete),
        len(catalog.entries),
    )
    return (*catalog.entries[:first_obsolete], *new, *catalog.entries[first_obsolete:])


def _corrected(entry: PoEntry, taken: dict[str, str]) -> PoEntry:
    if entry.obsolete or entry.context not in taken:
        return entry
    return entry.with_translation(taken[entry.context]).with_previous(None).without_fuzzy()


def _noted(entry: PoEntry, notes: dict[str, list[str]]) -> PoEntry:
    """Return an entry with the notes on it as comments of the translator, each once.

    The word before a note keeps it from being read as an exception (``# allow …``).
    """
    if entry.obsolete or entry.context not in notes:
        return entry
    there = {comment.strip() for comment in entry.comments}
    for line in dict.fromkeys(f"Note: {note}" for note in notes[entry.context]):
        if line not in there:
            entry = entry.with_comments(COMMENT, (*entry.comments, line))
    return entry

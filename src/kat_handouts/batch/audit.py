"""Check what stands in an output folder: each PDF against the document that it must show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from kat_handouts.batch.manifest import MANIFEST, ManifestEntry, read_manifest
from kat_handouts.batch.output import unrecorded
from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.checks.first_page import check_first_page
from kat_handouts.checks.page_economy import (
    SheetPages,
    blank_shares,
    check_packets,
    check_page_economy,
)
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.checks.question_pages import check_question_pages
from kat_handouts.content.library import Library
from kat_handouts.content.names import handout_name
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.digest import digest
from kat_handouts.model.editions import EDITIONS, get_edition
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError, Severity
from kat_handouts.model.languages import get_language
from kat_handouts.model.sheet import Sheet


@dataclass(frozen=True)
class Audit:
    """What is wrong in an output folder, and how full the pages of its PDFs are, in its order."""

    findings: list[Finding] = field(default_factory=list)
    pages: list[SheetPages] = field(default_factory=list)


def check_pdfs(project: Project, output: Path) -> list[Finding]:
    """Return the findings of `audit_pdfs`."""
    return audit_pdfs(project, output).findings


def audit_pdfs(project: Project, output: Path) -> Audit:
    """Return what is wrong with the PDFs of an output folder and with its manifest."""
    try:
        entries = read_manifest(output)
        localiser = Localiser(project)
    except InputError as error:
        return Audit(list(error.findings))
    if not entries:
        return Audit(
            [
                Finding(
                    "manifest",
                    "there are no handouts here",
                    hint="run kat-handouts build first, or name the folder with --output",
                    file=str(output),
                )
            ]
        )
    findings: list[Finding] = []
    pages: list[SheetPages] = []
    for name, entry in list(entries.items()):
        place = _place(output, entry)
        if not _is_language(entry.sheet.locale):
            del entries[name]
            findings.append(
                Finding(
                    "manifest",
                    f"{MANIFEST} names this file, and “{entry.sheet.locale}” is no language here",
                    hint="it was built by another version: a build of everything takes it out",
                ).at(**place)
            )
            continue
        try:
            data = _data(entry, output)
            measured = [*_measured(entry, data)] if entry.sheet.format == "pdf" else []
            pages += measured
            found = [
                *_check(localiser, entry, data),
                *_economy(project, localiser.library, measured),
            ]
        except KatHandoutsError as error:
            found = list(error.findings)
        findings += [finding.at(**place) for finding in found]
    findings += [
        Finding(
            "output-unknown",
            "the manifest does not name this file",
            hint="it came from another folder, or another build: build here again, or remove it",
            file=str(output / name),
        )
        for name in unrecorded(output, entries)
    ]
    for entry, finding in check_page_counts(list(entries.values())):
        findings.append(finding.at(**_place(output, entry)))
    packets = _packets(project, localiser.library, pages)
    findings += [finding.at(file=str(output)) for finding in packets]
    return Audit(findings, pages)


def _is_language(tag: str) -> bool:
    try:
        get_language(tag)
    except InputError:
        return False
    return True


def _place(output: Path, entry: ManifestEntry) -> dict[str, str]:
    sheet = entry.sheet
    return {"file": str(output / entry.file), "locale": sheet.locale, "handout": sheet.handout}


def _data(entry: ManifestEntry, output: Path) -> bytes:
    """Return a file; raises `InputError` where it is not there or not the one that was built."""
    try:
        data = (output / entry.file).read_bytes()
    except OSError as error:
        missing = "the file is in the manifest but not there"
        raise InputError(Finding("pdf-missing", missing, hint="build again")) from error
    if digest(data) != entry.sha256:
        changed = "the file is not the one that was built"
        raise InputError(Finding("pdf-changed", changed, hint="build it again"))
    return data


def _measured(entry: ManifestEntry, data: bytes) -> Iterator[SheetPages]:
    """Yield how full the pages of a PDF are; nothing of what is no PDF, which pdf-ua tells."""
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            shares = blank_shares(
                pdf,
                get_edition(entry.sheet.edition).imposition,
                right_to_left=get_language(entry.sheet.locale).direction == "rtl",
            )
    except pypdfium2.PdfiumError:
        return
    yield SheetPages(entry.sheet, shares, entry.facts.catalog.is_complete)


def _economy(
    project: Project, library: Library, measured: Iterable[SheetPages]
) -> Iterator[Finding]:
    """Yield what pages are blanker than their edition allows."""
    for pages in measured:
        if _has_limits(project, pages.sheet):
            handout = library.handouts.get(pages.sheet.handout)
            edition = get_edition(pages.sheet.edition)
            is_one_leaf = bool(handout and edition.steps_down and handout.form.is_one_leaf)
            yield from check_page_economy(pages, edition.economy, is_one_leaf=is_one_leaf)


def _has_limits(project: Project, sheet: Sheet) -> bool:
    """Say whether a sheet is held to an economy.

    Those for staff are not, nor what is filled in on a screen, nor a clinic's own.
    """
    is_usual = not sheet.staff and sheet.fill == "by-hand"
    return is_usual and _is_shipped(project, sheet.handout)


def _is_shipped(project: Project, handout: str) -> bool:
    return (project.bundled / handout_name(handout)).is_file()


def _packets(project: Project, library: Library, measured: list[SheetPages]) -> Iterator[Finding]:
    """Yield which packets take more paper than their edition allows, edition by edition."""
    known = filter(_is_language, locale_tags(project))
    others = {tag for tag in known if not get_language(tag).is_english}
    limited = [pages for pages in measured if _has_limits(project, pages.sheet)]
    for edition in EDITIONS.values():
        sheets = [pages for pages in limited if pages.sheet.edition == edition.name]
        handouts = {
            id_
            for id_, handout in library.handouts.items()
            if edition.is_for(handout.form) and _is_shipped(project, id_)
        }
        yield from check_packets(sheets, edition.economy, handouts, others)


def _check(localiser: Localiser, entry: ManifestEntry, data: bytes) -> Iterator[Finding]:
    library, sheet = localiser.library, entry.sheet
    document = localiser.document(sheet)
    if sheet.format == "pdf":
        yield from check_pdf(data, document)
        yield from check_question_pages(library, sheet, data)
        if library.handouts[sheet.handout].numbers_first:
            emergency = library.regions[sheet.region].emergency_number
            yield from check_first_page(data, document, emergency)


# The paper of a translation is copied and filed with the English one.
MOST_PAGES_MORE = 1


def check_page_counts(entries: list[ManifestEntry]) -> Iterator[tuple[ManifestEntry, Finding]]:
    """Yield each translation that is more than a page longer or shorter than its English sheet.

    That of one that still has English in it says little: it is a warning.
    Larger type makes more of a difference: other editions take as many pages as they need.
    """
    entries = [
        entry
        for entry in entries
        if get_edition(entry.sheet.edition).keeps_page_count
        if entry.sheet.format == "pdf" and not entry.sheet.staff
    ]
    english = {
        _variant(entry): entry.pages
        for entry in entries
        if get_language(entry.sheet.locale).is_english
    }
    for entry in entries:
        usual = english.get(_variant(entry))
        is_complete = entry.facts.catalog.is_complete
        if usual is not None and abs(entry.pages - usual) > MOST_PAGES_MORE:
            yield (
                entry,
                Finding(
                    "pdf-pages",
                    f"{entry.pages} pages; the English sheet has {usual}",
                    hint=f"a translation may take {MOST_PAGES_MORE} more or fewer: say it shorter"
                    if is_complete
                    else "some of it is in English: look again once it is translated",
                    severity=Severity.ERROR if is_complete else Severity.WARNING,
                ),
            )


def _variant(entry: ManifestEntry) -> tuple[object, ...]:
    sheet = entry.sheet
    return (sheet.handout, sheet.region, sheet.paper, sheet.route)

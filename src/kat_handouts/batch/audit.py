"""Check what stands in an output folder: each PDF against the document that it must show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kat_handouts.batch.manifest import MANIFEST, ManifestEntry, read_manifest
from kat_handouts.batch.output import unrecorded
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.checks.question_pages import check_question_pages
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.digest import digest
from kat_handouts.model.editions import get_edition
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError, Severity
from kat_handouts.model.languages import get_language


def check_pdfs(project: Project, output: Path) -> list[Finding]:
    """Return what is wrong with the PDFs of an output folder and with its manifest."""
    try:
        entries = read_manifest(output)
        localiser = Localiser(project)
    except InputError as error:
        return list(error.findings)
    if not entries:
        return [
            Finding(
                "manifest",
                "there are no handouts here",
                hint="run kat-handouts build first, or name the folder with --output",
                file=str(output),
            )
        ]
    findings: list[Finding] = []
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
            found = list(_check(localiser, entry, output))
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
    return findings


def _is_language(tag: str) -> bool:
    try:
        get_language(tag)
    except InputError:
        return False
    return True


def _place(output: Path, entry: ManifestEntry) -> dict[str, str]:
    sheet = entry.sheet
    return {"file": str(output / entry.file), "locale": sheet.locale, "handout": sheet.handout}


def _check(localiser: Localiser, entry: ManifestEntry, output: Path) -> Iterator[Finding]:
    try:
        data = (output / entry.file).read_bytes()
    except OSError:
        yield Finding(
            "pdf-missing", "the file is in the manifest but not there", hint="build again"
        )
        return
    if digest(data) != entry.sha256:
        yield Finding(
            "pdf-changed", "the file is not the one that was built", hint="build it again"
        )
        return
    document = localiser.document(entry.sheet)
    if entry.sheet.format == "pdf":
        yield from check_pdf(data, document)
        yield from check_question_pages(localiser.library, entry.sheet, data)


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

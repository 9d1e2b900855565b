"""Check what stands in an output folder: each PDF against the document that it must show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kat_handouts.batch.output import ManifestEntry, read_manifest
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.content.library import Library, load_library
from kat_handouts.files.project import Project
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import Translations, load_translations
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError
from kat_handouts.model.sheet import DEFAULT_EDITION


def check_pdfs(project: Project, output: Path) -> list[Finding]:
    """Return what is wrong with the PDFs of an output folder and with its manifest."""
    try:
        entries = read_manifest(output)
        library = load_library(project)
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
    translations: dict[str, Translations] = {}
    for entry in entries.values():
        place = {"file": str(output / entry.file), "locale": entry.locale, "handout": entry.handout}
        try:
            found = list(_check(project, library, translations, entry, output))
        except KatHandoutsError as error:
            found = list(error.findings)
        findings += [finding.at(**place) for finding in found]
    for entry, finding in check_page_counts(list(entries.values())):
        findings.append(
            finding.at(file=str(output / entry.file), locale=entry.locale, handout=entry.handout)
        )
    return findings


def _check(
    project: Project,
    library: Library,
    translations: dict[str, Translations],
    entry: ManifestEntry,
    output: Path,
) -> Iterator[Finding]:
    try:
        data = (output / entry.file).read_bytes()
    except OSError:
        yield Finding(
            "pdf-missing", "the file is in the manifest but not there", hint="build again"
        )
        return
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        yield Finding(
            "pdf-changed", "the file is not the one that was built", hint="build it again"
        )
        return
    for tag in filter(None, (entry.locale, entry.second)):
        if tag not in translations:
            translations[tag] = load_translations(project, library.segments, tag)
    sheet = entry.sheet(library.region(entry.region).paper)
    if sheet.format != "pdf":
        return
    second = translations[sheet.second] if sheet.second else None
    document = localise(sheet, library, translations[entry.locale], project.clinic, second)
    yield from check_pdf(data, document)


# The paper of a translation is copied and filed with the English one.
MOST_PAGES_MORE = 1


def check_page_counts(entries: list[ManifestEntry]) -> Iterator[tuple[ManifestEntry, Finding]]:
    """Yield each translation that is more than a page longer or shorter than its English sheet.

    Larger type makes more of a difference: other editions take as many pages as they need.
    """
    entries = [
        entry
        for entry in entries
        if entry.edition == DEFAULT_EDITION and not entry.staff and entry.file.endswith(".pdf")
    ]
    english = {
        _variant(entry): entry.pages for entry in entries if entry.locale.split("-")[0] == "en"
    }
    for entry in entries:
        usual = english.get(_variant(entry))
        if usual is not None and abs(entry.pages - usual) > MOST_PAGES_MORE:
            yield (
                entry,
                Finding(
                    "pdf-pages",
                    f"{entry.pages} pages; the English sheet has {usual}",
                    hint=f"a translation may take {MOST_PAGES_MORE} more or fewer: say it shorter",
                ),
            )


def _variant(entry: ManifestEntry) -> tuple[object, ...]:
    return (entry.handout, entry.region, entry.paper, entry.route)

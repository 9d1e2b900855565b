"""Build a batch of sheets: whatever fails costs its own sheet, and is reported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kat_handouts.build.gallery import INDEX, write_gallery
from kat_handouts.build.output import (
    ManifestEntry,
    drop,
    read_manifest,
    settle,
    write_manifest,
    write_whole,
)
from kat_handouts.build.plan import Selection, plan
from kat_handouts.build.workers import Renderer
from kat_handouts.catalogs.translations import (
    Translations,
    load_translations,
    unreadable_catalogs,
)
from kat_handouts.checks.reviews import check_release
from kat_handouts.content.library import Library, load_library
from kat_handouts.errors import (
    EXIT_FAILED,
    EXIT_FINE,
    Finding,
    InputError,
    KatHandoutsError,
)
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.tree import Document
from kat_handouts.project import Project
from kat_handouts.sheet import Sheet


@dataclass
class BuildReport:
    """What a build made, what it could not make, and why."""

    planned: int = 0
    built: list[ManifestEntry] = field(default_factory=list)
    failed: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    exit_status: int = EXIT_FINE

    def fail(self, sheets: list[Sheet], error: KatHandoutsError) -> None:
        """Record sheets that could not be made."""
        self.failed += sheets
        self.findings += [finding for finding in error.findings if finding not in self.findings]
        self.exit_status = max(self.exit_status, error.exit_status)


Progress = Callable[[Sheet | None, int], None]


def build(
    project: Project,
    selection: Selection,
    output: Path,
    renderer: Renderer,
    *,
    release: bool = False,
    gallery: bool = True,
    on_progress: Progress = lambda sheet, total: None,
) -> BuildReport:
    """Build the selected sheets into a folder and record them in its manifest.

    With `release`, a locale with an untranslated, fuzzy or unsigned segment is refused, and so is
    content whose review is overdue or whose source nobody has read.
    `gallery` says whether to write the page that shows what is in the folder.
    `on_progress` is called with each finished sheet and the number of all.
    Raises `InputError` where the content or the selection is wrong, so that nothing can be made.
    """
    try:
        library = load_library(project)
    except InputError as error:
        raise InputError([*error.findings, *unreadable_catalogs(project)]) from None
    planned = plan(project, library, selection)
    sheets = planned.sheets
    entries = read_manifest(output)
    report = BuildReport(planned=len(sheets))
    if planned.findings:
        report.fail([], InputError(planned.findings))
    on_progress(None, len(sheets))

    documents = list(_documents(project, library, sheets, report, release=release))
    for sheet in report.failed:
        on_progress(sheet, len(sheets))
    for name in _no_longer_planned(entries, sheets, selection):
        drop(output, entries, name)
    for sheet in report.failed:
        drop(output, entries, sheet.path)

    at_work = ""
    try:
        for document, outcome in renderer.render_all(documents):
            sheet = document.sheet
            at_work = sheet.path
            if isinstance(outcome, KatHandoutsError):
                report.fail([sheet], outcome)
                drop(output, entries, sheet.path)
            else:
                entry = manifest_entry(document, outcome.data, outcome.pages)
                entries[sheet.path] = entry
                write_whole(output / sheet.path, outcome.data)
                report.built.append(entry)
            on_progress(sheet, len(sheets))
    finally:
        settle(output, entries, at_work)
        write_manifest(output, entries)
    if gallery and (entries or (output / INDEX).exists()):
        write_gallery(project, library, output, entries)
    report.built.sort(key=lambda entry: entry.file)
    report.failed.sort()
    return report


def _documents(
    project: Project,
    library: Library,
    sheets: list[Sheet],
    report: BuildReport,
    *,
    release: bool,
) -> Iterator[Document]:
    loaded: dict[str, Translations] = {}

    def translations_of(tag: str) -> Translations:
        if tag not in loaded:
            loaded[tag] = load_translations(project, library.segments, tag)
        return loaded[tag]

    for tag in dict.fromkeys(sheet.locale for sheet in sheets):
        own = [sheet for sheet in sheets if sheet.locale == tag]
        try:
            translations = translations_of(tag)
        except InputError as error:
            report.fail(own, error)
            continue
        documents = []
        for sheet in own:
            try:
                second = translations_of(sheet.second) if sheet.second else None
                documents.append(localise(sheet, library, translations, project.clinic, second))
            except InputError as error:
                report.fail([sheet], error)
        refusals = (
            _refusals(project, library, translations, documents, own[0].region) if release else []
        )
        if refusals:
            report.fail([document.sheet for document in documents], ReleaseRefused(refusals))
        else:
            yield from documents


class ReleaseRefused(KatHandoutsError):
    """A locale is not ready for release; the findings name each segment."""

    exit_status = EXIT_FAILED


def _refusals(
    project: Project,
    library: Library,
    translations: Translations,
    documents: list[Document],
    region: str,
) -> list[Finding]:
    used = dict.fromkeys(text.segment for document in documents for text in document.texts())
    segments = [library.segments[id_] for id_ in used]
    return [
        *check_release(project, library, segments, region),
        *translations.release_findings(segments),
    ]


def _no_longer_planned(
    entries: dict[str, ManifestEntry], sheets: list[Sheet], selection: Selection
) -> list[str]:
    """Return the files of this variant, within what was selected, that no sheet is made for."""
    planned = {sheet.path for sheet in sheets}
    variants = {sheet.variant for sheet in sheets}
    locales = {sheet.locale for sheet in sheets}
    return [
        name
        for name, entry in entries.items()
        if name not in planned
        and entry.sheet(sheets[0].regular_paper).variant in variants
        and (not selection.locales or entry.locale in locales)
        and (not selection.handouts or entry.handout in selection.handouts)
    ]


def manifest_entry(document: Document, data: bytes, pages: int) -> ManifestEntry:
    """Return the entry of a sheet in the manifest."""
    sheet = document.sheet
    return ManifestEntry(
        file=sheet.path,
        handout=sheet.handout,
        locale=sheet.locale,
        region=sheet.region,
        paper=sheet.paper,
        edition=sheet.edition,
        route=sheet.route,
        second=sheet.second,
        staff=sheet.staff,
        mark=document.mark,
        title=document.title.bare,
        pages=pages,
        revision=document.revision,
        catalog=asdict(document.state),
        sha256=hashlib.sha256(data).hexdigest(),
    )

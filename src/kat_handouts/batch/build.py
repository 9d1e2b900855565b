"""Build a batch of sheets: what is there stays, the rest is made; a fault costs its own sheet."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from kat_handouts.batch.cache import Cache
from kat_handouts.batch.keys import KeyedPlan, KeyedSheet, KeyResolver
from kat_handouts.batch.output import (
    MANIFEST,
    ManifestEntry,
    announce,
    drop,
    is_whole,
    locked,
    manifest_entry,
    recover,
    settle,
    write_manifest,
)
from kat_handouts.batch.plan import Plan, Selection, plan
from kat_handouts.batch.release import ReleaseRefused, refusals
from kat_handouts.batch.report import BuildReport, Done, OnEvent, Outcome, Planned, Waiting
from kat_handouts.batch.toolchain import Toolchain
from kat_handouts.content.library import Library, load_library
from kat_handouts.files.atomic import write_whole
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import unreadable_catalogs
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError, Severity
from kat_handouts.model.sheet import Sheet
from kat_handouts.workers.local import Renderer, Result


def build(
    project: Project,
    selection: Selection,
    output: Path,
    renderer: Renderer,
    *,
    cache: Cache | None = None,
    release: bool = False,
    gallery: bool = True,
    on_event: OnEvent = lambda event: None,
) -> BuildReport:
    """Build the selected sheets into a folder and record them in its manifest.

    A sheet whose inputs are as the manifest knows them is left alone, one that `cache` has is
    taken from there. With `release`, a locale with an untranslated, fuzzy or unsigned segment is
    refused, and so is content whose review is overdue or whose source nobody has read.
    `gallery` says whether to write the page that shows what is in the folder.
    Raises `InputError` where the content or the selection is wrong, so that nothing can be made,
    and where the folder cannot be written.
    """
    library, planned = load_and_plan(project, selection)
    waited = False

    def wait() -> None:
        nonlocal waited
        waited = True
        on_event(Waiting())

    with locked(output, wait):
        if waited:
            library, planned = load_and_plan(project, selection)
        batch = _Batch(project, library, output, renderer, cache, on_event)
        batch.run(planned, selection, release=release)
        if gallery:
            batch.write_gallery()
    return batch.report


def load_and_plan(project: Project, selection: Selection) -> tuple[Library, Plan]:
    """Return the content and the plan; raises `InputError` with what is wrong in any file."""
    try:
        library = load_library(project)
    except InputError as error:
        raise InputError([*error.findings, *unreadable_catalogs(project)]) from None
    return library, plan(project, library, selection)


def kept_as_it_is(keyed: KeyedSheet, entries: dict[str, ManifestEntry], output: Path) -> bool:
    """Say whether a sheet is there already, made from the same and whole."""
    entry = entries.get(keyed.sheet.path)
    return entry is not None and entry.key == keyed.key and is_whole(output, entry)


class _Batch:
    """One build, in a folder that it holds."""

    def __init__(
        self,
        project: Project,
        library: Library,
        output: Path,
        renderer: Renderer,
        cache: Cache | None,
        on_event: OnEvent,
    ) -> None:
        self.report = BuildReport()
        self._project = project
        self._library = library
        self._output = output
        self._renderer = renderer
        self._cache = cache
        self._on_event = on_event
        self._entries = recover(output)
        self._toolchain = Toolchain(project)
        self._resolver = KeyResolver(project, library, self._toolchain, cache)
        self._at_work = ""
        self._changed = False

    def run(self, planned: Plan, selection: Selection, *, release: bool) -> None:
        """Make what is planned and not there, and record it."""
        sheets = planned.sheets
        self.report.planned = len(sheets)
        if planned.findings:
            self.report.note(InputError(planned.findings))
        keyed_plan = self._resolver.prepare(sheets, with_documents=release)
        if release:
            self._refuse(keyed_plan)
        try:
            for failed, error in keyed_plan.failed:
                self._fail(failed, error)
            for name in _no_longer_planned(self._entries, sheets, selection):
                self._drop(name)
            waiting = self._take_existing(keyed_plan)
            self._on_event(Planned(len(sheets), len(waiting)))
            for done in self.report.done:
                self._on_event(done)
            self._render(waiting, keyed_plan)
        finally:
            if self._at_work:
                settle(self._output, self._entries, self._at_work)
            if self._changed or not (self._output / MANIFEST).is_file():
                write_manifest(self._output, self._entries)
        if self._cache:
            self._cache.tidy()
            if self._cache.trouble:
                self.report.findings.append(_cache_trouble(self._cache))

    def write_gallery(self) -> None:
        """Write the page that shows the folder, unless it shows just that already."""
        from kat_handouts.batch.gallery import INDEX, write_gallery

        if self._entries or (self._output / INDEX).exists():
            write_gallery(self._project, self._library, self._output, self._entries)

    def _refuse(self, keyed_plan: KeyedPlan) -> None:
        documents = list(keyed_plan.documents.values())
        for tag in dict.fromkeys(document.sheet.locale for document in documents):
            of_locale = [document for document in documents if document.sheet.locale == tag]
            found = refusals(self._project, self._library, keyed_plan.read, of_locale)
            if not found:
                continue
            for document in of_locale:
                printed = {None, *(text.segment for text in document.texts())}
                theirs = [one for one in found if one.segment in printed] or found[:1]
                keyed_plan.failed.append(([document.sheet], ReleaseRefused(theirs)))
            refused = {document.sheet for document in of_locale}
            keyed_plan.keyed = [one for one in keyed_plan.keyed if one.sheet not in refused]

    def _take_existing(self, keyed_plan: KeyedPlan) -> list[KeyedSheet]:
        """Take what is there or in the cache; return the rest."""
        waiting = []
        for keyed in keyed_plan.keyed:
            sheet = keyed.sheet
            if kept_as_it_is(keyed, self._entries, self._output):
                entry = self._entries[sheet.path]
                self._done(Done(sheet, Outcome.UNCHANGED, entry.pages), entry)
            elif self._cache and (kept := self._cache.get(keyed.key)):
                entry = self._write(keyed, kept.data, kept.about["pages"], keyed.key)
                self._done(Done(sheet, Outcome.FROM_CACHE, entry.pages), entry)
            else:
                waiting.append(keyed)
        return waiting

    def _render(self, waiting: list[KeyedSheet], keyed_plan: KeyedPlan) -> None:
        keyed: dict[Sheet, KeyedSheet] = {}
        documents: list[Document] = []
        for one in waiting:
            try:
                keyed[one.sheet], document = self._resolver.with_document(one, keyed_plan)
                documents.append(document)
            except InputError as error:
                self._fail([one.sheet], error, tell=True)
        with closing(self._all(documents)) as results:
            for document, outcome in results:
                if isinstance(outcome, KatHandoutsError):
                    self._fail([document.sheet], outcome, tell=True)
                    continue
                made_of = keyed[document.sheet]
                entry = self._keep(made_of, outcome.data, outcome.pages)
                sheet = document.sheet
                done = Done(sheet, Outcome.BUILT, entry.pages, outcome.seconds)
                self._done(done, entry)
                self._on_event(done)

    def _all(self, documents: list[Document]) -> Generator[tuple[Document, Result]]:
        yield from self._renderer.render_all(documents)

    def _keep(self, keyed: KeyedSheet, data: bytes, pages: int) -> ManifestEntry:
        # Nobody can say which of two versions of a file went into the sheet.
        key = keyed.key if self._toolchain.unchanged() else ""
        entry = self._write(keyed, data, pages, key)
        if self._cache and key:
            self._cache.put(key, data, {"pages": pages, "inputs": keyed.inputs})
        return entry

    def _write(self, keyed: KeyedSheet, data: bytes, pages: int, key: str) -> ManifestEntry:
        sheet = keyed.sheet
        self._begin(sheet.path)
        entry = manifest_entry(sheet, keyed.facts, data, pages, key, keyed.inputs)
        self._entries[sheet.path] = entry
        write_whole(self._output / sheet.path, data)
        return entry

    def _fail(self, sheets: list[Sheet], error: KatHandoutsError, *, tell: bool = False) -> None:
        self.report.note(error)
        for sheet in sheets:
            self._drop(sheet.path)
            done = Done(sheet, Outcome.FAILED, findings=error.findings)
            self.report.done.append(done)
            if tell:
                self._on_event(done)

    def _drop(self, name: str) -> None:
        if name in self._entries or (self._output / name).exists():
            self._begin(name)
            drop(self._output, self._entries, name)

    def _begin(self, name: str) -> None:
        announce(self._output, name)
        self._at_work = name
        self._changed = True

    def _done(self, done: Done, entry: ManifestEntry) -> None:
        self.report.done.append(done)
        self.report.entries[done.outcome].append(entry)


def _no_longer_planned(
    entries: dict[str, ManifestEntry], sheets: list[Sheet], selection: Selection
) -> list[str]:
    """Return the files of this variant, within what was selected, that no sheet is made for."""
    if not sheets:
        return []
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


def _cache_trouble(cache: Cache) -> Finding:
    return Finding(
        "cache",
        f"finished sheets cannot be kept for the next build: {cache.trouble}",
        hint="choose another folder with --cache-dir, or do without by --no-cache",
        severity=Severity.WARNING,
        file=str(cache.folder),
    )

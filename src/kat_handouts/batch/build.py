"""Build a batch of sheets: what is there stays, the rest is made; a fault costs its own sheet."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kat_handouts.batch.cache import About, Cache
from kat_handouts.batch.inputs import key_of, with_templates
from kat_handouts.batch.keys import KeyedPlan, KeyedSheet, KeyResolver
from kat_handouts.batch.manifest import ManifestEntry
from kat_handouts.batch.output import OutputFolder, is_whole
from kat_handouts.batch.ownership import owner_of
from kat_handouts.batch.plan import Plan, Selection, plan
from kat_handouts.batch.release import ReleaseRefused, refusals
from kat_handouts.batch.report import BuildReport, Done, OnEvent, Outcome, Planned, Waiting
from kat_handouts.files.project import Project
from kat_handouts.files.snapshot import Snapshot
from kat_handouts.localise.localiser import Localiser
from kat_handouts.localise.translations import unreadable_catalogs
from kat_handouts.model.digest import digest
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError, Severity
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.rendered import RenderedSheet
from kat_handouts.workers.renderer import Renderer, Result


@dataclass(frozen=True)
class BuildOptions:
    """How to build. `cache` holds finished sheets of other builds.

    With `release`, a locale with an untranslated, fuzzy or unsigned segment is refused, and so is
    content whose review is overdue or whose source nobody has read. `gallery` says whether to write
    the page that shows what is in the folder, `keep_failed` whether a sheet that fails leaves the
    file of an earlier build where it is.
    """

    cache: Cache | None = None
    release: bool = False
    gallery: bool = True
    keep_failed: bool = False


_DEFAULTS = BuildOptions()


def build(
    project: Project,
    selection: Selection,
    output: Path,
    renderer: Renderer,
    options: BuildOptions = _DEFAULTS,
    on_event: OnEvent = lambda event: None,
) -> BuildReport:
    """Build the selected sheets into a folder and record them in its manifest.

    A sheet whose inputs are as the manifest knows them is left alone, one that the cache has is
    taken from there. Raises `InputError` where the content or the selection is wrong, so that
    nothing can be made, and where the folder cannot be written.
    """
    localiser, planned = load_and_plan(project, selection)
    waited = False

    def wait() -> None:
        nonlocal waited
        waited = True
        on_event(Waiting())

    with OutputFolder.held(output, owner_of(project), wait) as folder:
        if waited:
            localiser, planned = load_and_plan(project, selection)
        batch = _Batch(localiser, folder, options, on_event)
        keyed_plan = batch.key(planned)
        batch.remove_unplanned(planned, selection)
        batch.render(batch.take_existing(keyed_plan), keyed_plan, renderer)
        folder.save()
        if options.gallery:
            batch.write_gallery()
    if options.cache:
        batch.tidy_cache(options.cache)
    return batch.report


def load_and_plan(project: Project, selection: Selection) -> tuple[Localiser, Plan]:
    """Return the content, as it is now, and the plan.

    Raises `InputError` with what is wrong in any file.
    """
    snapshot = Snapshot.of(project)
    try:
        localiser = Localiser(snapshot)
    except InputError as error:
        raise InputError([*error.findings, *unreadable_catalogs(snapshot)]) from None
    return localiser, plan(snapshot, localiser.library, selection)


class _Batch:
    """One build, in a folder that it holds."""

    def __init__(
        self, localiser: Localiser, folder: OutputFolder, options: BuildOptions, on_event: OnEvent
    ) -> None:
        self.report = BuildReport()
        self._localiser = localiser
        self._folder = folder
        self._options = options
        self._on_event = on_event
        self._resolver = KeyResolver(localiser, options.cache)

    def key(self, planned: Plan) -> KeyedPlan:
        """Return the inputs of each sheet; what cannot be made, or not released, fails here."""
        self.report.planned = len(planned.sheets)
        self.report.note_findings(planned.findings)
        release = self._options.release
        keyed_plan = self._resolver.resolve(planned.sheets, with_documents=release)
        if release:
            self._refuse(keyed_plan)
        for sheets, error in keyed_plan.failed:
            self._fail(sheets, error)
        return keyed_plan

    def remove_unplanned(self, planned: Plan, selection: Selection) -> None:
        """Remove what an earlier plan of the same kind had made, and this one no longer has."""
        for name in _no_longer_planned(self._folder.entries, planned.sheets, selection):
            self._folder.remove(name)

    def take_existing(self, keyed_plan: KeyedPlan) -> list[KeyedSheet]:
        """Take what is there or in the cache; return the rest."""
        waiting = []
        for keyed in keyed_plan.keyed:
            entry = self._folder.entries.get(keyed.sheet.path)
            if entry and self._is_as_now(keyed, entry):
                self._done(Done(keyed.sheet, Outcome.UNCHANGED, entry.pages), entry)
            elif not self._take_from_cache(keyed):
                waiting.append(keyed)
        return waiting

    def render(self, waiting: list[KeyedSheet], keyed_plan: KeyedPlan, renderer: Renderer) -> None:
        """Make what is not there, and record it."""
        self._on_event(Planned(self.report.planned, len(waiting)))
        for done in self.report.done:
            self._on_event(done)
        made_of: dict[Sheet, KeyedSheet] = {}
        documents: list[Document] = []
        for keyed in waiting:
            sheet = keyed.sheet
            made_of[sheet] = keyed
            try:
                if (document := keyed_plan.documents.get(sheet)) is None:
                    # What the cache knew of it is not taken for what it is made of.
                    document = self._localiser.document(sheet)
                    made_of[sheet] = self._resolver.keyed(document)
                documents.append(document)
            except InputError as error:
                self._fail([sheet], error, tell=True)
        with closing(_rendered(renderer, documents)) as results:
            for document, result in results:
                if isinstance(result, KatHandoutsError):
                    self._fail([document.sheet], result, tell=True)
                    continue
                entry = self._keep(made_of[document.sheet], result)
                done = Done(document.sheet, Outcome.BUILT, entry.pages, result.seconds)
                self._done(done, entry)
                self._on_event(done)

    def write_gallery(self) -> None:
        """Write the page that shows the folder, unless it shows just that already."""
        from kat_handouts.batch.gallery import INDEX, write_gallery

        folder = self._folder
        if not (folder.entries or (folder.path / INDEX).exists()):
            return
        library = self._localiser.library
        try:
            write_gallery(self._localiser.project, library, folder.path, folder.entries)
        except InputError as error:
            # The sheets are there; what shows them is not worth a failed build.
            self.report.findings += [
                replace(found, severity=Severity.WARNING) for found in error.findings
            ]

    def tidy_cache(self, cache: Cache) -> None:
        """Remove from the cache what nobody uses, and say if it could not be written."""
        cache.tidy()
        if cache.doubt:
            self.report.findings.append(cache.doubt)
        if cache.trouble:
            self.report.findings.append(_cache_trouble(cache))

    def _is_as_now(self, keyed: KeyedSheet, entry: ManifestEntry) -> bool:
        """Say whether a file is whole, and made from what it would be made from now."""
        key = key_of(self._resolver.inputs(keyed, entry.templates))
        return entry.key == key and is_whole(self._folder.path, entry)

    def _refuse(self, keyed_plan: KeyedPlan) -> None:
        documents = list(keyed_plan.documents.values())
        for tag in dict.fromkeys(document.sheet.locale for document in documents):
            of_locale = [document for document in documents if document.sheet.locale == tag]
            found = refusals(self._localiser, of_locale)
            if not found:
                continue
            for document in of_locale:
                printed = {None, *(text.segment for text in document.texts())}
                theirs = [one for one in found if one.segment in printed] or found[:1]
                keyed_plan.failed.append(([document.sheet], ReleaseRefused(theirs)))
            refused = {document.sheet for document in of_locale}
            keyed_plan.keyed = [one for one in keyed_plan.keyed if one.sheet not in refused]

    def _take_from_cache(self, keyed: KeyedSheet) -> bool:
        cache = self._options.cache
        for templates in cache.get_templates(keyed.base) if cache else ():
            inputs = self._resolver.inputs(keyed, templates)
            if cache and (cached := cache.get(key_of(inputs))):
                made = RenderedSheet(cached.data, cached.about.pages)
                entry = self._write(keyed, made, templates, inputs, key_of(inputs))
                self._done(Done(keyed.sheet, Outcome.FROM_CACHE, entry.pages), entry)
                return True
        return False

    def _keep(self, keyed: KeyedSheet, made: RenderedSheet) -> ManifestEntry:
        inputs = with_templates(keyed.inputs, made.files)
        # Nobody can say which of two versions of a font went into the sheet.
        key = key_of(inputs) if self._resolver.toolchain.unchanged() else ""
        templates = list(made.files)
        entry = self._write(keyed, made, templates, inputs, key)
        if self._options.cache and key:
            self._options.cache.put(key, made.data, About(made.pages, inputs))
            self._options.cache.put_templates(keyed.base, templates)
        return entry

    def _write(
        self,
        keyed: KeyedSheet,
        made: RenderedSheet,
        templates: list[str],
        inputs: dict[str, str],
        key: str,
    ) -> ManifestEntry:
        entry = ManifestEntry(
            keyed.sheet,
            keyed.facts,
            pages=made.pages,
            sha256=digest(made.data),
            key=key,
            fonts=_of_kind("font", inputs),
            made_with=_of_kind("version", inputs),
            templates=tuple(templates),
        )
        self._folder.write(entry, made.data)
        self.report.inputs[keyed.sheet] = inputs
        return entry

    def _fail(self, sheets: list[Sheet], error: KatHandoutsError, *, tell: bool = False) -> None:
        self.report.note(error)
        for sheet in sheets:
            # A refused release leaves the draft that was there.
            if not (self._options.keep_failed or isinstance(error, ReleaseRefused)):
                self._folder.remove(sheet.path)
            done = Done(sheet, Outcome.FAILED, findings=error.findings)
            self.report.done.append(done)
            if tell:
                self._on_event(done)

    def _done(self, done: Done, entry: ManifestEntry) -> None:
        self.report.done.append(done)
        self.report.entries[done.outcome].append(entry)


def _rendered(renderer: Renderer, documents: list[Document]) -> Generator[tuple[Document, Result]]:
    yield from renderer.render_all(documents)


def _of_kind(kind: str, inputs: dict[str, str]) -> dict[str, str]:
    return {
        name.partition(":")[2]: value
        for name, value in inputs.items()
        if name.startswith(f"{kind}:")
    }


def _no_longer_planned(
    entries: dict[str, ManifestEntry], sheets: list[Sheet], selection: Selection
) -> list[str]:
    """Return the files of this variant, within what was selected, that no sheet is made for."""
    planned = {sheet.path for sheet in sheets}
    variants = {(sheet.name_parts, sheet.format) for sheet in sheets}
    return [
        name
        for name, entry in entries.items()
        if name not in planned
        and (entry.sheet.name_parts, entry.sheet.format) in variants
        and (not selection.locales or entry.sheet.locale in {sheet.locale for sheet in sheets})
        and (not selection.handouts or entry.sheet.handout in selection.handouts)
    ]


def _cache_trouble(cache: Cache) -> Finding:
    return Finding(
        "cache",
        f"finished sheets cannot be kept for the next build: {cache.trouble}",
        hint="choose another folder with --cache-dir, or do without by --no-cache",
        severity=Severity.WARNING,
        file=str(cache.folder),
    )

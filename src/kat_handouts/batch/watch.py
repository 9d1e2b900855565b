"""Rebuild, of some sheets, what a saved file touches, and say what changed in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kat_handouts.batch.keys import facts_of
from kat_handouts.batch.output import announce, locked, manifest_entry, recover, write_manifest
from kat_handouts.batch.plan import Selection, plan
from kat_handouts.content.library import load_library
from kat_handouts.files.atomic import write_whole
from kat_handouts.files.project import Project
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import Translations, load_translations
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, KatHandoutsError

if TYPE_CHECKING:
    from kat_handouts.render.rendered import RenderedSheet

# The folders of a project whose files go into a sheet.
FOLDERS = ("content", "locales", "templates")


@dataclass(frozen=True)
class Rebuilt:
    """One sheet that was made again, or could not be. `changed` are the texts that differ."""

    name: str
    changed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class Watch:
    """The sheets of a selection, with what they last printed.

    `render` makes a PDF of a document; it is made anew where a template has changed, since a
    renderer keeps what it has parsed.
    """

    def __init__(
        self,
        project: Project,
        selection: Selection,
        output: Path,
        new_renderer: Callable[[], Callable[[Document], RenderedSheet]],
    ) -> None:
        self._project = project
        self._selection = selection
        self._output = output
        self._new_renderer = new_renderer
        self._render = new_renderer()
        self._documents: dict[str, Document] = {}
        self._styles = self._style_digest()

    def refresh(self) -> Iterator[Rebuilt]:
        """Yield each sheet that differs from what it last was, made again, and every problem."""
        styles = self._style_digest()
        all_of_them = styles != self._styles
        if all_of_them:
            self._styles, self._render = styles, self._new_renderer()
        try:
            library = load_library(self._project)
            sheets = plan(self._project, library, self._selection).sheets
        except KatHandoutsError as error:
            yield Rebuilt("content", findings=error.findings)
            return
        translations: dict[str, Translations] = {}
        unreadable: set[str] = set()
        for sheet in sheets:
            if sheet.locale in unreadable:
                continue
            try:
                if sheet.locale not in translations:
                    loaded = load_translations(self._project, library.segments, sheet.locale)
                    translations[sheet.locale] = loaded
            except KatHandoutsError as error:
                unreadable.add(sheet.locale)
                yield Rebuilt(sheet.locale, findings=error.findings)
                continue
            try:
                document = localise(
                    sheet, library, translations[sheet.locale], self._project.clinic
                )
                before = self._documents.get(sheet.path)
                if document == before and not all_of_them:
                    continue
                self._write(document)
                self._documents[sheet.path] = document
                yield Rebuilt(sheet.name, _changed(before, document))
            except KatHandoutsError as error:
                self._documents.pop(sheet.path, None)
                yield Rebuilt(sheet.name, findings=error.findings)

    def _write(self, document: Document) -> None:
        made = self._render(document)
        sheet = document.sheet
        with locked(self._output):
            entries = recover(self._output)
            entries[sheet.path] = manifest_entry(sheet, facts_of(document), made.data, made.pages)
            announce(self._output, sheet.path)
            write_whole(self._output / sheet.path, made.data)
            write_manifest(self._output, entries)

    def _style_digest(self) -> str:
        digest = hashlib.sha256()
        for root in self._project.roots:
            for path in sorted((root / "templates").rglob("*")):
                if path.is_file():
                    digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


def _changed(before: Document | None, after: Document) -> tuple[str, ...]:
    if before is None:
        return ()
    old = {text.segment: text for text in before.texts()}
    new = {text.segment: text for text in after.texts()}
    return tuple(id_ for id_ in {**old, **new} if old.get(id_) != new.get(id_))

"""The documents of a project: its content, each locale's translations, each read once."""

from __future__ import annotations

from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.content.library import Library, load_library
from kat_handouts.files.project import Project
from kat_handouts.files.snapshot import Snapshot
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import Translations, load_translations, load_variants
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.document import Document
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import Sheet


class Localiser:
    """Makes the document of any sheet of a project, as its files were when they were first read.

    `content_files` are the names of all that was asked for to read the content, unless that was
    given. Raises `InputError` with every problem of the content.
    """

    def __init__(self, project: Project, library: Library | None = None) -> None:
        self.project = Snapshot.of(project)
        with self.project.recording() as files:
            self.library = library or load_library(self.project)
        self.content_files = frozenset(files)
        self._translations: dict[str, Translations | InputError] = {}
        self._english: dict[str, Translations] | None = None
        self._files: dict[str, frozenset[str]] = {}

    def tags(self) -> list[str]:
        """Return the locales that can be built: English, then those with a catalog, sorted."""
        return locale_tags(self.project)

    def translations(self, tag: str) -> Translations:
        """Return what a locale brings; raises `InputError` with every problem of its files."""
        if tag not in self._translations:
            with self.project.recording() as files:
                try:
                    self._translations[tag] = load_translations(
                        self.project, self.library.segments, tag, self.english()
                    )
                except InputError as error:
                    self._translations[tag] = error
            self._files[tag] = frozenset(files) | self._files["english"]
        found = self._translations[tag]
        if isinstance(found, InputError):
            raise found
        return found

    def english(self) -> dict[str, Translations]:
        """Return English as it is written elsewhere, by tag; it may stand on any sheet."""
        if self._english is None:
            with self.project.recording() as files:
                self._english = load_variants(self.project, self.library.segments)
            self._files["english"] = frozenset(files)
        return self._english

    def files(self, tag: str) -> frozenset[str]:
        """Return the names of all that was asked for to read a locale's translations."""
        return self._files[tag]

    def document(self, sheet: Sheet, clinic: Clinic | None = None) -> Document:
        """Return the document of a sheet, for the project's clinic or another one.

        Raises `InputError` for an unknown handout or region, for a catalog that cannot be read, and
        for every faulty translation that the sheet would print.
        """
        second = self.translations(sheet.second) if sheet.second else None
        translations = self.translations(sheet.locale)
        return localise(sheet, self.library, translations, clinic or self.project.clinic, second)

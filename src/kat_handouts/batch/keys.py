"""The inputs of each sheet of a plan, from what is known of its locale or from its document."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kat_handouts.batch.cache import Cache
from kat_handouts.batch.inputs import DocumentInputs, document_inputs, key_of
from kat_handouts.batch.toolchain import Toolchain, versions
from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import Translations, load_translations
from kat_handouts.model.document import Document
from kat_handouts.model.errors import InputError, KatHandoutsError
from kat_handouts.model.languages import PSEUDO, SOURCE_TAG, get_language
from kat_handouts.model.sheet import Sheet


@dataclass(frozen=True)
class KeyedSheet:
    """A sheet with its inputs, their key, and what the manifest says of its text."""

    sheet: Sheet
    inputs: dict[str, str]
    key: str
    facts: dict[str, Any]


@dataclass
class KeyedPlan:
    """What came of preparing a plan. `failed` are sheets by the error that keeps them off paper."""

    keyed: list[KeyedSheet] = field(default_factory=list)
    failed: list[tuple[list[Sheet], KatHandoutsError]] = field(default_factory=list)
    # Of the locales whose files were read anew.
    read: dict[str, Translations] = field(default_factory=dict)
    documents: dict[Sheet, Document] = field(default_factory=dict)


class KeyResolver:
    """Prepares the sheets of a project; `cache` remembers what documents bring."""

    def __init__(
        self, project: Project, library: Library, toolchain: Toolchain, cache: Cache | None
    ) -> None:
        self._project = project
        self._library = library
        self._toolchain = toolchain
        self._cache = cache
        self._translations: dict[str, Translations] = {}
        self._digests: dict[str, str] = {}
        # English as it is written elsewhere may stand on any sheet.
        tags = locale_tags(project)
        self._english = [tag for tag in tags if tag.startswith(f"{SOURCE_TAG}-")]

    def prepare(self, sheets: list[Sheet], *, with_documents: bool = False) -> KeyedPlan:
        """Return each sheet's inputs. A catalog is read only where its files have changed.

        `with_documents` asks for the documents of all of them.
        """
        done = KeyedPlan(read=self._translations)
        for pair in dict.fromkeys((sheet.locale, sheet.second) for sheet in sheets):
            same_catalogs = [sheet for sheet in sheets if (sheet.locale, sheet.second) == pair]
            if with_documents or not self._recall(same_catalogs, done):
                self._read(same_catalogs, done)
        return done

    def with_document(self, keyed: KeyedSheet, done: KeyedPlan) -> tuple[KeyedSheet, Document]:
        """Return a sheet's inputs and its document, both from one reading of the files.

        Raises `InputError` for what its catalog gets wrong.
        """
        sheet = keyed.sheet
        if sheet in done.documents:
            return keyed, done.documents[sheet]
        document = self._document(sheet)
        return self._keyed(sheet, document_inputs(document), facts_of(document)), document

    def _document(self, sheet: Sheet) -> Document:
        second = self._of(sheet.second) if sheet.second else None
        same_catalogs = self._of(sheet.locale)
        return localise(sheet, self._library, same_catalogs, self._project.clinic, second)

    def _recall(self, sheets: list[Sheet], done: KeyedPlan) -> bool:
        """Prepare sheets from the cache; False where it does not know all of them."""
        known = self._cache.get_documents(self._files_digest(sheets[0])) if self._cache else {}
        if not all(sheet.path in known for sheet in sheets):
            return False
        for sheet in sheets:
            brought, facts = known[sheet.path]["brought"], known[sheet.path]["facts"]
            inputs = DocumentInputs(
                brought["parts"], tuple(brought["templates"]), tuple(brought["fonts"])
            )
            done.keyed.append(self._keyed(sheet, inputs, facts))
        return True

    def _read(self, sheets: list[Sheet], done: KeyedPlan) -> None:
        name = self._files_digest(sheets[0])
        try:
            self._of(sheets[0].locale)
        except InputError as error:
            done.failed.append((sheets, error))
            return
        learnt: dict[str, Any] = {}
        for sheet in sheets:
            try:
                document = self._document(sheet)
            except InputError as error:
                done.failed.append(([sheet], error))
                continue
            done.documents[sheet] = document
            brought, facts = document_inputs(document), facts_of(document)
            learnt[sheet.path] = {"brought": dataclasses.asdict(brought), "facts": facts}
            done.keyed.append(self._keyed(sheet, brought, facts))
        if self._cache:
            self._digests.clear()
            # Somebody may have saved a file after it was looked at and before it was read.
            if self._files_digest(sheets[0]) == name:
                learnt = {**self._cache.get_documents(name), **learnt}
                self._cache.put_documents(name, learnt)

    def _keyed(self, sheet: Sheet, brought: DocumentInputs, facts: dict[str, Any]) -> KeyedSheet:
        inputs = self._toolchain.inputs(brought)
        return KeyedSheet(sheet, inputs, key_of(inputs), facts)

    def _of(self, tag: str) -> Translations:
        if tag not in self._translations:
            read = load_translations(self._project, self._library.segments, tag)
            self._translations[tag] = read
        return self._translations[tag]

    def _files_digest(self, sheet: Sheet) -> str:
        """Return the digest of every file and setting that the documents of a locale depend on."""
        english = self._english
        used = dict.fromkeys([sheet.locale, *([sheet.second] if sheet.second else []), *english])
        folders = [f"locales/{get_language(tag).folder}" for tag in used if tag not in PSEUDO]
        made = hashlib.sha256(
            repr((list(used), english, self._project.clinic, versions())).encode()
        )
        for place in ("content", *folders):
            made.update(self._folder_digest(place).encode())
        made.update(self._file_digest(["locales/policy.yaml"]).encode())
        return made.hexdigest()

    def _folder_digest(self, folder: str) -> str:
        if folder not in self._digests:
            names = self._project.names(folder, "**/*")
            self._digests[folder] = self._file_digest(names)
        return self._digests[folder]

    def _file_digest(self, names: Iterable[str]) -> str:
        made = hashlib.sha256()
        for name in names:
            try:
                data = self._project.read(name)
            except OSError:
                data = b"missing"
            made.update(f"{name}\0{len(data)}\0".encode() + data)
        return made.hexdigest()


def facts_of(document: Document) -> dict[str, Any]:
    """Return what the manifest says of a document."""
    return {
        "sheet_id": document.sheet_id,
        "title": document.title.bare,
        "revision": document.revision,
        "catalog": dataclasses.asdict(document.state),
    }

"""The inputs of each sheet of a plan, from what is known of its locale or from its document.

What a document is made of is what was asked for while it was made: the names of those files are
kept with what it brings, and hold for as long as each of them has the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kat_handouts.batch.cache import Cache, KnownDocuments, KnownSheet
from kat_handouts.batch.inputs import DocumentInputs, document_inputs, key_of, with_templates
from kat_handouts.batch.manifest import SheetFacts, facts_of
from kat_handouts.batch.toolchain import Toolchain, versions
from kat_handouts.catalogs.catalog import catalog_name
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.digest import digest
from kat_handouts.model.document import Document
from kat_handouts.model.errors import InputError, KatHandoutsError
from kat_handouts.model.languages import PSEUDO, get_language
from kat_handouts.model.sheet import Sheet


@dataclass(frozen=True)
class KeyedSheet:
    """A sheet with all its inputs but for its template files, which its rendering tells."""

    sheet: Sheet
    inputs: dict[str, str]
    facts: SheetFacts

    @cached_property
    def base(self) -> str:
        """The key of these inputs."""
        return key_of(self.inputs)


@dataclass
class KeyedPlan:
    """What came of keying a plan. `failed` are sheets by the error that keeps them off paper."""

    keyed: list[KeyedSheet] = field(default_factory=list)
    failed: list[tuple[list[Sheet], KatHandoutsError]] = field(default_factory=list)
    documents: dict[Sheet, Document] = field(default_factory=dict)


class KeyResolver:
    """Keys the sheets of a project; `cache` remembers what documents bring."""

    def __init__(self, localiser: Localiser, cache: Cache | None) -> None:
        self.toolchain = Toolchain()
        self._localiser = localiser
        self._snapshot = localiser.project
        self._cache = cache

    def resolve(self, sheets: list[Sheet], *, with_documents: bool = False) -> KeyedPlan:
        """Return each sheet's inputs. A catalog is read only where its files have changed.

        `with_documents` asks for the documents of all of them.
        """
        done = KeyedPlan()
        for pair in dict.fromkeys((sheet.locale, sheet.second) for sheet in sheets):
            same_catalogs = [sheet for sheet in sheets if (sheet.locale, sheet.second) == pair]
            if with_documents or not self._recall(same_catalogs, done):
                self._localise(same_catalogs, done)
        return done

    def keyed(self, document: Document) -> KeyedSheet:
        """Return the inputs of a document."""
        return self._keyed(document.sheet, document_inputs(document), facts_of(document))

    def inputs(self, keyed: KeyedSheet, templates: Iterable[str]) -> dict[str, str]:
        """Return all inputs of a sheet that depends on some template files, as these are now."""
        return with_templates(keyed.inputs, self._snapshot.digests(templates))

    def _recall(self, sheets: list[Sheet], done: KeyedPlan) -> bool:
        """Key sheets from the cache; False where it does not know all of them."""
        known = self._known(self._name(sheets[0]))
        if not all(sheet.path in known for sheet in sheets):
            return False
        for sheet in sheets:
            found = known[sheet.path]
            done.keyed.append(self._keyed(sheet, found.brought, found.facts))
        return True

    def _localise(self, sheets: list[Sheet], done: KeyedPlan) -> None:
        try:
            self._localiser.translations(sheets[0].locale)
        except InputError as error:
            done.failed.append((sheets, error))
            return
        learnt: dict[str, KnownSheet] = {}
        for sheet in sheets:
            try:
                document = self._localiser.document(sheet)
            except InputError as error:
                done.failed.append(([sheet], error))
                continue
            done.documents[sheet] = document
            brought, facts = document_inputs(document), facts_of(document)
            learnt[sheet.path] = KnownSheet(brought, facts)
            done.keyed.append(self._keyed(sheet, brought, facts))
        if self._cache and learnt:
            name = self._name(sheets[0])
            files = self._snapshot.digests(self._files(sheets[0]))
            record = KnownDocuments(files, {**self._known(name), **learnt})
            self._cache.put_documents(name, record)

    def _known(self, name: str) -> dict[str, KnownSheet]:
        """Return what the cache knows of a locale's sheets, if of just the files that are there."""
        if not self._cache:
            return {}
        record = self._cache.get_documents(name)
        files = record.files
        return record.sheets if files and self._snapshot.digests(files) == files else {}

    def _keyed(self, sheet: Sheet, brought: DocumentInputs, facts: SheetFacts) -> KeyedSheet:
        return KeyedSheet(sheet, self.toolchain.inputs(brought), facts)

    def _files(self, sheet: Sheet) -> set[str]:
        """Return the names of all that was asked for to make the documents of a locale."""
        files = set(self._localiser.content_files)
        for tag in filter(None, (sheet.locale, sheet.second)):
            files |= self._localiser.files(tag)
        return files

    def _name(self, sheet: Sheet) -> str:
        """Return the name under which the cache keeps what a locale's documents bring.

        It keeps projects apart; whether the record holds is for its files to say.
        """
        catalogs = [
            (tag, "" if tag in PSEUDO else self._snapshot.digest(catalog_name(get_language(tag))))
            for tag in filter(None, (sheet.locale, sheet.second))
        ]
        content = self._snapshot.digests(self._localiser.content_files)
        return digest(repr((self._snapshot.clinic, versions(), catalogs, content)))

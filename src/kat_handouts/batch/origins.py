"""From which layer each thing on a sheet comes: the project's own folder, or what is shipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from kat_handouts.catalogs.catalog import Catalog, catalog_name
from kat_handouts.content import names
from kat_handouts.content.library import Library
from kat_handouts.files.project import CLINIC_FILE, Project, shown_path
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.document import Document
from kat_handouts.model.sheet import Sheet

Layer = Literal["project", "shipped"]
_TEMPLATE = "template:"


@dataclass(frozen=True)
class Origin:
    """A file of one layer, by the path to show. `entries` are those that are the project's own in a
    list that lies over the shipped one.
    """

    layer: Layer
    path: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnText:
    """A text that the project words or translates itself, and where; `kind` says which it does."""

    segment: str
    kind: Literal["text", "translation"]
    path: str
    line: int | None


@dataclass(frozen=True)
class Origins:
    """Where what can change a sheet comes from, by the name of each file, the upper layer first.

    `texts` are those on the sheet that are the project's own, in reading order; none where the
    project lies over nothing.
    """

    files: dict[str, list[Origin]] = field(default_factory=dict)
    texts: list[OwnText] = field(default_factory=list)


def origins_of(localiser: Localiser, sheet: Sheet, inputs: Iterable[str]) -> Origins:
    """Return where a sheet comes from; `inputs` are the names of all that it is made of.

    Raises `InputError` where its document cannot be made.
    """
    project, library = localiser.project, localiser.library
    document = localiser.document(sheet)
    templates = {
        f"templates/{name.removeprefix(_TEMPLATE)}" for name in inputs if name.startswith(_TEMPLATE)
    }
    asked = set(localiser.content_files)
    for tag in filter(None, (sheet.locale, sheet.second)):
        asked |= localiser.files(tag)
    files = {
        name: found
        for name in [*sorted(asked - _of_other_sheets(library, sheet)), *sorted(templates)]
        if (found := list(_layers(project, library, name)))
    }
    return Origins(
        {**_clinic(project), **files},
        list(_own_texts(localiser, document)) if project.is_layered else [],
    )


def _of_other_sheets(library: Library, sheet: Sheet) -> set[str]:
    others = [id_ for id_ in library.handouts if id_ != sheet.handout]
    files = {name(id_) for id_ in others for name in (names.handout_name, names.easy_read_name)}
    return files | {names.region_name(code) for code in library.regions if code != sheet.region}


def _layers(project: Project, library: Library, name: str) -> Iterator[Origin]:
    for layer in project.layer_files(name):
        entries: tuple[str, ...] = ()
        if layer.is_own and project.is_layered and name in names.BY_ENTRY:
            places = library.files[name].files
            own = (path for path, file in places.items() if file == layer.shown and len(path) == 2)
            entries = tuple(".".join(map(str, path)) for path in own)
        yield Origin("project" if layer.is_own else "shipped", layer.shown, entries)


def _clinic(project: Project) -> dict[str, list[Origin]]:
    if project.clinic_file is None:
        return {}
    entries = (f"sites.{project.site}",) if project.site else ()
    return {CLINIC_FILE: [Origin("project", shown_path(project.clinic_file), entries)]}


def _own_texts(localiser: Localiser, document: Document) -> Iterator[OwnText]:
    project, segments = localiser.project, localiser.library.segments
    catalogs = {
        language.tag: localiser.translations(language.tag).catalog
        for language in document.languages
        if project.own(catalog_name(language))
    }
    for id_ in dict.fromkeys(text.segment for text in document.texts()):
        segment = segments[id_]
        if project.own(names.OVERRIDES if segment.is_override else segment.name):
            yield OwnText(id_, "text", segment.file, segment.line)
        for catalog in catalogs.values():
            yield from _own_translation(catalog, id_, segment.source)


def _own_translation(catalog: Catalog, id_: str, source: str) -> Iterator[OwnText]:
    entry = catalog.entries.get(id_)
    if entry and entry.is_own and entry.translates(source):
        yield OwnText(id_, "translation", entry.file, entry.line)

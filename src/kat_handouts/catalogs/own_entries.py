"""What of a catalog a project owns, where it lies over the shipped one.

Its own texts are those that no layer below has with the same words. Its own catalog holds their
translations, and what it translated itself; all the rest comes from below, corrections too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kat_handouts.catalogs.catalog import Catalog, catalog_name
from kat_handouts.catalogs.extraction import POT_NAME
from kat_handouts.catalogs.merge import empty_entry
from kat_handouts.catalogs.po_entry import PoEntry
from kat_handouts.catalogs.po_file import PoFile
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import LayerFile, Project
from kat_handouts.model.languages import Language


def own_segments(project: Project, segments: Mapping[str, Segment]) -> dict[str, Segment]:
    """Return the texts that a project adds to the shipped ones or rewords, by id.

    What is shipped is what the POT of the layers below holds. Without such a layer all texts are
    the project's own.
    """
    shipped = {
        entry.context: entry.source
        for file in _below(project, POT_NAME)
        for entry in read_po(file.decode("utf-8-sig")).entries
    }
    return {id_: segment for id_, segment in segments.items() if shipped.get(id_) != segment.source}


def with_own(project: Project, name: str, own: bytes | None) -> tuple[LayerFile, ...]:
    """Return the layers of a file with these bytes as the project's own, or with none of its own.

    Where the project lies over nothing, its own are all there are.
    """
    below = (file for file in project.layer_files(name) if not file.is_own)
    mine = () if own is None else (LayerFile(own, project.roots[0] / name, is_own=True),)
    return (*mine, *below)


def catalog_below(project: Project, language: Language) -> PoFile | None:
    """Return the catalog of the next layer below the project's own, or None without one."""
    below = _below(project, catalog_name(language))
    return read_po(below[0].decode("utf-8-sig")) if below else None


def with_copies(catalog: PoFile | None, below: PoFile, ids: Iterable[str]) -> PoFile:
    """Return a project's own catalog with copies of these entries from below, to be changed.

    What it has in use already is not copied.
    """
    # The header of the shipped catalog names its language and its plural forms.
    catalog = catalog or replace(below, entries=(), tail="", bom=False, header_place=0)
    wanted = set(ids) - in_use(catalog).keys()
    copies = [entry for entry in in_use(below).values() if entry.context in wanted]
    return replace(catalog, entries=(*catalog.entries, *copies))


def to_correct(
    catalog: PoFile | None, below: PoFile, segments: Iterable[Segment], printed: Catalog
) -> PoFile:
    """Return a project's own catalog with an entry for each of these segments, if an empty one.

    An empty entry hides nothing below it. An own entry that another one below takes the place of
    becomes obsolete.
    """
    catalog = with_copies(catalog, below, ())
    wanted = {segment.id: segment for segment in segments}
    beaten = {id_ for id_ in wanted if (found := printed.entries.get(id_)) and not found.is_own}
    kept = tuple(
        entry for entry in catalog.entries if entry.obsolete or entry.context not in beaten
    )
    aside = tuple(
        entry.as_obsolete()
        for entry in catalog.entries
        if not entry.obsolete and entry.context in beaten
    )
    known = {entry.context for entry in kept if not entry.obsolete}
    new = (
        empty_entry(segment, catalog.newline) for id_, segment in wanted.items() if id_ not in known
    )
    return replace(catalog, entries=(*new, *kept, *aside))


def entries_to_keep(
    catalog: PoFile | None, below: PoFile, segments: Mapping[str, Segment]
) -> list[Segment]:
    """Return the segments whose entries a project's own catalog holds, in reading order.

    These are the texts that the catalog below does not have, and those that the project's catalog
    translates. One that it translated in older words is not among them where the catalog below has
    the text as it is now.
    """
    own, shipped = in_use(catalog) if catalog else {}, in_use(below)

    def is_kept(segment: Segment) -> bool:
        there = shipped.get(segment.id)
        if there is None:
            return True
        mine = own.get(segment.id)
        if there.source == segment.source:
            translated = bool(there.translation.strip()) and not there.is_fuzzy
            return mine is not None and (mine.source == segment.source or not translated)
        return True

    return [segment for segment in segments.values() if is_kept(segment)]


def in_use(catalog: PoFile) -> dict[str, PoEntry]:
    """Return the entries of a catalog that are not obsolete, by segment id."""
    return {
        entry.context: entry for entry in catalog.entries if entry.context and not entry.obsolete
    }


def _below(project: Project, name: str) -> list[bytes]:
    return [file.data for file in project.layer_files(name) if not file.is_own]

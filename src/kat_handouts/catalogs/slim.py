"""Take out of a project's catalogs what they only copy from the shipped ones.

Until catalogs lay over each other entry by entry, a project held a whole copy of each, which hides
corrections. Only what equals a shipped entry, as it is or as the shipped catalog says that it was,
is known to be a copy; an entry that differs is never taken out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kat_handouts.catalogs.catalog import catalog_name, locale_tags, parse_layers
from kat_handouts.catalogs.entries import Entry, lay_over
from kat_handouts.catalogs.own_entries import catalog_below
from kat_handouts.catalogs.po_entry import PoEntry
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.proof import seen_entries
from kat_handouts.content.library import Library
from kat_handouts.files.project import Project, shown_path
from kat_handouts.files.rewriting import rewrite
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import SOURCE_TAG, Language, get_language


@dataclass(frozen=True)
class SlimCatalog:
    """A catalog without its copies: its new bytes, how many they were, and the ids that stay."""

    language: Language
    path: Path
    before: bytes
    after: bytes
    copies: int
    kept: tuple[str, ...]


def slim_catalogs(project: Project, library: Library, tags: Iterable[str]) -> list[SlimCatalog]:
    """Return the catalogs of a project that hold copies, without writing them.

    Raises `InputError` with every problem of every catalog that cannot be read.
    """
    findings: list[Finding] = []
    found: list[SlimCatalog] = []
    for tag in tuple(tags) or locale_tags(project):
        language = get_language(tag)
        try:
            slim = None if language.tag == SOURCE_TAG else _slim(project, library, language)
        except InputError as error:
            findings += error.findings
        else:
            found += [slim] if slim and slim.copies else []
    if findings:
        raise InputError(findings)
    return found


def write_slim(slim: SlimCatalog) -> None:
    """Write a catalog without its copies; the file before stays beside it.

    Raises `KatHandoutsError` where somebody has saved the file meanwhile, where an independent
    parser sees an entry that was not there, and where the file cannot be written.
    """

    def change(there: bytes | None) -> bytes:
        if there != slim.before:
            hint = "run the command again"
            raise InputError(
                Finding("changed-meanwhile", "the file was saved meanwhile", hint, file=shown)
            )
        return slim.after

    def proof(_: bytes | None, after: bytes) -> list[Finding]:
        new = Counter(seen_entries(after)) - Counter(seen_entries(slim.before))
        problem = "an entry would become another; nothing was written"
        hint = "keep a copy of the file and report this"
        return [
            Finding("proof-failed", problem, hint, segment=entry.context or None) for entry in new
        ]

    shown = shown_path(slim.path)
    rewrite(slim.path, change, proof, backup=True)


def _slim(project: Project, library: Library, language: Language) -> SlimCatalog | None:
    name = catalog_name(language)
    file, below = project.own(name), catalog_below(project, language)
    layers = parse_layers(project.layer_files(name), language)
    if file is None or below is None:
        return None
    catalog = read_po(file.data.decode("utf-8"))
    shipped: dict[str | None, list[PoEntry]] = defaultdict(list)
    for entry in below.entries:
        shipped[entry.context].append(entry)
    copies = [entry for entry in catalog.entries if _is_copy(entry, shipped[entry.context])]
    own, lower = layers[0], layers[1]
    without = {id_: entry for id_, entry in own.items() if id_ not in _live(copies)}
    # A text that nothing but its copy translates, such as one in the clinic's own words, keeps it.
    needed = _printed(own, lower, library) - _printed(without, lower, library)
    copies = [entry for entry in copies if entry.obsolete or entry.context not in needed]
    kept = tuple(entry.apart() for entry in catalog.entries if entry not in copies)
    return SlimCatalog(
        language=language,
        path=project.root / name,
        before=file.data,
        after=replace(catalog, entries=kept, header_place=0).text().encode(),
        copies=len(copies),
        kept=tuple(entry.context or "" for entry in kept if not entry.obsolete),
    )


def _live(entries: Iterable[PoEntry]) -> set[str | None]:
    return {entry.context for entry in entries if not entry.obsolete}


def _printed(own: dict[str, Entry], lower: dict[str, Entry], library: Library) -> set[str]:
    merged = lay_over(own, lower, library.segments)
    return {
        id_
        for id_, segment in library.segments.items()
        if id_ in merged and merged[id_].translates(segment.source)
    }


def _is_copy(entry: PoEntry, shipped: list[PoEntry]) -> bool:
    """Say whether an entry has nothing that the shipped catalog has not, in use or obsolete.

    Its English text is that of a shipped entry, or the one before; so is its translation, unless it
    has none; and it has no comment of its own.
    """
    comments = {comment for other in shipped for comment in other.comments}
    texts = {
        (source, other.translation)
        for other in shipped
        for source in (other.source, other.previous_source)
    }
    is_empty = not entry.translation.strip()
    return set(entry.comments) <= comments and any(
        entry.source == source and (is_empty or entry.translation == translation)
        for source, translation in texts
    )

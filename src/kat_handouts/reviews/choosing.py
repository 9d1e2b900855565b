"""Which texts somebody signs: named one by one, by a pattern, by handout, or all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import product

from kat_handouts.catalogs.ledger_lines import refuse
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import Translations
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.sheet import ROUTES, Sheet


def chosen_segments(
    library: Library,
    translations: Translations,
    names: Iterable[str],
    *,
    handouts: Iterable[str] = (),
    regions: Iterable[str] = (),
    clinic: Clinic | None = None,
    all_texts: bool = False,
) -> list[Segment]:
    """Return the segments of these ids, patterns and handouts, or all, in the order of naming.

    A pattern is one of the shell (``label.*``). A handout brings every text that its sheets print
    in these regions, without any in all of them: labels and what the region says are among them.
    Raises `InputError` for names that are not there.
    """
    findings: list[Finding] = []
    chosen = dict.fromkeys(library.segments if all_texts else ())
    for name in names:
        found = [id_ for id_ in library.segments if fnmatchcase(id_, name)]
        chosen |= dict.fromkeys(found)
        if not found:
            findings.append(_unknown(library, name))
    places, handouts = list(regions), list(handouts)
    known = [*_problems(library.region, places), *_problems(library.handout, handouts)]
    findings += known
    if not known:
        printed: set[str] = set()
        for handout in handouts:
            for sheet in _sheets(library, translations, handout, places or list(library.regions)):
                printed |= _printed(sheet, library, translations, clinic or Clinic())
        chosen |= {id_: None for id_ in library.segments if id_ in printed}
    refuse(findings)
    if not chosen:
        raise InputError(
            Finding(
                "nothing-chosen",
                "nothing was named to sign",
                hint="name segments, a handout with --handout, or everything with --all",
            )
        )
    return [library.segments[id_] for id_ in chosen]


def _unknown(library: Library, name: str) -> Finding:
    close = get_close_matches(name, library.segments, n=1, cutoff=0.6)
    hint = f"did you mean {close[0]}?" if close else "the ids are the msgctxt of the catalog"
    if any(sign in name for sign in "*?["):
        return Finding("unknown-segment", f"no segment is like “{name}”", hint="label.* is one")
    return Finding("unknown-segment", f"there is no segment “{name}”", hint=hint)


def _problems(lookup: Callable[[str], object], names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        try:
            lookup(name)
        except InputError as error:
            yield from error.findings


def _sheets(
    library: Library, translations: Translations, handout: str, regions: list[str]
) -> Iterator[Sheet]:
    """Yield a sheet of each region, route and form: each may print other texts."""
    editions = [
        edition.name for edition in EDITIONS.values() if library.has_edition(handout, edition)
    ]
    tag = translations.language.tag
    for region, route, edition, staff in product(regions, (None, *ROUTES), editions, (False, True)):
        yield Sheet(tag, handout, region=region, edition=edition, route=route, staff=staff)


def _printed(
    sheet: Sheet, library: Library, translations: Translations, clinic: Clinic
) -> set[str]:
    # A faulty text is printed once it is mended; whoever signs it is told.
    document = localise(sheet, library, replace(translations, faults={}), clinic)
    return {text.segment for text in document.texts()}

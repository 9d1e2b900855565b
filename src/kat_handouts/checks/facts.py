"""Required facts: each is printed where it must be, for every route and region."""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.checks.packets import first_of, packet_name
from kat_handouts.checks.printed import EVERY_ROUTE, Variant
from kat_handouts.content.facts import ANY_PHRASING, ANY_REGION, Fact
from kat_handouts.content.library import Library
from kat_handouts.content.names import FACTS, easy_read_root
from kat_handouts.files.yaml_data import KeyPath
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import Finding
from kat_handouts.model.sheet import routes_of


def check_facts(library: Library, printed: dict[Variant, frozenset[str]]) -> Iterator[Finding]:
    """Yield each required fact that a handout does not print, or not as safety text."""
    whole = {id_: id_ for id_ in library.handouts}
    yield from _check(library, printed, "facts", whole)
    frames = {id_: easy_read_root(id_) for id_ in library.easy_reads}
    yield from _check(library, printed, "easy_read", frames)


def _check(
    library: Library, printed: dict[Variant, frozenset[str]], field: str, names: dict[str, str]
) -> Iterator[Finding]:
    """Yield what is not carried of one part of the file; `names` are those in `printed`."""
    facts: dict[str, Fact] = getattr(library.facts, field)
    for key, fact in facts.items():
        for handout, ids in fact.carried_by.items():
            place: KeyPath = (field, key, "carried_by", handout)
            if handout not in names:
                edition = "" if field == "facts" else "easy-read edition of the "
                yield _finding(
                    library,
                    place,
                    f"the fact “{key}” belongs to the {edition}handout “{handout}”, which is not "
                    "there",
                    f"known: {', '.join(names)}",
                )
                continue
            for index, id_ in enumerate(ids):
                where = (handout, names[handout])
                for finding in _carried(library, printed, (key, fact), where, id_):
                    yield finding.at(**library.files[FACTS].place((*place, index)))


def _carried(
    library: Library,
    printed: dict[Variant, frozenset[str]],
    named: tuple[str, Fact],
    where: tuple[str, str],
    id_: str,
) -> Iterator[Finding]:
    """Yield where a fact is not carried. `where` is the handout and the name of what it prints."""
    (key, fact), (handout, name) = named, where
    lacking: dict[str, list[str]] = {}
    unmarked: set[str] = set()
    for region in library.regions:
        for route in EVERY_ROUTE:
            if not fact.when.holds(routes_of(route), region):
                continue
            needed = _needed(library, id_, route, region)
            segment = library.segments.get(needed)
            if segment and fact.safety and not segment.safety and needed not in unmarked:
                unmarked.add(needed)
                yield Finding(
                    "fact-not-safety",
                    f"{needed} carries the safety fact “{key}” but is not marked as safety text",
                    hint=f"mark it in {segment.file}, line {segment.line}: safety: true",
                    handout=handout,
                    segment=needed,
                )
            if needed not in printed.get((name, route, region), frozenset()):
                lacking.setdefault(needed, []).append(packet_name(route, region))
    for needed, variants in lacking.items():
        yield Finding(
            "fact-missing",
            f"the fact “{key}” is not carried: {needed} is not printed for {first_of(variants)}",
            hint=f"put it back, or name what now says: {fact.fact}",
            handout=handout,
            segment=needed,
        )


def _needed(library: Library, id_: str, route: str | None, region: str) -> str:
    """Return the id of the segment that a sheet must print, its region and phrasing put in."""
    needed = id_.replace(ANY_REGION, region)
    key = needed.removeprefix("advice.").partition(".")[0]
    if ANY_PHRASING not in needed or key not in library.advice.advice:
        return needed
    phrasing = library.advice.advice[key].phrasing_for(routes_of(route), region, Clinic())
    return needed.replace(ANY_PHRASING, phrasing or ANY_PHRASING)


def _finding(library: Library, place: KeyPath, message: str, hint: str) -> Finding:
    return Finding("fact-unknown", message, hint=hint).at(**library.files[FACTS].place(place))

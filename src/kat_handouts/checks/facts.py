"""Required facts: each is printed where it must be, for every route and region."""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.checks.printed import EVERY_ROUTE, Variant
from kat_handouts.content.facts import ANY_REGION, Fact
from kat_handouts.content.library import Library
from kat_handouts.content.names import FACTS
from kat_handouts.files.yaml_data import KeyPath
from kat_handouts.model.errors import Finding
from kat_handouts.model.sheet import routes_of


def check_facts(library: Library, printed: dict[Variant, frozenset[str]]) -> Iterator[Finding]:
    """Yield each required fact that a handout does not print, or not as safety text."""
    for key, fact in library.facts.facts.items():
        for handout, ids in fact.carried_by.items():
            place: KeyPath = ("facts", key, "carried_by", handout)
            if handout not in library.handouts:
                yield _finding(
                    library,
                    place,
                    f"the fact “{key}” belongs to the handout “{handout}”, which is not there",
                    f"known: {', '.join(library.handouts)}",
                )
                continue
            for index, id_ in enumerate(ids):
                for finding in _carried(library, printed, key, fact, handout, id_):
                    yield finding.at(**library.files[FACTS].place((*place, index)))


def _carried(
    library: Library,
    printed: dict[Variant, frozenset[str]],
    key: str,
    fact: Fact,
    handout: str,
    id_: str,
) -> Iterator[Finding]:
    lacking: dict[str, list[str]] = {}
    for region in library.regions:
        needed = id_.replace(ANY_REGION, region)
        segment = library.segments.get(needed)
        if segment and fact.safety and not segment.safety:
            yield Finding(
                "fact-not-safety",
                f"{needed} carries the safety fact “{key}” but is not marked as safety text",
                hint=f"mark it in {segment.file}, line {segment.line}: safety: true",
                handout=handout,
                segment=needed,
            )
            if ANY_REGION not in id_:
                return
        for route in EVERY_ROUTE:
            shown = printed.get((handout, route, region), frozenset())
            if fact.when.holds(routes_of(route), region) and needed not in shown:
                lacking.setdefault(needed, []).append(f"{route or 'all routes'} in {region}")
    for needed, variants in lacking.items():
        where = ", ".join(variants[:3]) + (" and others" if len(variants) > 3 else "")
        yield Finding(
            "fact-missing",
            f"the fact “{key}” is not carried: {needed} is not printed for {where}",
            hint=f"put it back, or name what now says: {fact.fact}",
            handout=handout,
            segment=needed,
        )


def _finding(library: Library, place: KeyPath, message: str, hint: str) -> Finding:
    return Finding("fact-unknown", message, hint=hint).at(**library.files[FACTS].place(place))

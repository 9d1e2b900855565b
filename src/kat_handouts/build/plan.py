"""Which sheets a build makes."""

from __future__ import annotations

from dataclasses import dataclass

from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.content.library import Library
from kat_handouts.errors import Finding, InputError
from kat_handouts.languages import get_language
from kat_handouts.project import Project
from kat_handouts.sheet import DEFAULT_EDITION, DEFAULT_REGION, Sheet


@dataclass(frozen=True)
class Selection:
    """What a person asked for; empty means all, no paper means the region's own."""

    locales: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    region: str = DEFAULT_REGION
    paper: str | None = None
    edition: str = DEFAULT_EDITION
    route: str | None = None


def plan(project: Project, library: Library, selection: Selection) -> list[Sheet]:
    """Return the sheets of a selection, by locale and then in the order of the handouts.

    Raises `InputError` with every unknown locale, handout or region at once.
    """
    findings: list[Finding] = []
    known = locale_tags(project)
    tags: list[str] = []
    for name in selection.locales or known:
        try:
            tag = get_language(name).tag
        except InputError as error:
            findings += error.findings
            continue
        if tag not in known:
            findings.append(
                Finding(
                    "unknown-locale",
                    f"there is no catalog for “{tag}”",
                    hint=f"known: {', '.join(known)}",
                )
            )
        tags.append(tag)
    handouts = list(selection.handouts) or list(library.handouts)
    for lookup, names in ((library.handout, handouts), (library.region, [selection.region])):
        for name in names:
            try:
                lookup(name)
            except InputError as error:
                findings += error.findings
    if findings:
        raise InputError(findings)
    regular = library.region(selection.region).paper
    order = list(library.handouts)
    return [
        Sheet(
            locale=tag,
            handout=handout,
            region=selection.region,
            paper=selection.paper or regular,
            regular_paper=regular,
            edition=selection.edition,
            route=selection.route,
        )
        for tag in dict.fromkeys(tags)
        for handout in sorted(dict.fromkeys(handouts), key=order.index)
    ]

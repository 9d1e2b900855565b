"""Sites of a clinic: each says in ``clinic.toml`` what differs there, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from kat_handouts.files.project import Project
from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import REGISTRY
from kat_handouts.model.path_names import NEIGHBOURS, is_path_name

# A site's name is part of the path of each of its sheets.
LONGEST_NAME = 30


def site_file(file: SourceFile, name: str) -> SourceFile:
    """Return a clinic's file as a site has it, each field with its own line.

    What the site does not say is the clinic's; an empty text takes away what the clinic says.
    """
    data = {field: value for field, value in file.data.items() if field != "sites"}
    site = SourceFile(file.name, data, dict(file.lines), syntax=file.syntax)
    site.data = _over(data, file.data["sites"][name], (), ("sites", name), site)
    return site


def _over(
    lower: dict[str, Any], upper: dict[str, Any], path: KeyPath, source: KeyPath, site: SourceFile
) -> dict[str, Any]:
    merged = dict(lower)
    for field, value in upper.items():
        here, there = (*path, field), (*source, field)
        below = lower.get(field)
        if isinstance(value, dict) and isinstance(below, dict | None) and not _is_whole(here):
            if below is None:
                site.lines[here] = site.line(there)
            merged[field] = _over(below or {}, value, here, there, site)
        elif value == "":
            merged.pop(field, None)
        else:
            merged[field] = value
            _take(here, there, site)
    return merged


def _is_whole(path: KeyPath) -> bool:
    """Say whether a site's value takes the clinic's whole place: numbers are chosen together."""
    return len(path) > 1 and path[0] == "phones"


def _take(here: KeyPath, there: KeyPath, site: SourceFile) -> None:
    """Take the lines of a field from the site's table, in the place of the clinic's."""
    kept = {path: line for path, line in site.lines.items() if path[: len(here)] != here}
    taken = {
        (*here, *path[len(there) :]): line
        for path, line in site.lines.items()
        if path[: len(there)] == there
    }
    site.lines = kept | taken


def wrong_site_names(file: SourceFile, names: list[str]) -> Iterator[Finding]:
    """Yield what is wrong with the names of sites: each is a folder of its own on every system."""
    for name in names:
        right = "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONGEST_NAME].strip("-")
        if name in REGISTRY:
            problem, right = "is the folder of a language", name
        elif name in NEIGHBOURS:
            problem, right = "is the folder of something else", name
        elif not is_path_name(name) or name != right:
            problem = "cannot be the name of a folder on every system"
        else:
            continue
        right = f"{right}-site" if right == name else right
        yield Finding(
            "clinic-site",
            f"sites: “{name[:60]}” {problem}",
            hint=f"use up to {LONGEST_NAME} small letters, digits and hyphens: "
            f"[sites.{right or 'north'}]",
            file=file.name,
            line=file.line(("sites", name)),
        )


def choose_sites(project: Project, names: tuple[str, ...]) -> Project:
    """Return a project of these sites of its clinic alone; without names it is as it was.

    Raises `InputError` with every name that is none.
    """
    findings = [_unknown_site(name, project) for name in names if name not in project.sites]
    if findings:
        raise InputError(findings)
    return replace(project, chosen=tuple(dict.fromkeys(names)))


def _unknown_site(name: str, project: Project) -> Finding:
    if not project.sites:
        hint = "a site begins with its name in clinic.toml, on a line: [sites.north]"
        return Finding("unknown-site", f"the clinic has no sites, and no “{name[:60]}”", hint)
    close = get_close_matches(name, project.sites, n=1)
    meant = f"did you mean {close[0]}? " if close else ""
    known = ", ".join(project.sites)
    return Finding("unknown-site", f"there is no site “{name[:60]}”", f"{meant}known: {known}")

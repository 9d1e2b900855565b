"""Where the sheets of each site of a clinic go: ``output/<site>``, or ``output`` without sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kat_handouts.batch.manifest import MANIFEST, load_manifest
from kat_handouts.batch.ownership import Owner, owner_of
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, InputError, Severity
from kat_handouts.model.path_names import path_of


@dataclass(frozen=True)
class SiteOutput:
    """The project as a site has it, and the folder of its sheets."""

    project: Project
    path: Path

    @property
    def site(self) -> str:
        """The name of the site; empty for a clinic without sites."""
        return self.project.site


def site_outputs(project: Project, output: Path) -> list[SiteOutput]:
    """Return the chosen sites of a project with their folders below an output folder."""
    return [
        SiteOutput(one, output / path_of(one.site) if one.site else output)
        for one in project.by_site
    ]


def one_site(project: Project, output: Path) -> SiteOutput:
    """Return the one site that is chosen; raises `InputError` where there are several."""
    found = site_outputs(project, output)
    if len(found) > 1:
        names = [one.site for one in found]
        raise _which_site(names, f"--site {names[0]}")
    return found[0]


def site_of_sheet(project: Project, output: Path, sheet: str) -> tuple[SiteOutput, str]:
    """Return the site that the name of a sheet begins with, and the rest of the name.

    Where one site is chosen it may be left out. Raises `InputError` where it is not clear.
    """
    found = site_outputs(project, output)
    begin, _, rest = sheet.strip("/").partition("/")
    for one in found:
        if one.site and one.site == begin:
            return one, rest
    if len(found) > 1:
        names = [one.site for one in found]
        raise _which_site(names, f"{names[0]}/{sheet.strip('/')[:80]}")
    return found[0], sheet


def _which_site(names: list[str], right: str) -> InputError:
    problem = f"this clinic has {len(names)} sites, and one is meant"
    return InputError(
        Finding("unknown-site", problem, hint=f"name it: {right}; sites: {', '.join(names)}")
    )


def outdated_outputs(project: Project, output: Path) -> Iterator[Finding]:
    """Yield a warning for sheets below an output folder that no site's build brings up to date:
    those of before the clinic had sites, and those of a site that it no longer has.
    """
    if not project.sites:
        return
    ours = owner_of(project)
    folders = sorted(path for path in output.glob("*") if path.name not in project.sites)
    for path in (output, *folders):
        owner = _owner_in(path)
        if owner is None or (owner.project, owner.file) != (ours.project, ours.file):
            continue
        if owner.site if path == output else owner.site != path.name:
            continue
        yield Finding(
            "output-site",
            f"these are the sheets of {owner}, which has no such folder any more, and no build "
            "brings them up to date",
            hint="delete them: the sheets of each site are in the folder of its name, "
            f"{', '.join(project.sites)}",
            severity=Severity.WARNING,
            file=str(path / MANIFEST),
        )


def _owner_in(path: Path) -> Owner | None:
    if not (path / MANIFEST).is_file():
        return None
    try:
        return load_manifest(path).owner
    except InputError:
        return None

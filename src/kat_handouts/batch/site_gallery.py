"""``output/index.html`` of a clinic with sites: where the sheets of each are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kat_handouts.batch.gallery import INDEX, is_made_from, name_of_site, template_bytes
from kat_handouts.batch.sites import site_outputs
from kat_handouts.batch.toolchain import versions
from kat_handouts.files.atomic import write_whole
from kat_handouts.files.project import Project
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import Finding, InputError, Severity


def write_site_gallery(project: Project, output: Path) -> list[Finding]:
    """Write a page that leads to the gallery of each site that was built; without sites, none.

    Returns a warning where it cannot be written, or where somebody's own page is there.
    """
    # Whichever sites were meant this time, the page shows all of them.
    there = [
        one
        for one in site_outputs(replace(project, chosen=()), output)
        if one.site and (one.path / INDEX).is_file()
    ]
    if not there:
        return []
    sites = [
        {
            "id": one.site,
            "name": name_of_site(one.project),
            "file": f"{one.site}/{INDEX}",
            "address": one.project.clinic.address,
            "phone": one.project.clinic.phone("daytime"),
        }
        for one in there
    ]
    values: dict[str, object] = {"sites": sites, "whose": project.clinic.name}
    key = digest(repr((values, versions())), *template_bytes(project))
    try:
        if not is_made_from(output, key):
            _write(project, output, values, key)
    except InputError as error:
        return [replace(found, severity=Severity.WARNING) for found in error.findings]
    return []


def _write(project: Project, output: Path, values: dict[str, object], key: str) -> None:
    from kat_handouts.render.html import environment, fill
    from kat_handouts.render.template_files import TemplateFiles

    templates = environment(TemplateFiles(project))
    html = fill("gallery/sites.html.j2", templates, **values, made_from=key)
    write_whole(output / INDEX, html.encode())

"""``clinic.toml``: read, validated with file, line and hint, and turned into a `Clinic`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kat_handouts.clinic.accent import LEAST_CONTRAST, is_readable, nearest_readable
from kat_handouts.clinic.errors import PictureError
from kat_handouts.clinic.logo import load_logo
from kat_handouts.clinic.schema import ClinicFields, ClinicFile
from kat_handouts.clinic.sites import site_file, wrong_site_names
from kat_handouts.files.toml_data import read_toml
from kat_handouts.files.validation import validate
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.clinic import Clinic, Opening, Picture, Purpose
from kat_handouts.model.editions import get_edition
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import get_language
from kat_handouts.model.phone import Phone
from kat_handouts.model.tags import suggested_region


@dataclass(frozen=True)
class Clinics:
    """A clinic, and as each of its sites has it, by the site's name, in the order of the file."""

    clinic: Clinic
    sites: dict[str, Clinic]


def load_clinics(path: Path, shown: str, regions: list[str]) -> Clinics:
    """Return the clinic of a file with its sites.

    `shown` is the file's path in messages, `regions` are the known codes. Raises `InputError` with
    every problem at once.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _unreadable(
            shown, "the file is not UTF-8", "save it again with the encoding UTF-8", line
        ) from None
    except OSError as error:
        raise _unreadable(
            shown, error.strerror or "", "let the file be read by whoever builds"
        ) from None
    # Whatever ends its lines.
    file = read_toml(text.replace("\r\n", "\n").replace("\r", "\n"), shown)
    if file.data is None:
        raise InputError(file.findings)
    # Sites may share a logo, which is slow to clean.
    load = cache(load_logo)
    clinic = _read(file, ClinicFile, path.parent, regions, load)
    names = _site_names(file)
    findings = [*file.findings, *wrong_site_names(file, names)]
    sites: dict[str, Clinic] = {}
    for name in names:
        site = site_file(file, name)
        if found := _read(site, ClinicFields, path.parent, regions, load):
            sites[name] = found
        findings += [one.at(site=name) for one in site.findings if one not in file.findings]
    if findings or clinic is None:
        raise InputError(sorted(findings, key=lambda found: found.line or 0))
    return Clinics(clinic, sites)


def _site_names(file: SourceFile) -> list[str]:
    """Return the names of the sites that can be read, whatever they say."""
    sites = file.data.get("sites") if isinstance(file.data, dict) else None
    if not isinstance(sites, dict):
        return []
    return [name for name, site in sites.items() if isinstance(site, dict)]


def _read(
    file: SourceFile,
    model: type[ClinicFields],
    folder: Path,
    regions: list[str],
    load: Callable[[Path], Picture],
) -> Clinic | None:
    """Return the clinic of a file, or None where its data are wrong; problems are added to it."""
    data = validate(file, model)
    logo = _checked(file, data or _right_part(file.data, model), folder, regions, load)
    return None if data is None or file.findings else _clinic(data, logo)


def _unreadable(shown: str, reason: str, hint: str, line: int | None = None) -> InputError:
    problem = f"cannot be read: {reason}"
    return InputError(Finding("clinic-file", problem, hint, file=shown, line=line))


def _right_part(data: dict[str, Any], model: type[ClinicFields]) -> ClinicFields:
    """Return what is right of a file, so that the rest of it is looked at in the same run."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = {problem["loc"][0] for problem in error.errors(include_url=False)}
        return model.model_validate(
            {name: value for name, value in data.items() if name not in wrong}
        )


def _checked(
    file: SourceFile,
    data: ClinicFields,
    folder: Path,
    regions: list[str],
    load: Callable[[Path], Picture],
) -> Picture | None:
    def wrong(rule: str, field: str, message: str, hint: str) -> None:
        line = file.line((field,))
        file.findings.append(Finding(rule, f"{field}: {message}", hint, file=file.name, line=line))

    if data.region is not None and data.region not in regions:
        close = suggested_region(data.region, regions)
        wrong(
            "unknown-region",
            "region",
            f"there is no region “{data.region}”",
            (f'write it so: region = "{close}"; ' if close else "")
            + f"known: {', '.join(regions)}",
        )
    if data.accent and not is_readable(data.accent):
        wrong(
            "clinic-accent",
            "accent",
            f"{data.accent} cannot be read on white paper: its contrast is below "
            f"{LEAST_CONTRAST:g} to 1",
            f"the nearest that can is {nearest_readable(data.accent)}",
        )
    for field, names, lookup in (
        ("languages", data.languages, get_language),
        ("editions", data.editions, get_edition),
    ):
        for name in names:
            try:
                lookup(name)
            except InputError as error:
                file.findings += [
                    replace(found, message=f"{field}: {found.message}").at(
                        file=file.name, line=file.line((field,))
                    )
                    for found in error.findings
                ]
    if not data.logo:
        return None
    if not data.name and "name" not in file.data:
        wrong(
            "clinic-logo", "logo", "needs the clinic's name", "whoever cannot see it hears the name"
        )
    path = folder / data.logo
    if not path.resolve().is_relative_to(folder.resolve()):
        wrong("clinic-logo", "logo", "lies outside the clinic's folder", "copy it beside this file")
        return None
    try:
        return load(path)
    except PictureError as error:
        wrong("clinic-logo", "logo", f"{data.logo}: {error}", error.hint)
        return None


def _clinic(data: ClinicFields, logo: Picture | None) -> Clinic:
    phones: dict[Purpose, tuple[Phone, ...]] = {
        "daytime": data.phones.daytime,
        "after-hours": data.phones.after_hours,
        "interpreter": data.phones.interpreter,
    }
    hours: dict[Purpose, tuple[Opening, ...]] = {
        "daytime": data.hours.daytime,
        "after-hours": data.hours.after_hours,
        "interpreter": data.hours.interpreter,
    }
    return Clinic(
        name=data.name,
        phones={purpose: numbers for purpose, numbers in phones.items() if numbers},
        hours={purpose: one for purpose, one in hours.items() if one},
        address=tuple(data.address),
        website=data.website,
        logo=logo,
        accent=data.accent,
        paper=data.paper,
        region=data.region,
        routes=tuple(data.routes),
        no_food=data.times.no_food_hours,
        no_drink=data.times.no_drink_hours,
        stay=data.times.stay_minutes,
        no_driving=data.times.no_driving_hours,
        reviewed=data.review.reviewed if data.review else None,
        next_review=data.review.next_review if data.review else None,
        reviewed_by=data.review.by if data.review else "",
        languages=tuple(get_language(tag).tag for tag in data.languages),
        editions=tuple(data.editions),
        fields=tuple(data.fields),
    )

"""What a build would do, and why; nothing is built."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kat_handouts.batch.build import load_and_plan
from kat_handouts.batch.cache import Cache
from kat_handouts.batch.inputs import key_of, reasons
from kat_handouts.batch.keys import KeyedSheet, KeyResolver
from kat_handouts.batch.manifest import ManifestEntry, read_manifest
from kat_handouts.batch.output import is_whole
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import BuildReport, Outcome
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError
from kat_handouts.model.sheet import Sheet


@dataclass(frozen=True)
class Forecast:
    """What would become of one sheet. `reasons` say why it is not left as it is."""

    sheet: Sheet
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    key: str = ""
    inputs: dict[str, str] | None = None


@dataclass(frozen=True)
class DryRun:
    """The forecasts of a plan, in its order, and what is wrong; `localiser` is what was read."""

    localiser: Localiser
    forecasts: list[Forecast]
    findings: list[Finding]
    errors: list[KatHandoutsError]


def dry_run(project: Project, selection: Selection, output: Path, cache: Cache | None) -> DryRun:
    """Return what a build of a selection would do.

    Raises `InputError` where the content or the selection is wrong.
    """
    localiser, planned = load_and_plan(project, selection)
    entries = read_manifest(output)
    resolver = KeyResolver(localiser, cache)
    keyed_plan = resolver.resolve(planned.sheets)
    report = BuildReport()
    report.note_findings(planned.findings)
    found: dict[Sheet, Forecast] = {}
    for sheets, error in keyed_plan.failed:
        report.note(error)
        for sheet in sheets:
            messages = tuple(one.message for one in error.findings)
            found[sheet] = Forecast(sheet, Outcome.FAILED, messages)
    for keyed in keyed_plan.keyed:
        entry = entries.get(keyed.sheet.path)
        found[keyed.sheet] = _forecast(keyed, entry, resolver, output, cache)
    forecasts = [found[sheet] for sheet in planned.sheets]
    return DryRun(localiser, forecasts, report.findings, report.errors)


def find_sheet(result: DryRun, name: str) -> Forecast:
    """Return the forecast of a sheet by its name or file; raises `InputError` for no such one."""
    sought = name.strip("/").removesuffix(".pdf").removesuffix(".html")
    names = [one.sheet.name for one in result.forecasts]
    for one in result.forecasts:
        if name == one.sheet.path or sought == one.sheet.name:
            return one
    close = get_close_matches(sought, names, n=3) or names[:3]
    raise InputError(
        Finding(
            "unknown-sheet",
            f"no sheet “{name}” is selected",
            hint=f"such as {', '.join(close)}; --edition and the like select others",
        )
    )


def _forecast(
    keyed: KeyedSheet,
    entry: ManifestEntry | None,
    resolver: KeyResolver,
    output: Path,
    cache: Cache | None,
) -> Forecast:
    sheet = keyed.sheet
    if entry:
        inputs = resolver.inputs(keyed, entry.templates)
        key = key_of(inputs)
        if entry.key == key and is_whole(output, entry):
            return Forecast(sheet, Outcome.UNCHANGED, (), key, inputs)
    why = _why(entry, keyed, resolver, cache)
    for templates in cache.get_templates(keyed.base) if cache else ():
        inputs = resolver.inputs(keyed, templates)
        if cache and cache.get(key_of(inputs)):
            return Forecast(sheet, Outcome.FROM_CACHE, why, key_of(inputs), inputs)
    # Which templates a sheet depends on is known once it has been made.
    inputs = resolver.inputs(keyed, entry.templates if entry else ())
    return Forecast(sheet, Outcome.BUILT, why, key_of(inputs) if entry else "", inputs)


def _why(
    entry: ManifestEntry | None, keyed: KeyedSheet, resolver: KeyResolver, cache: Cache | None
) -> tuple[str, ...]:
    if entry is None:
        return ("it is not there yet",)
    if not entry.key:
        return ("a font changed while it was being built",)
    inputs = resolver.inputs(keyed, entry.templates)
    if entry.key == key_of(inputs):
        return ("its file is missing or damaged",)
    before = cache.about(entry.key) if cache else None
    if before is None:
        return ("it has changed, and the cache no longer knows what it was made from",)
    return tuple(reasons(before.inputs, inputs))

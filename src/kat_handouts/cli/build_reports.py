"""What ``kat-handouts build`` says of a build, a forecast and a verification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kat_handouts.batch.dry_run import DryRun, Forecast
from kat_handouts.batch.inputs import shortened
from kat_handouts.batch.origins import Origins
from kat_handouts.batch.report import BuildReport, Outcome
from kat_handouts.batch.sites import SiteOutput
from kat_handouts.batch.verify import Verification
from kat_handouts.cli import exit_status
from kat_handouts.cli.progress import print_line
from kat_handouts.cli.report import findings_data, print_findings, print_json, say
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import Finding, KatHandoutsError, once_by_site

_WORDS = {
    Outcome.BUILT: "built",
    Outcome.FROM_CACHE: "from the cache",
    Outcome.UNCHANGED: "unchanged",
    Outcome.FAILED: "failed",
}


def print_summaries(
    reports: Mapping[str, BuildReport],
    refused: Mapping[str, KatHandoutsError],
    outputs: list[SiteOutput],
    outdated: list[Finding],
) -> None:
    """Say what came of the build of each site, and what is wrong at which of them."""
    found = {site: list(report.findings) for site, report in reports.items()}
    found |= {site: list(error.findings) for site, error in refused.items()}
    in_order = {one.site: found[one.site] for one in outputs}
    print_findings([*once_by_site(in_order), *outdated])
    for one in outputs:
        if report := reports.get(one.site):
            _print_summary(report, one.path, one.project.clinic)
        elif one.site:
            say(f"nothing was built in {one.path}/")


def _print_summary(report: BuildReport, output: Path, clinic: Clinic) -> None:
    """Say what is there now, whose it is, and what a reader must know of it."""
    present = report.present
    pages = sum(entry.pages for entry in present)
    counted = _counted(Counter(done.outcome for done in report.done))
    say(f"{len(present)} of {report.planned} handouts ({pages} pages) in {output}/: {counted}")
    if present and clinic.name:
        say(f"Their footer names {clinic.name}.")
    elif present:
        say("Their footer names no clinic; a clinic.toml in the project's folder would name one.")
    unsigned = sum(not entry.facts.catalog.is_signed for entry in present)
    if unsigned:
        say(f"{unsigned} of them say on their first page that nobody has signed their text.")
        if clinic.reviewed_by:
            say(f"Their footer says that they were reviewed: {clinic.reviewed_by}. Sign the text")
            say("with kat-handouts review sign, or leave [review] out of clinic.toml.")
    english = {
        entry.sheet.locale
        for entry in present
        if entry.facts.catalog.untranslated + entry.facts.catalog.fuzzy
    }
    if english:
        say(f"Some text has no translation and prints in English: {', '.join(sorted(english))}")


def print_refusal_line(error: KatHandoutsError, site: str) -> None:
    """Print for a machine why nothing could be built, at a site or at all."""
    print_line({"event": "error", **_place(site), **findings_data(error.findings)})


def print_summary_line(report: BuildReport, output: SiteOutput) -> None:
    """Print the end of a build for a machine: the last line of its JSON."""
    counted = Counter(done.outcome for done in report.done)
    print_line(
        {
            "event": "summary",
            **_place(output.site),
            "output": str(output.path),
            "planned": report.planned,
            **{outcome.value: counted[outcome] for outcome in Outcome},
            "files": [entry.as_dict() for entry in report.present],
            **findings_data(report.findings),
            "exit_status": exit_status.of_errors(report.errors),
        }
    )


def print_dry_runs(results: Mapping[str, DryRun], *, as_json: bool) -> None:
    """Say what a build would do at each site: a line for each sheet that does not stay as it is."""
    findings = once_by_site({site: result.findings for site, result in results.items()})
    forecasts = [(site, one) for site, result in results.items() for one in result.forecasts]
    if as_json:
        sheets = [_data(one, site) for site, one in forecasts]
        print_json({"sheets": sheets, **findings_data(findings)})
        return
    print_findings(findings)
    for site, one in forecasts:
        if one.outcome not in (Outcome.UNCHANGED, Outcome.FAILED):
            cached = " (in the cache)" if one.outcome is Outcome.FROM_CACHE else ""
            name = f"{site}/{one.sheet.name}" if site else one.sheet.name
            say(f"{name}: {shortened(list(one.reasons))}{cached}")
    counted = _counted(Counter(one.outcome for _, one in forecasts), built="to build")
    say(f"{len(forecasts)} handouts: {counted}; nothing was written")


def print_explanation(found: Forecast, origins: Origins, site: str, *, as_json: bool) -> None:
    """Print everything that can change the bytes of a sheet, with its digest or version, and from
    which layer it comes.
    """
    inputs = found.inputs or {}
    if as_json:
        print_json({**_data(found, site), "inputs": inputs, "origins": asdict(origins)})
        return
    say(f"{found.sheet.path}: {_WORDS[found.outcome]}")
    for reason in found.reasons:
        say(f"  {reason}")
    if found.key:
        say(f"key {found.key}")
    width = max((len(name) for name in inputs), default=0)
    for name, value in inputs.items():
        say(f"  {name:{width}}  {value}")
    if not any(name.startswith("template:") for name in inputs):
        say("  its templates and pictures are known once it has been made")
    _print_origins(origins)


def _print_origins(origins: Origins) -> None:
    if origins.files:
        say("files, by layer")
    width = max((len(name) for name in origins.files), default=0)
    for name, layers in origins.files.items():
        for place, layer in enumerate(layers):
            own = f": {', '.join(layer.entries)}" if layer.entries else ""
            say(f"  {'' if place else name:{width}}  {layer.layer}  {layer.path}{own}")
    if origins.texts:
        say("the project's own texts on this sheet")
    for text in origins.texts:
        say(f"  {text.segment}: {text.kind}, {text.path}:{text.line or 1}")


def print_verifications(results: Mapping[str, Verification], *, as_json: bool) -> None:
    """Say which sheets were made again, and what differs."""
    result = Verification()
    for site, found in results.items():
        result.compared += [f"{site}/{name}" if site else name for name in found.compared]
        result.recorded += found.recorded
        result.findings += found.findings
    if as_json:
        print_json(
            {
                "compared": result.compared,
                "recorded": result.recorded,
                **findings_data(result.findings),
            }
        )
        return
    print_findings(result.findings)
    compared = f"{len(result.compared)} of {result.recorded} sheets made again"
    differ = len({finding.file for finding in result.findings})
    say(f"{compared}: " + (f"{differ} differ" if differ else "all have the same bytes"))


def _counted(counted: Counter[Outcome], built: str = "built") -> str:
    words = {**_WORDS, Outcome.BUILT: built}
    parts = [f"{counted[outcome]} {words[outcome]}" for outcome in Outcome if counted[outcome]]
    return ", ".join(parts) or "none"


def _place(site: str) -> dict[str, object]:
    return {"site": site} if site else {}


def _data(one: Forecast, site: str) -> dict[str, object]:
    return {
        **_place(site),
        "sheet": one.sheet.name,
        "file": one.sheet.path,
        "outcome": one.outcome,
        "reasons": list(one.reasons),
        "key": one.key,
    }

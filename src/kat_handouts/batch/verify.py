"""Make sheets of a manifest again and compare: the same inputs must give the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kat_handouts.batch.build import load_and_plan
from kat_handouts.batch.inputs import key_of, with_templates
from kat_handouts.batch.keys import KeyedSheet, KeyResolver
from kat_handouts.batch.manifest import MANIFEST, ManifestEntry, read_manifest
from kat_handouts.batch.output import is_whole
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Done, OnEvent, Outcome, Planned
from kat_handouts.files.project import Project
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError
from kat_handouts.model.languages import get_language
from kat_handouts.workers.renderer import Renderer

# Sheets in a sample, unless there are more scripts and editions than that.
SAMPLE = 24


@dataclass
class Verification:
    """How many sheets were made again, of how many, and which differ."""

    compared: list[str] = field(default_factory=list)
    recorded: int = 0
    findings: list[Finding] = field(default_factory=list)


def verify(
    project: Project,
    selection: Selection,
    output: Path,
    renderer: Renderer,
    on_event: OnEvent = lambda event: None,
) -> Verification:
    """Render a sample of the selected sheets of a manifest again and compare the bytes.

    Neither the folder's files nor the cache are used for it, and nothing is written.
    Raises `InputError` where the content or the selection is wrong, or nothing is recorded.
    """
    localiser, planned = load_and_plan(project, selection)
    entries = read_manifest(output)
    recorded = [sheet for sheet in planned.sheets if sheet.path in entries]
    if not recorded:
        raise InputError(
            Finding(
                "manifest",
                "none of the selected sheets is in the manifest",
                hint="build them first",
                file=str(output / MANIFEST),
            )
        )
    resolver = KeyResolver(localiser, None)
    keyed_plan = resolver.resolve(recorded)
    result = Verification(recorded=len(recorded))
    for _, error in keyed_plan.failed:
        result.findings += error.findings
    sample = _sample(keyed_plan.keyed)
    on_event(Planned(len(sample), len(sample)))
    by_sheet = {one.sheet: one for one in sample}
    documents = [keyed_plan.documents[one.sheet] for one in sample]
    for document, made in renderer.render_all(documents):
        sheet = document.sheet
        result.compared.append(sheet.path)
        if isinstance(made, KatHandoutsError):
            found = list(made.findings)
        else:
            inputs = with_templates(by_sheet[sheet].inputs, made.files)
            found = _differences(inputs, entries[sheet.path], output, made.data)
        result.findings += found
        on_event(Done(sheet, Outcome.FAILED if found else Outcome.BUILT, findings=tuple(found)))
    result.compared.sort()
    return result


def _sample(keyed: list[KeyedSheet]) -> list[KeyedSheet]:
    """Return sheets of each script, edition and format, spread over languages and handouts."""
    groups: dict[tuple[str, ...], list[KeyedSheet]] = {}
    for one in sorted(keyed, key=lambda one: one.base):
        sheet = one.sheet
        kind = (get_language(sheet.locale).script.code, sheet.edition, sheet.format)
        groups.setdefault(kind, []).append(one)
    sample = [group.pop() for group in groups.values()]
    while len(sample) < SAMPLE and any(groups.values()):
        sample += [group.pop() for group in groups.values() if group][: SAMPLE - len(sample)]
    return sample


def _differences(
    inputs: dict[str, str], entry: ManifestEntry, output: Path, data: bytes
) -> list[Finding]:
    file = str(output / entry.file)
    found = []
    if not is_whole(output, entry):
        found.append(
            Finding(
                "verify-file",
                "the file is not the one that the manifest names",
                hint="build again",
                file=file,
            )
        )
    if digest(data) == entry.sha256:
        return found
    then = {**_named("font", entry.fonts), **_named("version", entry.made_with)}
    now = {name: inputs.get(name, "none") for name in then}
    other = [name.partition(":")[2] for name in then if then[name] != now[name]]
    if entry.key == key_of(inputs):
        message = "made again from the same, it has other bytes"
        hint = "please report this: the same inputs must give the same file"
    elif other:
        message = f"it was made with other versions: {', '.join(other)}"
        hint = "build again, or install what the manifest names"
    else:
        message = "it was made from other content, translations, templates or settings"
        hint = "kat-handouts build plan tells which"
    return [*found, Finding("verify", message, hint=hint, file=file)]


def _named(kind: str, values: dict[str, str]) -> dict[str, str]:
    return {f"{kind}:{name}": value for name, value in values.items()}

"""Check the content files against each other: what one names, another must hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pydantic import BaseModel

from kat_handouts.content.blocks import RegionStatement, When
from kat_handouts.content.facts import RequiredFacts
from kat_handouts.content.names import LABELS, handout_name, region_name
from kat_handouts.content.schema import Handout, Labels, Region
from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding
from kat_handouts.model.sheet import ROUTES

# Labels that the program itself prints; a label file without one of them is refused.
REQUIRED_LABELS = (
    "page-number",
    "reviewed",
    "next-review",
    "interpreter-line",
    "no-food",
    "no-drink",
    "stay",
    "clinic",
    "not-signed-source",
    "not-signed-translation",
    "not-checked-translation",
    "contacts",
    "emergency",
    "clinic-phone",
    "after-hours-phone",
    "next-visit",
    "interpreter",
    "nobody-answers",
    "crisis-lines",
    "poison-lines",
    "poison-emergency",
    "text-line",
    "own-words",
    "disclaimer",
    "draft",
    "on-this-page",
    "read-aloud",
)


def cross_check(
    handouts: dict[str, Handout],
    regions: dict[str, Region],
    labels: Labels | None,
    files: dict[str, SourceFile],
) -> list[Finding]:
    """Return what is wrong between files: codes used twice, missing texts."""
    findings: list[Finding] = []
    codes: dict[str, str] = {}
    for id_, handout in handouts.items():
        file = files[handout_name(id_)]
        if handout.code in codes:
            findings.append(
                Finding(
                    "duplicate-id",
                    f"the code {handout.code} is also that of {codes[handout.code]}",
                    hint="give each handout its own code",
                    file=file.name,
                    line=file.line(("code",)),
                )
            )
        codes.setdefault(handout.code, id_)
        for section_key, section in handout.sections.items():
            for block_key, block in section.blocks.items():
                path: KeyPath = ("sections", section_key, "blocks", block_key)
                if isinstance(block, RegionStatement):
                    findings += _check_statement(block, regions, file, path)
    if labels:
        file = files[LABELS]
        findings += [
            Finding(
                "missing-field",
                f"the label “{name}” is missing",
                hint="every sheet prints it: add it under labels",
                file=file.name,
                line=1,
            )
            for name in REQUIRED_LABELS
            if name not in labels.labels
        ]
    return findings


def unknown_regions(
    models: Mapping[str, BaseModel], regions: Collection[str], files: dict[str, SourceFile]
) -> Iterator[Finding]:
    """Yield the regions that content files name and that are not there."""
    for name, model in models.items():
        for place, region in _regions_named(model, ()):
            if region not in regions:
                yield Finding(
                    "unknown-region",
                    f"there is no region “{region}”",
                    hint=f"known: {', '.join(regions)}",
                    file=files[name].name,
                    line=files[name].line(place),
                )


def practical_owners(
    handouts: dict[str, Handout], facts: RequiredFacts | None, files: dict[str, SourceFile]
) -> Iterator[Finding]:
    """Yield practical handouts that required facts rest on."""
    for key, fact in facts.facts.items() if facts else ():
        for id_ in fact.carried_by:
            if id_ in handouts and handouts[id_].is_practical:
                file = files[handout_name(id_)]
                yield Finding(
                    "handout-kind",
                    f"the handout carries the required fact “{key}”, so that it is not practical",
                    hint="take the line “kind: practical” out",
                ).at(**file.place(("kind",)))


def _regions_named(model: BaseModel, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, When):
            for region in value.region:
                yield (*path, name, "region"), region
        elif isinstance(value, dict):
            for key, child in value.items():
                if isinstance(child, BaseModel):
                    yield from _regions_named(child, (*path, name, key))


def _check_statement(
    block: RegionStatement, regions: dict[str, Region], file: SourceFile, path: KeyPath
) -> list[Finding]:
    return [
        Finding(
            "region-statement",
            f"region “{code}” has no statement “{block.statement}”",
            hint=f"add it under statements in {region_name(code)}",
            file=file.name,
            line=file.line((*path, "statement")),
        )
        for code, region in regions.items()
        if block.statement not in region.statements and block.when.holds(ROUTES, code)
    ]

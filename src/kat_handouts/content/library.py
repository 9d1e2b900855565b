"""Read the whole content: handouts, regions and labels, with every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel

from kat_handouts.content.cross_check import cross_check
from kat_handouts.content.facts import RequiredFacts
from kat_handouts.content.overrides import NAME as OVERRIDES
from kat_handouts.content.overrides import TextOverrides, apply_overrides
from kat_handouts.content.releases import NAME as RELEASED
from kat_handouts.content.releases import Released
from kat_handouts.content.schema import Handout, Labels, Region
from kat_handouts.content.segments import Segment, segments_of
from kat_handouts.content.sources import Sources
from kat_handouts.content.vocabulary import Glossary, Wording
from kat_handouts.files.loading import load_file
from kat_handouts.files.project import Project
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.errors import Finding, InputError

Model = TypeVar("Model", bound=BaseModel)

# Files in content/ that are no handouts.
_SHARED = {
    f"content/{name}.yaml"
    for name in (
        *("glossary", "labels", "released", "required-facts", "sources", "texts"),
        "wording",
    )
}


@dataclass(frozen=True)
class Library:
    """All content, in reading order: handouts by their codes, then regions, then labels."""

    handouts: dict[str, Handout]
    regions: dict[str, Region]
    labels: Labels
    wording: Wording
    glossary: Glossary
    sources: Sources
    facts: RequiredFacts
    released: Released
    segments: dict[str, Segment]
    files: dict[str, SourceFile]

    @cached_property
    def safety_segments(self) -> frozenset[str]:
        """The ids of the segments that may never go missing."""
        return frozenset(segment.id for segment in self.segments.values() if segment.safety)

    @property
    def revisions(self) -> dict[str, tuple[str, int]]:
        """The code and the revision that stand on paper for each content file, by its name."""
        return {
            **{f"content/{id_}.yaml": (h.code, h.revision) for id_, h in self.handouts.items()},
            **{
                f"content/regions/{code}.yaml": (code.upper(), region.revision)
                for code, region in self.regions.items()
            },
            "content/labels.yaml": ("Labels", self.labels.revision),
        }

    def handout(self, handout_id: str) -> Handout:
        """Return a handout; raises `InputError` with a suggestion for an unknown id."""
        return _lookup(self.handouts, handout_id, "handout")

    def region(self, code: str) -> Region:
        """Return a region; raises `InputError` with a suggestion for an unknown code."""
        return _lookup(self.regions, code, "region")


Entry = TypeVar("Entry")


def _lookup(entries: dict[str, Entry], name: str, kind: str) -> Entry:
    if name in entries:
        return entries[name]
    close = get_close_matches(name, entries, n=1, cutoff=0.4)
    known = ", ".join(entries)
    raise InputError(
        Finding(
            f"unknown-{kind}",
            f"there is no {kind} “{name}”",
            hint=(f"did you mean {close[0]}? " if close else "") + f"known: {known}",
        )
    )


def handout_ids(project: Project) -> list[str]:
    """Return the ids of the handouts that a project has, by their file names."""
    names = project.names("content", "*.yaml")
    return [_stem(name) for name in names if name not in _SHARED]


def load_library(project: Project) -> Library:
    """Read and validate all content of a project.

    Raises `InputError` with every problem of every file.
    """
    findings: list[Finding] = []
    files: dict[str, SourceFile] = {}

    def load(name: str, model: type[Model]) -> Model | None:
        files[name], parsed = load_file(project, name, model)
        findings.extend(files[name].findings)
        return parsed

    handouts: dict[str, Handout] = {}
    regions: dict[str, Region] = {}
    labels = load("content/labels.yaml", Labels)
    wording = load("content/wording.yaml", Wording)
    glossary = load("content/glossary.yaml", Glossary)
    sources = load("content/sources.yaml", Sources)
    facts = load("content/required-facts.yaml", RequiredFacts)
    released = load(RELEASED, Released)
    for id_ in handout_ids(project):
        if handout := load(f"content/{id_}.yaml", Handout):
            handouts[id_] = handout
    for name in project.names("content/regions", "*.yaml"):
        if region := load(name, Region):
            regions[_stem(name)] = region
    handouts = dict(sorted(handouts.items(), key=lambda entry: entry[1].code))
    findings += cross_check(handouts, regions, labels, files)
    if findings or not (labels and wording and glossary and sources and facts and released):
        raise InputError(findings)

    segments = _index(_all_segments(handouts, regions, labels, files), findings)
    if project.has(OVERRIDES) and (overrides := load(OVERRIDES, TextOverrides)):
        findings += apply_overrides(segments, overrides, files[OVERRIDES])
    if findings:
        raise InputError(findings)
    return Library(
        handouts, regions, labels, wording, glossary, sources, facts, released, segments, files
    )


def _all_segments(
    handouts: dict[str, Handout],
    regions: dict[str, Region],
    labels: Labels,
    files: dict[str, SourceFile],
) -> Iterator[Segment]:
    for id_, handout in handouts.items():
        name = f"content/{id_}.yaml"
        where = f"Handout “{handout.title.text}”"
        yield from segments_of(handout, id_, where, name, files[name])
    for code, region in regions.items():
        name = f"content/regions/{code}.yaml"
        yield from segments_of(region, f"region.{code}", f"Region {code}", name, files[name])
    name = "content/labels.yaml"
    yield from segments_of(labels, "label", "Every sheet", name, files[name])


def _index(segments: Iterable[Segment], findings: list[Finding]) -> dict[str, Segment]:
    index: dict[str, Segment] = {}
    for segment in segments:
        first = index.setdefault(segment.id, segment)
        if first is not segment:
            findings.append(
                Finding(
                    "duplicate-id",
                    f"the segment id {segment.id} is made twice; first on line {first.line}",
                    hint="a key spelled like a field (heading, title) makes this: rename it",
                    file=segment.file,
                    line=segment.line,
                    segment=segment.id,
                )
            )
    return index


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".yaml")

"""Read the whole content: handouts, regions and labels, with every problem at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from kat_handouts.content import names
from kat_handouts.content.advice import AllAdvice
from kat_handouts.content.citations import check_citations
from kat_handouts.content.cross_check import cross_check, practical_owners, unknown_regions
from kat_handouts.content.easy_read import EasyRead, unknown_handouts
from kat_handouts.content.facts import RequiredFacts
from kat_handouts.content.judged import Judged
from kat_handouts.content.overrides import TextOverrides, apply_overrides
from kat_handouts.content.pictures import load_pictures
from kat_handouts.content.questions import Questions
from kat_handouts.content.releases import Released
from kat_handouts.content.schema import Handout, Labels, Region
from kat_handouts.content.segments import Segment, segments_of
from kat_handouts.content.signs import Signs
from kat_handouts.content.sources import Sources
from kat_handouts.content.term_notes import add_term_notes
from kat_handouts.content.vocabulary import Glossary, Wording
from kat_handouts.files.loading import load_entries, load_file
from kat_handouts.files.project import Project
from kat_handouts.files.validation import Model
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.clinic import Picture
from kat_handouts.model.editions import Edition
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.tags import suggested_region


@dataclass(frozen=True)
class Library:
    """All content, in reading order: handouts by their codes, then regions, then labels.

    `easy_reads` are the frames of those handouts that have an easy-read edition.
    """

    handouts: dict[str, Handout]
    regions: dict[str, Region]
    labels: Labels
    signs: Signs
    advice: AllAdvice
    wording: Wording
    glossary: Glossary
    sources: Sources
    facts: RequiredFacts
    questions: Questions
    released: Released
    judged: Judged
    segments: dict[str, Segment]
    files: dict[str, SourceFile]
    # What handouts place, by file name.
    pictures: dict[str, Picture] = field(default_factory=dict)
    easy_reads: dict[str, EasyRead] = field(default_factory=dict)

    @property
    def revisions(self) -> dict[str, tuple[str, int]]:
        """The code and the revision that are on record for each content file, by its name.

        Of a practical handout there is no record.
        """
        return {
            **{
                names.handout_name(id_): (handout.code, handout.revision)
                for id_, handout in self.handouts.items()
                if not handout.is_practical
            },
            **{
                names.easy_read_name(id_): (f"{self.handouts[id_].code}/ER", easy_read.revision)
                for id_, easy_read in self.easy_reads.items()
            },
            **{
                names.region_name(code): (code.upper(), region.revision)
                for code, region in self.regions.items()
            },
            names.LABELS: ("Labels", self.labels.revision),
            names.SIGNS: ("Signs", self.signs.revision),
            names.ADVICE: ("Advice", self.advice.revision),
        }

    def handout_file(self, handout_id: str) -> SourceFile:
        """Return the file that a handout stands in."""
        return self.files[names.handout_name(handout_id)]

    def region_file(self, code: str) -> SourceFile:
        """Return the file that a region stands in."""
        return self.files[names.region_name(code)]

    def handout(self, handout_id: str) -> Handout:
        """Return a handout; raises `InputError` with a suggestion for an unknown id."""
        if handout_id in self.handouts:
            return self.handouts[handout_id]
        raise _unknown("handout", handout_id, self.handouts, self._suggested_handout(handout_id))

    def easy_read(self, handout_id: str) -> EasyRead:
        """Return a handout's frames; raises `InputError` where it has none."""
        if handout_id in self.easy_reads:
            return self.easy_reads[handout_id]
        raise InputError(
            Finding(
                "unknown-edition",
                f"{handout_id} has no easy-read edition",
                hint=f"these have: {', '.join(self.easy_reads) or 'none'}; its frames would stand "
                f"in {names.easy_read_name(handout_id)}",
                handout=handout_id,
            )
        )

    def has_edition(self, handout_id: str, edition: Edition) -> bool:
        """Say whether a handout has an edition: its form, and the words that it is made of."""
        handout = self.handouts[handout_id]
        has_frames = handout_id in self.easy_reads
        return edition.is_for(handout.form, has_frames=has_frames, has_card=handout.has_card)

    def region(self, code: str) -> Region:
        """Return a region; raises `InputError` with a suggestion for an unknown code."""
        if code in self.regions:
            return self.regions[code]
        raise _unknown("region", code, self.regions, suggested_region(code, self.regions))

    def _suggested_handout(self, name: str) -> str | None:
        """Return the handout of a code, a title, a file name, or an id that is spelled much so."""
        sought = name.casefold().removesuffix(".pdf").removesuffix(".yaml")
        for id_, handout in self.handouts.items():
            if sought in (handout.code.casefold(), handout.title.text.casefold()):
                return id_
        words = "-".join(re.findall(r"[^\W_]+", sought))
        return next(iter(get_close_matches(words, self.handouts, n=1, cutoff=0.4)), None)


def _unknown(kind: str, name: str, known: Iterable[str], close: str | None) -> InputError:
    return InputError(
        Finding(
            f"unknown-{kind}",
            f"there is no {kind} “{name[:60]}”",
            hint=(f"did you mean {close}? " if close else "") + f"known: {', '.join(known)}",
        )
    )


def handout_ids(project: Project) -> list[str]:
    """Return the ids of the handouts that a project has, by their file names."""
    found = project.names("content", "*.yaml")
    return [names.stem(name) for name in found if name not in names.NO_HANDOUTS]


def region_codes(project: Project) -> list[str]:
    """Return the codes of the regions that a project has, by their file names."""
    return [names.stem(name) for name in project.names(names.REGIONS, "*.yaml")]


def load_library(project: Project) -> Library:
    """Read and validate all content of a project.

    Raises `InputError` with every problem of every file.
    """
    findings: list[Finding] = []
    files: dict[str, SourceFile] = {}

    def load(name: str, model: type[Model]) -> Model | None:
        if name in names.BY_ENTRY:
            files[name], parsed = load_entries(project, name, model, names.BY_ENTRY[name])
        else:
            files[name], parsed = load_file(project, name, model)
        findings.extend(files[name].findings)
        return parsed

    labels = load(names.LABELS, Labels)
    signs = load(names.SIGNS, Signs)
    advice = load(names.ADVICE, AllAdvice)
    wording = load(names.WORDING, Wording)
    glossary = load(names.GLOSSARY, Glossary)
    sources = load(names.SOURCES, Sources)
    facts = load(names.FACTS, RequiredFacts)
    questions = load(names.QUESTIONS, Questions)
    released = load(names.RELEASED, Released)
    judged = load(names.JUDGED, Judged) if project.has(names.JUDGED) else Judged()
    read = {id_: load(names.handout_name(id_), Handout) for id_ in handout_ids(project)}
    handouts = {id_: handout for id_, handout in read.items() if handout}
    easy_reads = _easy_reads(project, load)
    found = {code: load(names.region_name(code), Region) for code in region_codes(project)}
    regions = {code: region for code, region in found.items() if region}
    findings += _wrong_names(project, handouts, regions)
    handouts = dict(sorted(handouts.items(), key=lambda entry: entry[1].code))
    findings += unknown_handouts(easy_reads, read, files)
    easy_reads = {id_: easy_reads[id_] for id_ in handouts if id_ in easy_reads}
    models = _by_name(handouts, easy_reads)
    findings += unknown_regions(models, regions, files)
    findings += cross_check(_shipped_first(project, handouts), regions, labels, files)
    findings += practical_owners(handouts, facts, files)
    if advice:
        findings += check_citations(models, advice, regions, files)
    pictures = load_pictures(project, handouts, files, findings)
    if findings or judged is None or not (labels and signs and advice and wording and glossary):
        raise InputError(findings)
    if not (sources and facts and questions and released):
        raise InputError(findings)

    every = _all_segments(handouts, easy_reads, signs, advice, regions, labels, files)
    segments = _with_own_words(project, every, files)
    add_term_notes(segments, glossary)
    lists = wording, glossary, sources, facts, questions, released, judged
    own = segments, files, pictures, easy_reads
    return Library(handouts, regions, labels, signs, advice, *lists, *own)


def _easy_reads(
    project: Project, load: Callable[[str, type[EasyRead]], EasyRead | None]
) -> dict[str, EasyRead]:
    found = {
        names.stem(name): load(name, EasyRead) for name in project.names(names.EASY_READS, "*.yaml")
    }
    return {id_: easy_read for id_, easy_read in found.items() if easy_read}


def _by_name(
    handouts: dict[str, Handout], easy_reads: dict[str, EasyRead]
) -> dict[str, Handout | EasyRead]:
    """Return what may cite advice and name regions, by the names of the files."""
    return {
        **{names.handout_name(id_): handout for id_, handout in handouts.items()},
        **{names.easy_read_name(id_): easy_read for id_, easy_read in easy_reads.items()},
    }


def _shipped_first(project: Project, handouts: dict[str, Handout]) -> dict[str, Handout]:
    """Return the handouts in the order in which a clinic's own has to make way."""
    own = {id_ for id_ in handouts if project.own(names.handout_name(id_))}
    return dict(sorted(handouts.items(), key=lambda entry: entry[0] in own))


# ISO 3166-1, in small letters, and where need be a part of the country as ISO 3166-2 has it.
_REGION_CODE = re.compile(r"[a-z]{2}(-[a-z0-9]{1,3})?")


def _wrong_names(
    project: Project, handouts: Iterable[str], regions: Iterable[str]
) -> Iterator[Finding]:
    """Yield the files whose names cannot be the name of a sheet."""
    for id_ in handouts:
        if problem := names.wrong_handout_id(id_):
            yield problem.at(file=project.shown(names.handout_name(id_)))
    for code in regions:
        if not _REGION_CODE.fullmatch(code):
            yield Finding(
                "region-name",
                f"“{code[:60]}” is not the code of a region",
                hint="use the two letters of ISO 3166 in small letters: us.yaml, or us-hi.yaml",
                file=project.shown(names.region_name(code)),
            )


def _all_segments(
    handouts: dict[str, Handout],
    easy_reads: dict[str, EasyRead],
    signs: Signs,
    advice: AllAdvice,
    regions: dict[str, Region],
    labels: Labels,
    files: dict[str, SourceFile],
) -> Iterator[Segment]:
    for id_, handout in handouts.items():
        name = names.handout_name(id_)
        where = f"Handout “{handout.title.text}”"
        yield from segments_of(handout, id_, where, name, files[name])
    for id_, easy_read in easy_reads.items():
        name = names.easy_read_name(id_)
        where = f"Easy-read “{handouts[id_].title.text}”"
        yield from segments_of(easy_read, names.easy_read_root(id_), where, name, files[name])
    yield from segments_of(signs, "sign", "Lists of signs", names.SIGNS, files[names.SIGNS])
    yield from segments_of(advice, "advice", "Advice", names.ADVICE, files[names.ADVICE])
    for code, region in regions.items():
        name = names.region_name(code)
        yield from segments_of(region, f"region.{code}", f"Region {code}", name, files[name])
    yield from segments_of(labels, "label", "Every sheet", names.LABELS, files[names.LABELS])


def _with_own_words(
    project: Project, segments: Iterable[Segment], files: dict[str, SourceFile]
) -> dict[str, Segment]:
    """Return the segments by their ids, a clinic's own words in the place of shipped ones."""
    findings: list[Finding] = []
    index = _index(segments, findings)
    if project.has(names.OVERRIDES):
        file, overrides = load_file(project, names.OVERRIDES, TextOverrides)
        files[names.OVERRIDES] = file
        findings += file.findings
        findings += apply_overrides(index, overrides, file) if overrides else []
    if findings:
        raise InputError(findings)
    return index


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

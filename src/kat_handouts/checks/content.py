"""Check the content: that it is complete, in order and not overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kat_handouts.checks.answers import check_answers
from kat_handouts.checks.cards import check_cards
from kat_handouts.checks.easy_read import check_easy_read
from kat_handouts.checks.exceptions import check_exceptions, without_excepted
from kat_handouts.checks.facts import check_facts
from kat_handouts.checks.notes import check_notes
from kat_handouts.checks.plain_language import check_plain_language
from kat_handouts.checks.practical import check_practical
from kat_handouts.checks.printed import printed_segments
from kat_handouts.checks.questions import check_questions
from kat_handouts.checks.regions import check_regions
from kat_handouts.checks.reviews import check_reviews
from kat_handouts.checks.revisions import check_revisions
from kat_handouts.checks.routes import check_routes
from kat_handouts.checks.scores import Score, check_judged, check_scores, scores, subjects
from kat_handouts.checks.sources import check_sources
from kat_handouts.checks.translatable import check_translatable
from kat_handouts.checks.wording import check_wording
from kat_handouts.clinic.after_hours import missing_after_hours
from kat_handouts.clinic.doubts import clinic_doubts
from kat_handouts.content.blocks import Callout, Effects
from kat_handouts.content.library import Library, load_library
from kat_handouts.content.schema import Handout
from kat_handouts.content.signs import Signs
from kat_handouts.files.overlooked import overlooked_files
from kat_handouts.files.project import Project
from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding, InputError, once_by_site

# CDC Clear Communication Index: longer lists are split or shortened.
LONGEST_LIST = 7


@dataclass(frozen=True)
class ContentReport:
    """What is wrong with the content, and how it scores."""

    findings: list[Finding]
    scores: list[Score]


def check_content(project: Project, *, release: bool = False) -> ContentReport:
    """Return all that is wrong with the content, and its scores.

    What is overdue, and a clinic without a number for after hours, fails only a release.
    """
    sites = project.by_site
    overlooked = [
        *overlooked_files(project, "content", "templates"),
        *once_by_site({one.site: clinic_doubts(one.clinic, one.today) for one in sites}),
        *once_by_site({one.site: missing_after_hours(one) for one in sites if release}),
    ]
    try:
        library = load_library(project)
    except InputError as error:
        return ContentReport([*overlooked, *error.findings], [])
    printed = printed_segments(project, library)
    findings = [
        *_structure(library),
        *check_facts(library, printed),
        *check_sources(project, library, release=release),
        *check_regions(library),
        *check_revisions(project, library),
        *check_plain_language(library, printed),
        *check_wording(library, printed),
        *check_translatable(library),
        *check_notes(library),
        *check_routes(library, printed),
        *check_answers(library, printed),
        *check_questions(library, printed),
        *check_easy_read(library, printed),
        *check_cards(library),
        *check_practical(library),
        *check_reviews(project, library, library.files, release=release),
        *check_exceptions(library),
    ]
    findings = without_excepted(library, findings)
    about = subjects(library, printed, findings)
    found = list(scores(library, about))
    missed = without_excepted(
        library, [*check_scores(library, found), *check_judged(library, about)]
    )
    return ContentReport([*overlooked, *findings, *missed], found)


def _structure(library: Library) -> Iterator[Finding]:
    for id_, handout in library.handouts.items():
        file = library.handout_file(id_)
        types = {
            block.type for section in handout.sections.values() for block in section.blocks.values()
        }
        for name in handout.needs:
            if name not in types:
                yield Finding(
                    "handout-incomplete",
                    f"the handout has no {name} block",
                    hint="a handout ends with a summary, where there is room, and the contacts",
                    file=file.name,
                    line=1,
                    handout=id_,
                )
        yield from _long_lists(id_, handout, library.signs, file)


def _long_lists(id_: str, handout: Handout, signs: Signs, file: SourceFile) -> Iterator[Finding]:
    for section_key, section in handout.sections.items():
        for block_key, block in section.blocks.items():
            path: KeyPath = ("sections", section_key, "blocks", block_key)
            lengths = [len(getattr(block, "items", {}))]
            if isinstance(block, Callout) and block.signs:
                lengths[0] += len([*signs.at("tell-staff", block.signs)])
            for level, group in block.groups.items() if isinstance(block, Effects) else ():
                cited = [*signs.at(level, group.signs, group.onset)] if group.signs else []
                lengths.append(len(group.items) + len(cited))
            for length in lengths:
                if length > LONGEST_LIST:
                    yield Finding(
                        "list-too-long",
                        f"a list of {length} items; {LONGEST_LIST} are the most",
                        hint="split it in two, or leave out what matters least",
                        file=file.name,
                        line=file.line(path),
                        handout=id_,
                        segment=f"{id_}.{section_key}.{block_key}",
                    )

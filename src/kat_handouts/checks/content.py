"""Check the content: that it is complete, in order and not overdue."""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.checks.plain_language import check_plain_language
from kat_handouts.checks.wording import check_wording
from kat_handouts.content.blocks import Checklist, ContactPanel, TeachBack
from kat_handouts.content.library import Library, load_library
from kat_handouts.content.schema import Handout, Region
from kat_handouts.content.yaml_reader import Path, YamlFile
from kat_handouts.errors import Finding, InputError, Severity
from kat_handouts.project import Project

# CDC Clear Communication Index, item 7: longer lists are split or shortened.
LONGEST_LIST = 7


def check_content(project: Project, *, release: bool = False) -> list[Finding]:
    """Return everything that is wrong with the content; overdue reviews fail only a release."""
    try:
        library = load_library(project)
    except InputError as error:
        return list(error.findings)
    return [
        *_structure(library),
        *check_plain_language(library),
        *check_wording(library),
        *_reviews(project, library, release=release),
    ]


def _structure(library: Library) -> Iterator[Finding]:
    needed = {Checklist: "checklist", TeachBack: "teach-back", ContactPanel: "contacts"}
    for id_, handout in library.handouts.items():
        file = library.files[f"content/{id_}.yaml"]
        kinds = {
            type(block)
            for section in handout.sections.values()
            for block in section.blocks.values()
        }
        for kind, name in needed.items():
            if kind not in kinds:
                yield Finding(
                    "handout-incomplete",
                    f"the handout has no {name} block",
                    hint="every handout ends with a checklist, a teach-back and the contacts",
                    file=file.name,
                    line=1,
                    handout=id_,
                )
        yield from _long_lists(id_, handout, file)


def _long_lists(id_: str, handout: Handout, file: YamlFile) -> Iterator[Finding]:
    for section_key, section in handout.sections.items():
        for block_key, block in section.blocks.items():
            path: Path = ("sections", section_key, "blocks", block_key)
            lists = {"items": getattr(block, "items", {})}
            for key, group in getattr(block, "groups", {}).items():
                lists[key] = group.items
            for items in lists.values():
                if len(items) > LONGEST_LIST:
                    yield Finding(
                        "list-too-long",
                        f"a list of {len(items)} items; {LONGEST_LIST} are the most",
                        hint="split it in two, or leave out what matters least",
                        file=file.name,
                        line=file.line(path),
                        handout=id_,
                        segment=f"{id_}.{section_key}.{block_key}",
                    )


def _reviews(project: Project, library: Library, *, release: bool) -> Iterator[Finding]:
    dated: list[tuple[str, Handout | Region]] = [
        *((f"content/{id_}.yaml", handout) for id_, handout in library.handouts.items()),
        *((f"content/regions/{code}.yaml", region) for code, region in library.regions.items()),
    ]
    for name, model in dated:
        if model.next_review < project.today:
            yield Finding(
                "review-overdue",
                f"the review was due on {model.next_review.isoformat()}",
                hint="review the text against its sources, then move both dates",
                severity=Severity.ERROR if release else Severity.WARNING,
                file=library.files[name].name,
                line=library.files[name].line(("next_review",)),
            )

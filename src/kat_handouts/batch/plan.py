"""Which sheets a build makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kat_handouts.catalogs.catalog import locale_tags, unknown_locale
from kat_handouts.clinic.doubts import clinic_doubts
from kat_handouts.content.library import Library
from kat_handouts.files.overlooked import overlooked_files
from kat_handouts.files.project import Project
from kat_handouts.model.editions import Edition, get_edition
from kat_handouts.model.errors import Finding, InputError, Severity
from kat_handouts.model.fields import Fill
from kat_handouts.model.languages import PSEUDO, SOURCE_TAG, get_language
from kat_handouts.model.sheet import DEFAULT_EDITION, DEFAULT_REGION, Format, Sheet


@dataclass(frozen=True)
class Selection:
    """What a person asked for; empty means all.

    No region means the clinic's, or else `DEFAULT_REGION`; no paper the clinic's, or else the
    region's own; no locale and no edition those of the clinic, or else all locales and the standard
    edition. `second` is the second locale of bilingual sheets, `fill` how sheets are filled in.
    """

    locales: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    region: str | None = None
    paper: str | None = None
    editions: tuple[str, ...] = ()
    route: str | None = None
    second: str = SOURCE_TAG
    staff: bool = False
    formats: tuple[Format, ...] = ("pdf",)
    fill: Fill = "by-hand"


@dataclass(frozen=True)
class Plan:
    """The sheets to make, by locale and then in the order of the handouts.

    `findings` tell of catalogs that nobody asked for by name and whose language is not known, and
    of files that nothing reads and what a clinic is asked about.
    """

    sheets: list[Sheet]
    findings: list[Finding]


def plan(project: Project, library: Library, selection: Selection) -> Plan:
    """Return the plan of a selection.

    Raises `InputError` with every unknown locale, handout or region and every folder that cannot be
    read at once, and where no sheet is left to make.
    """
    region_code = selection.region or project.clinic.region or DEFAULT_REGION
    selection = replace(
        selection,
        region=region_code,
        paper=selection.paper or project.clinic.paper,
        handouts=selection.handouts or tuple(library.handouts),
        locales=selection.locales or project.clinic.languages,
        editions=selection.editions or project.clinic.editions or (DEFAULT_EDITION,),
    )
    said = [
        *overlooked_files(project, "content", "locales", "templates"),
        *clinic_doubts(project.clinic, project.today),
    ]
    findings = _unknown(library, selection.handouts, region_code)
    findings += [found for found in said if found.severity is Severity.ERROR]
    known = locale_tags(project)
    english = _english(library, region_code)
    tags, unknown = _locales(project, selection, known, english)
    editions, second = _editions(project, selection, known, english, findings)
    # A folder whose name is no language costs itself, a language that was asked for the build.
    passed_over: list[Finding] = []
    (findings if selection.locales else passed_over).extend(unknown)
    if findings:
        raise InputError(findings)
    sheets = [
        sheet
        for tag in tags
        for edition in editions
        for sheet in _sheets(library, replace(selection, second=second), tag, edition)
    ]
    if not sheets and not passed_over:
        raise InputError(
            Finding(
                "nothing-selected",
                "no sheet is made of what was selected",
                hint="card and cards are of after-today only, fold is of handouts with a main "
                "message, easy-read of those with a file in content/easy-read/, and a bilingual "
                "sheet needs two languages",
            )
        )
    return Plan(sheets, [*said, *passed_over])


def _unknown(library: Library, handouts: Iterable[str], region: str) -> list[Finding]:
    findings: list[Finding] = []
    for lookup, names in ((library.handout, handouts), (library.region, [region])):
        for name in names:
            try:
                lookup(name)
            except InputError as error:
                findings += error.findings
    return findings


def _locales(
    project: Project, selection: Selection, known: list[str], english: str
) -> tuple[list[str], list[Finding]]:
    """Return the tags of the locales, and what is wrong with those that are none."""
    tags: list[str] = []
    findings: list[Finding] = []
    for name in selection.locales or _without_other_english(known, english):
        try:
            language = get_language(name)
        except InputError as error:
            # What somebody typed is in no file.
            place = None if selection.locales else f"locales/{name.replace('-', '_')}"
            findings += [found.at(file=place) for found in error.findings]
            continue
        if language.tag not in known and language.tag not in PSEUDO:
            findings.append(unknown_locale(project, language))
        tags.append(english if language.tag == SOURCE_TAG and english in known else language.tag)
    return list(dict.fromkeys(tags)), findings


def _sheets(library: Library, selection: Selection, tag: str, edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of a locale in an edition, in the order of the handouts."""
    if edition.has_second and _is_same(tag, selection.second):
        return
    region = selection.region or DEFAULT_REGION
    regular = library.region(region).paper
    order = list(library.handouts)
    for handout in sorted(dict.fromkeys(selection.handouts), key=order.index):
        if not library.has_edition(handout, edition):
            continue
        for format_ in dict.fromkeys(selection.formats):
            if format_ == "pdf" or edition.on_screen:
                yield Sheet(
                    tag,
                    handout,
                    region=region,
                    paper=selection.paper if selection.paper != regular else None,
                    edition=edition.name,
                    route=selection.route,
                    second=selection.second if edition.has_second else None,
                    staff=selection.staff and not (edition.has_second or edition.imposition),
                    format=format_,
                    fill=_fill(selection, edition, format_),
                )


def _fill(selection: Selection, edition: Edition, format_: Format) -> Fill:
    """Return how a sheet is filled in: what is cut apart or folded has no form to type into."""
    if format_ != "pdf" or (selection.fill == "form" and edition.imposition):
        return "by-hand"
    return selection.fill


def _is_same(tag: str, second: str) -> bool:
    both_english = tag.split("-")[0] == second.split("-")[0] == SOURCE_TAG
    return both_english or tag == second


def _editions(
    project: Project,
    selection: Selection,
    known: list[str],
    english: str,
    findings: list[Finding],
) -> tuple[list[Edition], str]:
    """Return the editions, and the second locale of bilingual sheets; problems are added."""
    editions: list[Edition] = []
    second = SOURCE_TAG
    for name in dict.fromkeys(selection.editions):
        try:
            editions.append(get_edition(name))
        except InputError as error:
            findings += error.findings
    if any(edition.has_second for edition in editions):
        try:
            language = get_language(selection.second)
            second = language.tag
            if second not in known and second not in PSEUDO:
                findings.append(unknown_locale(project, language))
        except InputError as error:
            findings += error.findings
    return editions, english if second == SOURCE_TAG and english in known else second


def _english(library: Library, region_code: str) -> str:
    """Return the tag of the English that a sheet in English takes in a region."""
    region = library.regions.get(region_code)
    return region.english if region else SOURCE_TAG


def _without_other_english(tags: list[str], english: str) -> list[str]:
    other = {tag for tag in tags if tag.startswith(f"{SOURCE_TAG}-") and tag != english}
    return [tag for tag in tags if tag not in other]

"""Check the catalogs: readable, complete, free of faults, in step with the English content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kat_handouts.catalogs.catalog import (
    Catalog,
    State,
    catalog_name,
    locale_folder,
    locale_tags,
    terms_name,
)
from kat_handouts.catalogs.extraction import POT_NAME, extract
from kat_handouts.catalogs.own_entries import own_segments
from kat_handouts.checks.abbreviations import check_abbreviations
from kat_handouts.checks.catalog_texts import catalog_texts
from kat_handouts.checks.consistency import check_consistency
from kat_handouts.checks.exceptions import check_catalog_exceptions, is_excepted_in_catalog
from kat_handouts.checks.negation import Negations
from kat_handouts.checks.neighbours import Neighbours
from kat_handouts.checks.terms import check_terms
from kat_handouts.checks.translations import check_translations
from kat_handouts.checks.words import load_corpora
from kat_handouts.content.library import Library, load_library
from kat_handouts.content.segments import Segment
from kat_handouts.content.text import MARKUP
from kat_handouts.content.vocabulary import Spellings, Terms, word_pattern
from kat_handouts.files.loading import load_entries
from kat_handouts.files.overlooked import overlooked_files
from kat_handouts.files.project import Project
from kat_handouts.files.validation import Model
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.localise.translations import (
    Translations,
    load_translations,
    load_variants,
    unreadable_catalogs,
)
from kat_handouts.model.errors import Finding, InputError, Severity


def check_catalogs(
    project: Project,
    tags: list[str] | None = None,
    *,
    release: bool = False,
    allow_untranslated: bool = False,
) -> list[Finding]:
    """Return what is wrong with the catalogs of these locales, or of the clinic's, or of all.

    A safety segment without a translation is an error, another one a warning; with
    `allow_untranslated` they are counted in one note for each locale. A missing signature is one
    note for each locale. For a release all of them are errors.
    """
    overlooked = list(overlooked_files(project, "locales"))
    try:
        library = load_library(project)
    except InputError as error:
        return [*overlooked, *error.findings, *unreadable_catalogs(project)]
    own = own_segments(project, library.segments)
    findings = [*overlooked, *_stale_pot(project, library, own)]
    printed, held = load_corpora(project, library.segments.values())
    meanings = Neighbours(held), Negations(printed)
    english = load_variants(project, library.segments)
    for tag in tags or project.languages or locale_tags(project):
        try:
            translations = load_translations(project, library.segments, tag, english)
        except InputError as error:
            findings += error.findings
            continue
        findings += translations.ledger.findings
        for faults in translations.faults.values():
            findings += faults
        judged = _judged(project, library, translations, meanings)
        findings += _within_reach(judged, translations, own)
        if release:
            findings += translations.release_findings(list(library.segments.values()))
        else:
            incomplete = _counted if allow_untranslated else _incomplete
            findings += incomplete(library, translations)
            findings += _unsigned(project, library, translations)
    return findings


def _meanings(
    library: Library, catalog: Catalog, neighbours: Neighbours, negations: Negations
) -> Iterator[Finding]:
    """Yield texts that seem to be of another language, or to say the contrary."""
    if catalog.language.is_english:
        return
    for segment in library.segments.values():
        entry, printed = catalog.entries.get(segment.id), catalog.text(segment)
        if entry is None or printed is None:
            continue
        for finding in (
            *neighbours.check(segment, printed, catalog.language),
            *negations.check(segment, printed, catalog.language.tag),
        ):
            if not is_excepted_in_catalog(entry, finding.rule):
                yield finding.at(**catalog.place(segment.id))


def _judged(
    project: Project,
    library: Library,
    translations: Translations,
    meanings: tuple[Neighbours, Negations],
) -> Iterator[Finding]:
    yield from _unknown(library, translations)
    yield from check_catalog_exceptions(translations.catalog)
    yield from _markup(library, translations)
    yield from check_translations(library, translations.catalog)
    yield from _meanings(library, translations.catalog, *meanings)
    yield from _spellings(project, library, translations)
    yield from _glossary(project, library, translations.catalog)
    yield from check_consistency(library, translations.catalog)


def _glossary(project: Project, library: Library, catalog: Catalog) -> Iterator[Finding]:
    """Yield texts that go against their language's glossary; it may do without one."""
    file, glossary = _load_if_there(project, terms_name(catalog.language), Terms)
    yield from file.findings
    if file.findings and glossary is None:
        return
    glossary = glossary or Terms()
    texts = [*catalog_texts(library, catalog)]
    yield from check_terms(library, catalog, file, glossary, texts)
    yield from check_abbreviations(library, catalog, glossary, texts)


def _within_reach(
    findings: Iterable[Finding], translations: Translations, own: Mapping[str, Segment]
) -> Iterator[Finding]:
    """Yield findings, those about shipped translations of shipped texts as warnings.

    Whoever has a folder over the shipped content cannot mend them; a fault that keeps a text off
    paper stays an error.
    """
    entries = translations.catalog.entries
    for finding in findings:
        entry = entries.get(finding.segment or "")
        is_shipped = entry is not None and not entry.is_own and finding.segment not in own
        if is_shipped and finding.severity is Severity.ERROR:
            finding = replace(finding, severity=Severity.WARNING)
        yield finding


def _stale_pot(project: Project, library: Library, own: Mapping[str, Segment]) -> Iterator[Finding]:
    file = project.own(POT_NAME)
    if project.is_layered and file is None:
        # A clinic may do without a POT of its own texts.
        return
    if (file.data if file else b"") != extract(library, own.values()):
        yield Finding(
            "pot-stale",
            "the POT does not hold the texts of the content",
            hint="run kat-handouts locales extract, then kat-handouts locales update",
            file=project.shown(POT_NAME),
        )


def _unknown(library: Library, translations: Translations) -> Iterator[Finding]:
    for entry in translations.catalog.entries.values():
        # What a replaced handout has no more is still in the shipped catalogs.
        if entry.is_own and entry.segment not in library.segments:
            yield Finding(
                "catalog-unknown",
                "no content has this segment",
                hint="mark the entry obsolete, or remove it",
                severity=Severity.WARNING,
            ).at(**translations.catalog.place(entry.segment))


def _markup(library: Library, translations: Translations) -> Iterator[Finding]:
    for entry in translations.catalog.entries.values():
        found = MARKUP.search(entry.msgstr) if entry.segment in library.segments else None
        if found:
            yield Finding(
                "catalog-markup",
                f"“{found[0]}” is markup, which would print as it stands",
                hint="remove the tags; the layout sets weight and colour",
            ).at(**translations.catalog.place(entry.segment))


def _load_if_there(
    project: Project, name: str, model: type[Model]
) -> tuple[SourceFile, Model | None]:
    """Return a file that a locale may do without, and its data where it is there and right."""
    return load_entries(project, name, model) if project.has(name) else (SourceFile(name), None)


def _spellings(project: Project, library: Library, translations: Translations) -> Iterator[Finding]:
    language = translations.language
    name = f"{locale_folder(language)}/spellings.yaml"
    file, loaded = _load_if_there(project, name, Spellings)
    yield from file.findings
    if loaded is None:
        return
    spellings = loaded.spellings
    pattern = word_pattern(list(spellings))
    for segment in library.segments.values():
        printed = translations.catalog.text(segment)
        region = library.regions.get(segment.id.split(".")[1])
        if printed is None or (region and region.english != language.tag):
            continue
        for word in pattern.findall(printed):
            right = next(
                there for here, there in spellings.items() if word_pattern([here]).match(word)
            )
            yield Finding(
                "catalog-spelling",
                f"“{word}” is printed, which is written otherwise in {language.english_name}",
                hint=f"translate the segment with “{right}”",
            ).at(**translations.catalog.place(segment.id))


def _incomplete(library: Library, translations: Translations) -> Iterator[Finding]:
    for segment in library.segments.values():
        state = translations.catalog.state(segment)
        if state is not State.TRANSLATED:
            yield _state_finding(segment, state, translations)


def _counted(library: Library, translations: Translations) -> Iterator[Finding]:
    """Yield one note with how many segments print in English."""
    catalog = translations.catalog
    states = Counter(catalog.state(segment) for segment in library.segments.values())
    fuzzy, untranslated = states[State.FUZZY], states[State.UNTRANSLATED]
    if fuzzy or untranslated:
        yield Finding(
            "catalog-untranslated",
            f"{fuzzy + untranslated} of {len(library.segments)} segments print in English: "
            f"{untranslated} untranslated, {fuzzy} fuzzy",
            hint=f"kat-handouts locales check {catalog.language.tag} names them",
            severity=Severity.NOTE,
            file=catalog.file,
            locale=catalog.language.tag,
        )


def _state_finding(segment: Segment, state: State, translations: Translations) -> Finding:
    entry = translations.catalog.entries.get(segment.id)
    changed = entry is not None and bool(entry.msgstr) and entry.msgid != segment.source
    reason = "its English source has changed since" if changed else f"it is {state}"
    return Finding(
        f"catalog-{state}",
        f"this segment prints in English, because {reason}",
        hint="translate it" + (", then remove the fuzzy flag" if state is State.FUZZY else ""),
        severity=Severity.ERROR if segment.safety else Severity.WARNING,
    ).at(**translations.catalog.place(segment.id))


def _unsigned(project: Project, library: Library, translations: Translations) -> Iterator[Finding]:
    unsigned = [
        segment
        for segment in library.segments.values()
        if translations.catalog.state(segment) is State.TRANSLATED
        and not translations.is_signed(segment)
    ]
    if unsigned:
        language = translations.language
        yield Finding(
            "unsigned",
            f"{len(unsigned)} of {len(library.segments)} segments have no valid sign-off; "
            "the sheets say that they are drafts",
            severity=Severity.NOTE,
            file=project.shown(catalog_name(language)) if translations.catalog.entries else None,
            locale=language.tag,
        )

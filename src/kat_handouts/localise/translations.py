"""Everything that a locale brings to a sheet: its catalog, its sign-offs and its faults."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain

from kat_handouts.catalogs.catalog import Catalog, State, load_catalog, locale_tags, terms_name
from kat_handouts.catalogs.faults import find_faults
from kat_handouts.catalogs.pseudo import pseudo_catalog
from kat_handouts.catalogs.sign_offs import Ledger, load_ledger
from kat_handouts.content.segments import Segment
from kat_handouts.content.vocabulary import Terms
from kat_handouts.files.loading import load_entries
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import PSEUDO, SOURCE_TAG, Language
from kat_handouts.model.tags import normalise_tag


@dataclass(frozen=True)
class Translations:
    """The catalog and ledger of a locale, and the faults that keep a segment off paper.

    `english` holds English as it is written elsewhere, by tag, for the English on a sheet, and
    `unbroken` the words that no line may break.
    """

    catalog: Catalog
    ledger: Ledger
    faults: dict[str, list[Finding]]
    english: dict[str, Translations] = field(default_factory=dict)
    unbroken: tuple[str, ...] = ()

    @property
    def language(self) -> Language:
        return self.catalog.language

    def is_signed(self, segment: Segment) -> bool:
        """Say whether the text that is printed for a segment has all its signatures."""
        printed = self.catalog.text(segment)
        return printed is not None and self.ledger.is_signed(segment, printed)

    def release_findings(self, segments: list[Segment]) -> list[Finding]:
        """Return why these segments may not be released: untranslated, fuzzy or unsigned.

        A line of the ledger that cannot be read is one more reason: it may take a sign-off back.
        """
        findings = list(self.ledger.findings)
        for segment in segments:
            if self.is_signed(segment):
                continue
            state = self.catalog.state(segment)
            entry = self.catalog.entries.get(segment.id)
            reason = "has no valid sign-off" if state is State.TRANSLATED else f"is {state}"
            in_source = entry is None and self.language.is_english
            source = {"file": segment.file, "line": segment.line} if in_source else {}
            findings.append(
                Finding(
                    f"release-{'unsigned' if state is State.TRANSLATED else state}",
                    f"this segment {reason}",
                ).at(**{**self.catalog.place(segment.id), **source})
            )
        return findings


def unreadable_catalogs(project: Project) -> list[Finding]:
    """Return the problems of every catalog and ledger that cannot be read."""
    findings: list[Finding] = []
    for tag in locale_tags(project):
        try:
            findings += load_ledger(project, load_catalog(project, tag).language).findings
        except InputError as error:
            findings += error.findings
    return findings


def load_translations(
    project: Project,
    segments: dict[str, Segment],
    tag: str,
    english: dict[str, Translations] | None = None,
) -> Translations:
    """Read a locale's catalog, ledger and glossary.

    `english` is English as it is written elsewhere, where that has been read already. Raises
    `InputError` with every problem of a file.
    """
    variants = load_variants(project, segments) if english is None else english
    others = {variant: found for variant, found in variants.items() if variant != tag}
    return replace(_load(project, segments, tag), english=others)


def load_variants(project: Project, segments: dict[str, Segment]) -> dict[str, Translations]:
    """Read English as it is written elsewhere (``en-GB``), by tag."""
    variants = {}
    for tag in locale_tags(project):
        if tag.startswith(f"{SOURCE_TAG}-"):
            # What is wrong with it is reported with its own sheets.
            with suppress(InputError):
                variants[tag] = _load(project, segments, tag)
    return variants


def _load(project: Project, segments: dict[str, Segment], tag: str) -> Translations:
    if (pseudo := normalise_tag(tag)) in PSEUDO:
        catalog = pseudo_catalog(segments, pseudo)
    else:
        catalog = load_catalog(project, tag, segments)
    ledger = load_ledger(project, catalog.language)
    faults = find_faults(catalog, segments)
    return Translations(catalog, ledger, faults, unbroken=_unbroken(project, catalog.language))


def _unbroken(project: Project, language: Language) -> tuple[str, ...]:
    """Return the words that no line may break, of a language that is written without spaces.

    A term of several words may end a line where it has a space. Raises `InputError` with every
    problem of its glossary.
    """
    name = terms_name(language)
    if language.script.line_breaks != "icu" or not project.has(name):
        return ()
    file, glossary = load_entries(project, name, Terms)
    if glossary is None:
        raise InputError(file.findings)
    terms = (*chain.from_iterable(glossary.terms.values()), *(glossary.unbroken or ()))
    words = (word.strip("()၊,") for term in terms for word in term.split())
    return tuple(dict.fromkeys(word for word in words if word))

"""Read a PO catalog straight from its file, with every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from kat_handouts.catalogs.entries import Entry, lay_over
from kat_handouts.catalogs.letters import normalised
from kat_handouts.catalogs.po_entry import PoEntry
from kat_handouts.catalogs.po_file import PoFile
from kat_handouts.catalogs.po_lexer import Token, swallowing_comments
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.content.segments import Segment
from kat_handouts.files.loading import unreadable
from kat_handouts.files.project import LayerFile, Project
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import SOURCE_TAG, Language, get_language
from kat_handouts.model.path_names import path_of
from kat_handouts.model.tags import (
    is_locale_folder,
    is_same_language,
    normalise_tag,
    suggested_tags,
)

_ALLOW = re.compile(r"^allow ([\w-]+) *: *(.*)$", re.MULTILINE)

DOMAIN_FILE = "LC_MESSAGES/handouts.po"


class State(StrEnum):
    """What a catalog has for a segment. Only `TRANSLATED` reaches paper in that language."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True)
class Catalog:
    """The translations of one locale, by segment id.

    `file` is where a translation that is missing would be written.
    """

    language: Language
    file: str
    entries: dict[str, Entry] = field(default_factory=dict)

    def state(self, segment: Segment) -> State:
        """Return a segment's state; a translation of an older English source counts as fuzzy.

        English as it is written elsewhere needs an entry only where it differs.
        """
        entry = self.entries.get(segment.id)
        if entry is None or not entry.msgstr.strip():
            return State.TRANSLATED if self.language.is_english else State.UNTRANSLATED
        return State.TRANSLATED if entry.translates(segment.source) else State.FUZZY

    def text(self, segment: Segment) -> str | None:
        """Return the text to print in this language, or None where English must stand in."""
        if self.state(segment) is not State.TRANSLATED:
            return None
        entry = self.entries.get(segment.id)
        return entry.msgstr if entry and entry.msgstr.strip() else segment.source

    def place(self, segment: str) -> dict[str, Any]:
        """Return where a segment's translation stands, for a finding (`Finding.at`)."""
        entry = self.entries.get(segment)
        return {
            "file": (entry.file if entry else "") or self.file,
            "line": entry.line if entry else None,
            "locale": self.language.tag,
            "segment": segment,
        }


def catalog_name(language: Language) -> str:
    """Return the name of a locale's catalog within the project."""
    return f"{locale_folder(language)}/{DOMAIN_FILE}"


def locale_folder(language: Language) -> str:
    """Return the folder of a locale within the project."""
    return path_of("locales", language.folder)


def terms_name(language: Language) -> str:
    """Return the file of a locale's approved terms within the project."""
    return path_of("locales", language.folder, "glossary.yaml")


def locale_tags(project: Project) -> list[str]:
    """Return the tags that can be built: English, then those with a catalog, sorted.

    A folder that is not spelled as its tag is passed over, and `overlooked_files` says so.
    """
    folders = [name.split("/")[1] for name in project.names("locales", f"*/{DOMAIN_FILE}")]
    tags = {normalise_tag(folder) for folder in folders if is_locale_folder(folder)} - {SOURCE_TAG}
    return [SOURCE_TAG, *sorted(tags)]


def unknown_locale(project: Project, language: Language) -> Finding:
    """Return the finding for a locale that has no catalog."""
    tags = locale_tags(project)
    close = suggested_tags(language.tag, dict.fromkeys(tags, ()))
    meant = f"did you mean {' or '.join(close)}? " if close else ""
    return Finding(
        "unknown-locale",
        f"there is no catalog for “{language.tag}”",
        hint=f"{meant}known: {', '.join(tags)}; a new one goes to {catalog_name(language)}",
    )


def load_catalog(
    project: Project, tag: str, segments: Mapping[str, Segment] | None = None
) -> Catalog:
    """Read the catalog of a locale; English needs none.

    The layers lie over each other entry by entry (`lay_over`), which takes the `segments`.
    Raises `InputError` with every problem of every layer: syntax, charset, header, plural forms.
    """
    language = get_language(tag)
    name = catalog_name(language)
    if language.tag == SOURCE_TAG:
        return Catalog(language, "content")
    try:
        files = project.layer_files(name)
    except OSError as error:
        raise InputError(unreadable(error, project.shown(name)).at(locale=language.tag)) from None
    if not files:
        raise InputError(unknown_locale(project, language).at(locale=language.tag))
    return layered_catalog(project, language, files, segments or {})


def layered_catalog(
    project: Project,
    language: Language,
    files: Iterable[LayerFile],
    segments: Mapping[str, Segment],
) -> Catalog:
    """Return the catalog that the files of several layers make, the upper one first.

    Raises `InputError` with every problem of every layer.
    """
    entries: dict[str, Entry] = {}
    for layer in reversed(parse_layers(files, language)):
        entries = lay_over(layer, entries, segments)
    return Catalog(language, project.shown_own(catalog_name(language)), entries)


def parse_layers(files: Iterable[LayerFile], language: Language) -> list[dict[str, Entry]]:
    """Return the entries of a locale's catalog in each layer.

    Raises `InputError` with every problem of every layer.
    """
    findings: list[Finding] = []
    layers = []
    for file in files:
        shown = file.shown
        entries = _parse(file.data, shown, language, findings)
        layers.append(
            {id_: replace(entry, file=shown, is_own=file.is_own) for id_, entry in entries.items()}
        )
    if findings:
        raise InputError([finding.at(locale=language.tag) for finding in findings])
    return layers


def _parse(raw: bytes, file: str, language: Language, findings: list[Finding]) -> dict[str, Entry]:
    try:
        text = raw.decode("utf-8-sig")
        parsed = read_po(text, file)
    except UnicodeDecodeError as error:
        findings.append(_wrong_charset(raw, error, file))
        return {}
    except InputError as error:
        findings += error.findings
        return {}
    if swallowed := [_swallowed(comment, file) for comment in swallowing_comments(text)]:
        findings += swallowed
        return {}
    findings += _check_header(parsed, file, language)
    entries: dict[str, Entry] = {}
    for entry in parsed.entries:
        if entry.obsolete or (entry.has_domain and entry.context is None and not entry.source):
            continue  # the header of another domain is no text either
        findings += _check_plurals(parsed, entry, file)
        if entry.context is None or entry.context in entries:
            findings.append(_not_taken(entry, entries, file))
            continue
        entries[entry.context] = Entry(
            entry.context,
            entry.source,
            "" if entry.plural_forms else normalised(entry.translation, language),
            entry.is_fuzzy,
            entry.line,
            dict(_ALLOW.findall("\n".join(entry.comments))),
        )
    return entries


def _wrong_charset(raw: bytes, error: UnicodeDecodeError, file: str) -> Finding:
    declared = re.search(rb"charset=([\w.-]+)", raw)
    charset = declared[1].decode("ascii", "replace") if declared else "another charset"
    return Finding(
        "wrong-charset",
        f"the catalog is not UTF-8 (its header says {charset})",
        hint="convert it: msgconv --to-code=UTF-8 -o FILE FILE",
        file=file,
        line=raw[: error.start].count(b"\n") + 1,
    )


def _not_taken(entry: PoEntry, entries: dict[str, Entry], file: str) -> Finding:
    if entry.context is None:
        return Finding(
            "po-context",
            f"the entry “{entry.source[:40]}” has no msgctxt",
            hint="msgctxt is the segment's id; take it from locales/handouts.pot",
            file=file,
            line=entry.line,
        )
    return Finding(
        "duplicate-id",
        f"segment translated twice; first on line {entries[entry.context].line}",
        hint="remove one of the two entries",
        file=file,
        line=entry.line,
        segment=entry.context,
    )


def _swallowed(comment: Token, file: str) -> Finding:
    return Finding(
        "po-syntax",
        "this comment goes on after a carriage return, and hides what stands there",
        hint="its lines end as they did on old Macs: save it with the line ends of Unix",
        file=file,
        line=comment.line,
    )


def _check_header(parsed: PoFile, file: str, language: Language) -> list[Finding]:
    fields = parsed.header_fields()
    if not fields:
        return [
            Finding(
                "po-header",
                "the catalog has no header entry",
                hint='it begins with msgid "" and a msgstr that names Content-Type',
                file=file,
                line=1,
            )
        ]
    content_type = fields.get("Content-Type", "")
    if "charset=utf-8" not in content_type.lower().replace(" ", ""):
        return [
            Finding(
                "wrong-charset",
                f"the header's Content-Type is “{content_type}”",
                hint="it must say text/plain; charset=UTF-8",
                file=file,
                line=parsed.header.line if parsed.header else 1,
            )
        ]
    declared = fields.get("Language", "").strip()
    if declared and not is_same_language(declared, language.tag):
        return [
            Finding(
                "catalog-language",
                f"the header says “Language: {declared}”, and this is the file of {language.tag}",
                hint=f"put the file of {language.english_name} here; where it is that, the header "
                f"must say Language: {language.folder}",
                file=file,
                line=parsed.header.line if parsed.header else 1,
            )
        ]
    return []


def _check_plurals(parsed: PoFile, entry: PoEntry, file: str) -> list[Finding]:
    if entry.plural is None:
        return []
    declared = re.search(
        r"nplurals\s*=\s*(\d{1,2})(?!\d)", parsed.header_fields().get("Plural-Forms", "")
    )
    if not declared:
        return [
            Finding(
                "plural-forms",
                "the header has no Plural-Forms, but the catalog has plurals",
                hint="copy the Plural-Forms line for the language from any PO editor",
                file=file,
                line=entry.line,
                segment=entry.context,
            )
        ]
    expected = int(declared[1])
    missing = [index for index in range(expected) if not entry.plural_forms.get(index)]
    return [
        Finding(
            "plural-forms",
            f"the plural form msgstr[{index}] is missing; the language has {expected}",
            hint=f"add a msgstr[{index}] line",
            file=file,
            line=entry.line,
            segment=entry.context,
        )
        for index in missing
    ]

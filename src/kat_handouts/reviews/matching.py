"""What a row of a packet asks for: each row is matched by its segment, its hash and its own texts.

What somebody typed is taken, or refused with its row; nothing is passed over in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from openpyxl.cell.cell import ERROR_CODES

from kat_handouts.catalogs.catalog import State
from kat_handouts.catalogs.faults import find_faults_of
from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment
from kat_handouts.localise.translations import Translations
from kat_handouts.model.errors import Finding, has_errors
from kat_handouts.reviews.packet import STATES, written
from kat_handouts.reviews.spreadsheet import SheetRow, unread

_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
# What stands for a character of XML that a cell cannot hold as it is.
_NO_TEXT = {"Cc", "Zl", "Zp", "Cs"}


@dataclass(frozen=True)
class Asked:
    """What one row asks for: another translation, a note, or neither.

    `is_there` where the catalog has the text already.
    """

    row: SheetRow
    text: str | None = None
    note: str = ""
    is_there: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def is_refused(self) -> bool:
        return has_errors(self.findings)


class Matcher:
    """Matches rows with the texts of a locale as they are now."""

    def __init__(self, library: Library, translations: Translations) -> None:
        self._segments = library.segments
        self._translations = translations
        self._of_english: dict[str, set[str]] = defaultdict(set)
        self._of_translation: dict[str, set[str]] = defaultdict(set)
        for segment in library.segments.values():
            self._of_english[_plain(segment.source)].add(segment.id)
            if there := _plain(written(translations, segment)):
                self._of_translation[there].add(segment.id)

    def asked(self, rows: Iterable[SheetRow]) -> list[Asked]:
        """Return what each row asks for, with two different texts for one segment refused."""
        found = [self._asked(row) for row in rows]
        texts: dict[str, list[Asked]] = defaultdict(list)
        for asked in found:
            if asked.text is not None:
                texts[asked.row.segment].append(asked)
        return [_alone(asked, texts[asked.row.segment]) for asked in found]

    def changed(self, rows: Iterable[SheetRow]) -> list[Segment]:
        """Return the segments that get another translation or a note."""
        return [
            self._segments[asked.row.segment]
            for asked in self.asked(rows)
            if not asked.is_refused
            and (asked.note or (asked.text is not None and not asked.is_there))
        ]

    def _asked(self, row: SheetRow) -> Asked:
        segment = self._segments.get(row.segment)
        remarks = tuple(_elsewhere(row, segment))
        if segment is None:
            refused = _unknown(row) if _asks_anything(row) else ()
            return Asked(row, findings=(*refused, *remarks))
        if wrong := tuple(_no_texts(row)):
            return Asked(row, findings=(*wrong, *remarks))
        note = " ".join(row.cell("Note").text.split())
        asked = self._text(row, segment)
        if asked.findings:
            return replace(asked, findings=(*asked.findings, *remarks))
        if (asked.text is not None or note) and (behind := self._behind(segment)):
            return Asked(row, findings=(behind, *remarks))
        faults: tuple[Finding, ...] = ()
        if asked.text is not None and not asked.is_there:
            tag = self._translations.language.tag
            faults = (
                *_no_text(row, asked.text),
                *_characters(asked.text, "the correction"),
                *find_faults_of(segment.source, asked.text, tag),
            )
        faults += tuple(_characters(row.cell("Note").text, "the note", breaks=True))
        if faults:
            return Asked(row, findings=(*faults, *remarks))
        return replace(asked, note=note, findings=remarks)

    def _behind(self, segment: Segment) -> Finding | None:
        """Return why the catalog cannot hold a text of the content yet, if so."""
        catalog = self._translations.catalog
        entry = catalog.entries.get(segment.id)
        if entry is None and not catalog.language.is_english:
            message = "the catalog has no entry for this text yet"
        elif entry is not None and entry.msgid != segment.source:
            message = "the catalog has an older English for this text"
        else:
            return None
        hint = "bring it up to date with kat-handouts locales update, then read the packet again"
        return Finding("packet-unknown", message, hint)

    def _text(self, row: SheetRow, segment: Segment) -> Asked:
        """Return which text a row asks for, or why none of it can be taken."""
        correction = row.cell("Correction").text.strip()
        english, translation = row.cell("English").text, row.cell("Translation").text
        there = written(self._translations, segment)
        is_current = row.hash == segment_hash(segment.source, there)
        is_untouched = row.hash == segment_hash(english, translation)
        is_edited = not is_untouched and _plain(translation) != _plain(there)
        if is_untouched and not correction and not row.cell("Note"):
            return Asked(row)
        if self._is_apart(row, segment, is_current=is_current, is_untouched=is_untouched):
            return Asked(row, findings=(_apart(row, segment, there),))
        if not is_edited:
            # A translation that was typed in and taken before is asked for again.
            text = correction or ("" if is_untouched or is_current else translation.strip())
        elif correction and translation.strip() and _plain(correction) != _plain(translation):
            return Asked(row, findings=(_two_texts(translation, correction),))
        elif not correction and not translation.strip():
            return Asked(row, findings=(_emptied(there),))
        else:
            text = correction or translation.strip()
        if not text:
            is_stale = not is_current and _plain(english) != _plain(segment.source)
            return Asked(row, findings=(_stale(row, segment, there),) if is_stale else ())
        is_there = _plain(text) == _plain(there)
        if is_there and self._is_translated(segment) and _plain(english) == _plain(segment.source):
            return Asked(row, text, is_there=True)
        if is_current:
            return Asked(row, text)
        return Asked(row, findings=(_stale(row, segment, there),))

    def _is_translated(self, segment: Segment) -> bool:
        return self._translations.catalog.state(segment) is State.TRANSLATED

    def _is_apart(
        self, row: SheetRow, segment: Segment, *, is_current: bool, is_untouched: bool
    ) -> bool:
        """Say whether the texts of a row are not those of its segment, as of columns sorted apart.

        The row of an older packet, whose texts have changed since, is not meant.
        """
        english, translation = (_plain(row.cell(name).text) for name in ("English", "Translation"))
        if english != _plain(segment.source):
            return is_current or (not is_untouched and bool(self._of_english.get(english)))
        if is_untouched:
            return False
        owners = self._of_translation.get(translation, set())
        sources = {_plain(self._segments[owner].source) for owner in owners}
        return bool(sources) and english not in sources


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def _asks_anything(row: SheetRow) -> bool:
    typed = any(row.cell(name) for name in ("Correction", "Note"))
    texts = (row.cell("English").text, row.cell("Translation").text)
    return typed or row.hash != segment_hash(*texts)


def _unknown(row: SheetRow) -> Iterator[Finding]:
    names = ("Correction", "Note", "Translation", "English")
    text = next((cell.text.strip() for cell in map(row.cell, names) if cell), "")
    if not row.segment:
        message = f"the row names no segment, and “{text}” was not taken"
    else:
        message = f"there is no segment “{row.segment}” any more, and “{text}” was not taken"
    yield Finding("packet-unknown", message, hint="make a new packet")


def _no_texts(row: SheetRow) -> Iterator[Finding]:
    """Yield what the spreadsheet made of a text, or what nobody can have meant as one."""
    for heading in ("English", "Translation", "Correction", "Note", "Segment", "Hash"):
        cell = row.cell(heading)
        kind = cell.kind
        if not kind and heading in {"Correction", "Note"}:
            kind = _looks_like(cell.text)
        if kind:
            yield _cell_finding(f"{row.name}, column “{heading}”: “{cell.text}” is {kind}")


def _no_text(row: SheetRow, text: str) -> Iterator[Finding]:
    if kind := _looks_like(text):
        yield _cell_finding(f"{row.name}: “{text}” is {kind}")


def _cell_finding(message: str) -> Finding:
    return Finding(
        "packet-cell",
        f"{message}, not a text",
        hint="set the cell's format to Text, then type the words again",
    )


def _looks_like(text: str) -> str:
    text = text.strip()
    if text.startswith("="):
        return "a formula"
    return "an error value" if text in ERROR_CODES else ""


def _elsewhere(row: SheetRow, segment: Segment | None) -> Iterator[Finding]:
    """Yield what was typed into a column of which nothing is read."""
    for heading, cell in row.others.items():
        yield unread(f"{row.name}, column “{heading}”: “{cell.text.strip()}” is not read")
    is_own = segment and _plain(row.cell("English").text) == _plain(segment.source)
    where = segment.context.strip() if segment and is_own else ""
    expected: dict[str, Callable[[str], bool]] = {
        "No.": str.isdecimal,
        "Safety": lambda text: text == "yes",
        "State": lambda text: text in STATES,
        "Where": lambda text: not where or text == where,
        "For the translator": lambda text: (
            segment is None or not is_own or text == segment.guidance.strip()
        ),
    }
    for heading, is_ours in expected.items():
        text = row.cell(heading).text.strip()
        if text and not is_ours(text):
            yield unread(f"{row.name}, column “{heading}”: “{text}” is not read")


def _apart(row: SheetRow, segment: Segment, there: str) -> Finding:
    return Finding(
        "packet-apart",
        f"{_both(row, segment, there)}: the cells of the row have been parted or overwritten",
        hint="sort whole rows only, and write into Correction; or make a new packet",
    )


def _stale(row: SheetRow, segment: Segment, there: str) -> Finding:
    return Finding(
        "packet-stale",
        f"{_both(row, segment, there)}: it has changed since the packet was made",
        hint="make a new packet and look at the text again",
    )


def _both(row: SheetRow, segment: Segment, there: str) -> str:
    texts = [row.cell(name).text.strip() for name in ("English", "Translation")]
    return (
        f"{row.name} is of “{texts[0]}” / “{texts[1]}”, "
        f"but its segment is “{segment.source}” / “{there}”"
    )


def _two_texts(translation: str, correction: str) -> Finding:
    return Finding(
        "packet-twice",
        f"the row asks for two texts: “{translation.strip()}” under Translation, “{correction}” "
        "under Correction",
        hint="leave one of them",
    )


def _emptied(there: str) -> Finding:
    return Finding(
        "packet-cell",
        f"the translation “{there}” was emptied; a packet cannot take a text away",
        hint="write the right text into the column Correction",
    )


def _alone(asked: Asked, same: list[Asked]) -> Asked:
    if asked.text is None or len({_plain(one.text or "") for one in same}) <= 1:
        return asked
    texts = ", ".join(f"{one.row.name}: “{one.text}”" for one in same)
    finding = Finding(
        "packet-twice",
        f"two rows correct one segment, and neither was taken ({texts})",
        hint="leave the right one",
    )
    return replace(asked, text=None, note="", is_there=False, findings=(finding, *asked.findings))


def _characters(text: str, what: str, *, breaks: bool = False) -> Iterator[Finding]:
    """Yield the characters that end a line in some programs, or that nothing can print."""
    text = text.strip(" \n")
    if _ESCAPED.search(text):
        shown = ", ".join(dict.fromkeys(_ESCAPED.findall(text)))
        yield _character(f"{what} holds {shown}, a character that a spreadsheet cannot show")
    for character in dict.fromkeys(text):
        if breaks and character == "\n":
            continue
        is_none = (ord(character) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
        if is_none or unicodedata.category(character) in _NO_TEXT:
            yield _character(f"{what} holds the character U+{ord(character):04X}")


def _character(message: str) -> Finding:
    return Finding(
        "catalog-character",
        message,
        hint="type the words again on one line; a soft break of a word processor comes with them",
    )

"""The texts of one sheet: translated, with values in their places and numbers guarded."""

from __future__ import annotations

import re
from dataclasses import replace

from kat_handouts.catalogs.catalog import State
from kat_handouts.content.library import Library
from kat_handouts.content.schema import Handout, Region
from kat_handouts.content.segments import Segment, on_practical_sheet
from kat_handouts.content.text import split_placeholders
from kat_handouts.localise.translations import Translations
from kat_handouts.model.clinic import SHORTEST_NO_DRIVING, Clinic, Purpose, bare_address
from kat_handouts.model.document import CatalogState, LocalisedText, Slot
from kat_handouts.model.editions import get_edition
from kat_handouts.model.errors import Finding
from kat_handouts.model.invisible import WORD_JOINER
from kat_handouts.model.languages import SOURCE_TAG, Language, get_language
from kat_handouts.model.sheet import Sheet
from kat_handouts.typography.cldr import duration, opening_hours, short_date
from kat_handouts.typography.kept_words import keep_words_together
from kat_handouts.typography.line_breaks import insert_line_breaks
from kat_handouts.typography.numbers import (
    in_own_digits,
    isolate,
    keep_with_next_word,
    protect_numbers,
    protect_phone,
)
from kat_handouts.typography.phrases import in_phrases

# These are counted on paper, page by page.
_PAGE_SLOTS = {"page", "pages"}
# Part of the id of what stands beside a number to call.
_DIALLED = (".crisis-lines.", ".poison-lines.", ".nurse-lines.")


class Texts:
    """Gives each segment as it is printed, and remembers which were asked for.

    Where a segment has no translation, English stands in. `faults` are those of the translations
    that were asked for. `frames` are the handout's in an edition that is made of them.
    """

    def __init__(
        self,
        sheet: Sheet,
        handout: Handout,
        library: Library,
        translations: Translations,
        clinic: Clinic,
    ) -> None:
        self.sheet = sheet
        self.handout = handout
        edition = get_edition(sheet.edition)
        self.frames = library.easy_read(sheet.handout) if edition.has_frames else None
        self.region: Region = library.region(sheet.region)
        self.form = edition.form_of(handout.form, staff=sheet.staff)
        self.clinic = clinic
        self.catalog = translations.catalog
        self.language = self.catalog.language
        self.is_english = self.language.is_english
        self.right_to_left = self.language.direction == "rtl"
        variant = translations.english.get(self.region.english)
        self._english_catalog = variant.catalog if variant and not variant.faults else None
        self.english = get_language(self.region.english if self._english_catalog else SOURCE_TAG)
        self.pictures = library.pictures
        self.faults: list[Finding] = []
        self._segments = library.segments
        self._translations = translations
        self._used: dict[str, Segment] = {}

    def text(self, id_: str) -> LocalisedText:
        """Return a segment in the sheet's language."""
        segment = self._segments[id_]
        if id_ not in self._used:
            self.faults += self._translations.faults.get(id_, [])
        self._used[id_] = segment
        translation = self.catalog.text(segment)
        if translation is None or id_ in self._translations.faults:
            return self.english_text(id_, translated=False)
        return LocalisedText(id_, self._pieces(id_, translation, self.language), self.language)

    def large_text(self, id_: str) -> LocalisedText:
        """Return a segment that stands in large letters: a title, a heading, the main message."""
        text = self.text(id_)
        pieces = (
            in_phrases(piece, text.language) if isinstance(piece, str) else piece
            for piece in text.pieces
        )
        return replace(text, pieces=tuple(pieces))

    def english_text(self, id_: str, *, translated: bool = True) -> LocalisedText:
        """Return a segment in the English of the region."""
        segment = self._segments[id_]
        variant = self._english_catalog
        source = (variant and variant.text(segment)) or segment.source
        return LocalisedText(id_, self._pieces(id_, source, self.english), self.english, translated)

    def hours(self, id_: str, purpose: Purpose) -> LocalisedText | None:
        """Return when a phone of the clinic is answered, a line for each, as part of a segment."""
        lines = self._hours(purpose, self.language)
        if not lines:
            return None
        pieces: list[str | Slot] = [lines[0]]
        for line in lines[1:]:
            # Whoever leaves slots out still has the lines apart.
            pieces += [Slot("line"), f" {line}"]
        return LocalisedText(id_, tuple(pieces), self.language)

    def words(self, id_: str, words: str) -> LocalisedText:
        """Return words that CLDR gave, in the sheet's language, as part of a segment."""
        localised = in_own_digits(words, self.language.digits)
        return LocalisedText(id_, (self._guarded(localised, self.language),), self.language)

    def phone(self, value: str) -> str:
        """Return a phone number that stays whole and in order."""
        return protect_phone(value, right_to_left=self.right_to_left)

    def own_words(self, words: str) -> str:
        """Return words of the clinic's own, in whatever language, that do not disturb a line."""
        return isolate(words, right_to_left=self.right_to_left)

    def state(self) -> CatalogState:
        """Return how many of the segments that were asked for are in which state."""
        used = list(self._used.values())
        if self.handout.is_practical:
            used = [on_practical_sheet(segment) for segment in used]
        states = [self.catalog.state(segment) for segment in used]
        return CatalogState(
            segments=len(states),
            translated=states.count(State.TRANSLATED),
            fuzzy=states.count(State.FUZZY),
            untranslated=states.count(State.UNTRANSLATED),
            signed=sum(map(self._translations.is_signed, used)),
        )

    def _pieces(self, id_: str, text: str, language: Language) -> tuple[str | Slot, ...]:
        # “988” in the name of a line and “press 1” are what a hand finds on the phone.
        dialled = any(field in id_ for field in _DIALLED)
        pieces: list[str | Slot] = []
        words = ""
        for literal, name in split_placeholders(text):
            value = None if name is None else self._value(id_, name, language)
            if name is None:
                words += literal if dialled else in_own_digits(literal, language.digits)
            elif value is None or name == "clinic_hours":
                if words:
                    pieces.append(self._guarded(words, language))
                    words = ""
                slot = Slot(name if name in _PAGE_SLOTS else "blank")
                pieces.append(slot if value is None else value)
            else:
                words += value
        if words:
            pieces.append(self._guarded(words, language, ends=True))
        return tuple(pieces)

    def _guarded(self, words: str, language: Language, *, ends: bool = False) -> str:
        guarded = protect_numbers(words, right_to_left=language.direction == "rtl")
        kept = keep_words_together(keep_with_next_word(guarded), language.tag, ends=ends)
        unbroken = self._translations.unbroken if language is self.language else ()
        return insert_line_breaks(kept, language, unbroken)

    def _value(self, id_: str, name: str, language: Language) -> str | None:
        match name:
            case "emergency_number":
                return self.region.emergency_number
            case "clinic_name":
                return self._isolated(self.clinic.name, language)
            case "clinic_phone":
                return self.phone(self.clinic.phone("daytime")) or None
            case "clinic_address":
                return self._isolated(", ".join(self.clinic.address), language)
            case "clinic_website":
                return self._isolated(bare_address(self.clinic.website), language)
            case "clinic_hours":
                return " · ".join(self._hours("daytime", language)) or None
            case "no_driving":
                minutes = self.clinic.no_driving or SHORTEST_NO_DRIVING
                words = duration(minutes, language.tag, self.sheet.region)
                return in_own_digits(words, language.digits)
            case "language":
                return self.language.interpreter_names[language.is_english]
            case "date":
                words_of = self.frames or self.handout
                day = self.clinic.reviewed or words_of.reviewed
                if id_ == "label.next-review":
                    day = self.clinic.next_review or words_of.next_review
                words = short_date(day, language.tag, self.sheet.region)
                return in_own_digits(words, language.digits)
        return None

    def _isolated(self, words: str, language: Language) -> str | None:
        return isolate(words, right_to_left=language.direction == "rtl") or None

    def _hours(self, purpose: Purpose, language: Language) -> list[str]:
        lines = opening_hours(self.clinic.hours.get(purpose, ()), language.tag, self.sheet.region)
        guarded = (self._guarded(in_own_digits(one, language.digits), language) for one in lines)
        # In the middle of a text a line may end, but not within “Mon–Fri”.
        return [re.sub(f"–{WORD_JOINER}?", f"–{WORD_JOINER}", one) for one in guarded]

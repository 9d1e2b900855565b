"""A translatable text: named placeholders, a note for translators, a safety mark."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    field_validator,
)

from kat_handouts.files.validation import Strict
from kat_handouts.model.fields import FIELDS, get_field
from kat_handouts.model.rules import SHORTEST_REASON


@dataclass(frozen=True)
class Placeholder:
    """What a placeholder stands for, with an example, as translators are told."""

    meaning: str
    example: str


PLACEHOLDERS = {
    "emergency_number": Placeholder("the region's emergency number", "911"),
    "clinic_name": Placeholder("the name of the clinic", "Riverside Clinic"),
    "clinic_phone": Placeholder("the clinic's phone number", "555-0100"),
    "clinic_address": Placeholder("the clinic's address", "12 River Street, Springfield"),
    "clinic_website": Placeholder("the clinic's website", "www.example.org/kat"),
    "clinic_hours": Placeholder("when the clinic answers its phone", "Mon–Fri 8:00 AM–5:00 PM"),
    "no_driving": Placeholder(
        "how long not to drive; a length of time, so word the text so that it fits as it stands",
        "24 hours",
    ),
    "language": Placeholder("the language that the patient speaks", "Spanish"),
    "date": Placeholder("a date", "Nov 22, 2026"),
    "page": Placeholder("the number of this page", "2"),
    "pages": Placeholder("how many pages the sheet has", "4"),
}

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
# Tags of HTML, characters by their names, and what Markdown writes for bold.
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-z]+|#\d+);|\*\*|__")
_SPACE = re.compile(r"[ \t\r\n]+")


def is_key(key: str) -> bool:
    """Say whether a word can be a key: lower-case words joined by hyphens."""
    return _KEY.match(key) is not None


def _check_key(key: str) -> str:
    if not is_key(key):
        raise ValueError(f"“{key}” is not a key: use lower-case words joined by hyphens")
    return key


Key = Annotated[str, AfterValidator(_check_key)]


def split_placeholders(text: str) -> list[tuple[str, str | None]]:
    """Split a text into pieces: (words, None) and ("", placeholder name), in order.

    Raises `ValueError` on a brace that does not belong to a ``{name}``.
    """
    pieces: list[tuple[str, str | None]] = []
    end = 0
    for match in _BRACES.finditer(text):
        if not match[1]:
            raise ValueError(f"a lone “{match[0]}” at character {match.start() + 1}")
        if match.start() > end:
            pieces.append((text[end : match.start()], None))
        pieces.append(("", match[1]))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], None))
    return pieces


def placeholder_names(text: str) -> list[str]:
    """Return the placeholder names of a text in order; lone braces are passed over."""
    return [match[1] for match in _BRACES.finditer(text) if match[1]]


# From a rule, by its id, for a reason.
Exceptions = dict[str, Annotated[str, Field(min_length=SHORTEST_REASON)]]


class Text(Strict):
    """One text to translate. `note` helps translators; `safety` marks what may not go missing.

    `room` is about how many characters fit where it stands, for narrow places; a translation
    that is longer is reported. `sources` are the ids of the references it rests on. `allow` grants
    exceptions from rules: the rule's id, and the reason.
    """

    text: str = Field(min_length=1)
    note: str = ""
    safety: bool = False
    room: Annotated[int, Field(ge=4, le=200)] | None = None
    sources: list[Key] = Field(default_factory=list)
    allow: Exceptions = Field(default_factory=dict)

    @field_validator("text", "note")
    @classmethod
    def _one_line(cls, value: str) -> str:
        return _SPACE.sub(" ", value).strip()

    @field_validator("text", "note")
    @classmethod
    def _no_control_characters(cls, value: str) -> str:
        for character in "" if value.isprintable() else value:
            if unicodedata.category(character) == "Cc":
                raise ValueError(f"the control character U+{ord(character):04X} cannot be printed")
        return value

    @field_validator("text")
    @classmethod
    def _no_markup(cls, value: str) -> str:
        if found := MARKUP.search(value):
            raise ValueError(f"“{found[0]}” is markup, which would print as it stands; take it out")
        return value

    @field_validator("text")
    @classmethod
    def _known_placeholders(cls, value: str) -> str:
        for _, name in split_placeholders(value):
            if name and name not in PLACEHOLDERS:
                raise ValueError(f"unknown placeholder {{{name}}}; {_suggested(name)}")
        return value


def _suggested(name: str) -> str:
    known = {one: f"{{{one}}} ({about.meaning})" for one, about in PLACEHOLDERS.items()}
    spelled = "_".join(re.findall(r"[a-z]+", name.lower()))
    close = get_close_matches(spelled, known, n=1)
    meant = f"did you mean {{{close[0]}}}? " if close else ""
    return f"{meant}known are {', '.join(known.values())}"


def text_from_scalar(value: Any) -> Any:
    """Return the fields of a text that is written as nothing but its words."""
    return {"text": value} if isinstance(value, str) else value


TextField = Annotated[Text, BeforeValidator(text_from_scalar)]


def _field_name(name: str) -> str:
    if get_field(name) is None:
        known = ", ".join(FIELDS)
        raise ValueError(f"“{name[:40]}” is no field; the fields are {known}")
    return name


FieldName = Annotated[str, AfterValidator(_field_name)]

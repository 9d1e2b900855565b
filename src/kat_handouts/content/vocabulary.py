"""Words: those that a handout does not use, those that it explains, and those that must meet."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from kat_handouts.content.text import Key
from kat_handouts.files.validation import Strict
from kat_handouts.model.sheet import Route

# A blank one would be found everywhere.
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = Annotated[list[Word], Field(min_length=1)]


def _pattern(written: str) -> str:
    try:
        found = re.compile(written)
    except re.error as error:
        raise ValueError(f"“{written[:60]}” is not a regular expression: {error}") from None
    if found.search(""):
        raise ValueError(f"“{written[:60]}” is found everywhere, even in an empty text")
    return written


# A regular expression, found in whatever case.
Pattern = Annotated[str, AfterValidator(_pattern)]


def word_pattern(words: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, whole, in whatever case."""
    joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


class WordRule(Strict):
    """Words that a handout does not use, what it says instead, and why."""

    kind: Literal["hype", "promise", "stigma", "address"]
    words: Words
    instead: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]


class Balance(Strict):
    """A section that has a word of `benefits` must have one of `limits` too."""

    benefits: Words
    limits: Words


class HardWording(Strict):
    """English that many languages cannot say in the same way, what it says instead, and why."""

    pattern: Pattern
    instead: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]


class Topic(Strict):
    """What a rule of behaviour or a sign is about, as `pattern` finds it in a sentence.

    `advice` and `signs` are the keys of what says it for all sheets.
    """

    pattern: Pattern
    advice: list[Key] = Field(default_factory=list)
    signs: list[Key] = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Topic:
        if self.advice and self.signs:
            raise ValueError("has advice and signs; make two topics of it")
        return self


class Wording(Strict):
    """``content/wording.yaml``.

    `routes` are the words of each route, which no sheet for another route prints. `times` are the
    words of a length of time that has no figure, `levels` the words of what a sign calls for.
    """

    rules: dict[Key, WordRule]
    balance: Balance
    routes: dict[Route, Words] = Field(default_factory=dict)
    hard_to_translate: dict[Key, HardWording] = Field(default_factory=dict)
    topics: dict[Key, Topic] = Field(default_factory=dict)
    times: dict[Key, Words] = Field(default_factory=dict)
    levels: dict[Literal["tell-staff", "tell-team", "get-help"], Words] = Field(
        default_factory=dict
    )


class Term(Strict):
    """A medical term, or a word that comes out wrong, in all the forms in which it may stand.

    `avoid` means that `plain` takes its place. Otherwise a handout that uses the term has a text
    in which it stands beside one of the `plain` words, and so is explained; a word without `plain`
    needs no explanation. `risky` means that translations get it wrong: each text with the term
    has a note for translators, which is `note` where the glossary has one.
    """

    forms: Words
    plain: list[Word] = Field(default_factory=list)
    avoid: bool = False
    risky: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Term:
        if not self.plain and (self.avoid or not (self.risky or self.note)):
            raise ValueError("needs “plain”: the plain words; or “note”, for translators alone")
        return self


class Glossary(Strict):
    """``content/glossary.yaml``: medical terms with their plain words.

    `concepts` are English words, in all their forms, whose translation each language fixes.
    """

    terms: dict[Key, Term]
    concepts: dict[Key, Words] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _each_form_once(self) -> Glossary:
        seen: dict[str, str] = {}
        for key, term in self.terms.items():
            for form in term.forms:
                first = seen.setdefault(form.lower(), key)
                if first != key:
                    raise ValueError(f"“{form}” is in {first} and in {key}")
        return self


class WrongWords(Strict):
    """Wordings that readers of a language understand otherwise than they are meant.

    `says` is what readers took them for, `say` is what to write instead. With `where`, English
    words, they are wrong only in the translation of a text that has one of these.
    """

    words: Words
    says: Word
    say: Word
    where: Words | None = None


def _capitals(written: str) -> str:
    if len(written) < 2 or not (written.isalpha() and written.isupper()):
        raise ValueError(f"“{written[:60]}” is not an abbreviation: two capital letters or more")
    return written


class Abbreviation(Strict):
    """What an abbreviation of a language stands for: plain words, one of which is printed with it.

    An `everyday` one (SMS) is understood as it is.
    """

    words: list[Word] = Field(default_factory=list)
    everyday: bool = False

    @model_validator(mode="after")
    def _is_explained_or_everyday(self) -> Abbreviation:
        if bool(self.words) == self.everyday:
            raise ValueError("needs “words: [the plain words]”, or “everyday: true”, not both")
        return self


class Terms(Strict):
    """``locales/<language>/glossary.yaml``: the approved terms of each concept.

    No line ends within them, where a language is written without spaces, nor within the other words
    of `unbroken`. `wrong` are wordings that mislead; `abbreviations` say what letters
    stand for that the English text has not.
    """

    terms: dict[Key, Words] = Field(default_factory=dict)
    abbreviations: dict[Annotated[str, AfterValidator(_capitals)], Abbreviation] = Field(
        default_factory=dict
    )
    wrong: list[WrongWords] | None = None
    unbroken: Words | None = None


class Spellings(Strict):
    """``locales/en_GB/spellings.yaml``: American words with those that take their place."""

    spellings: Annotated[dict[Word, Word], Field(min_length=1)]

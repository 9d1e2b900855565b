"""Words: those that a handout does not use, those that it explains, and those that must meet."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from kat_handouts.content.text import Key
from kat_handouts.files.validation import Strict

# A blank one would be found everywhere.
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = Annotated[list[Word], Field(min_length=1)]


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


class Wording(Strict):
    """``content/wording.yaml``."""

    rules: dict[Key, WordRule]
    balance: Balance


class Term(Strict):
    """A medical term in all the forms in which it may stand.

    `avoid` means that `plain` takes its place. Otherwise a handout that uses the term has a text
    in which it stands beside one of the `plain` words, and so is explained.
    """

    forms: Words
    plain: Words
    avoid: bool = False


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


class Terms(Strict):
    """``locales/<language>/glossary.yaml``: the approved terms of each concept."""

    terms: dict[Key, Words]


class Spellings(Strict):
    """``locales/en_GB/spellings.yaml``: American words with those that take their place."""

    spellings: Annotated[dict[Word, Word], Field(min_length=1)]

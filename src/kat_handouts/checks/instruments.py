"""PEMAT-P and the CDC Clear Communication Index: their items, and what a program can see of each.

PEMAT-P is AHRQ's Patient Education Materials Assessment Tool for printable materials, the Clear
Communication Index the CDC's. An item has its number there; what it asks is said in words of our
own. What the content decides has a `criterion`; what is read stands in ``content/judged.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kat_handouts.checks.plain_language import (
    HIGHEST_HANDOUT_GRADE,
    LEAST_ADDRESS,
    sentences,
)
from kat_handouts.content.blocks import (
    Callout,
    Checklist,
    Conditional,
    Effects,
    FillInTable,
    Steps,
    Summary,
    TeachBack,
    WritingRoom,
)
from kat_handouts.content.schema import Handout
from kat_handouts.content.segments import Segment

# PEMAT gives two scores and no sum of them.
Scale = Literal["PEMAT-P understandability", "PEMAT-P actionability", "CCI"]
# The items of the Index that apply to every material.
CCI_CORE = 11

# Of a hundred sentences; the handouts say in the active voice who does what.
MOST_PASSIVE = 15.0
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|\w+ly\s+)?"
    r"(?:\w{3,}ed|given|made|taken|known|done|undone|seen|told|put|sent|held|kept|chosen|found)\b",
    re.IGNORECASE,
)
_ARITHMETIC = re.compile(r"\b(?:add up|multiply|subtract|calculate|divide|times your)\b", re.I)
_HARD_NUMBER = re.compile(r"\d\s*%|\d\.\d|\d\s*[-–]\s*\d")


@dataclass(frozen=True)
class Subject:
    """One handout with what it prints, and what the other checks found in it."""

    handout: Handout
    segments: list[Segment]
    blocks: list[Conditional]
    grade: float
    address: float
    broken: frozenset[str]

    def has(self, *kinds: type[Conditional]) -> bool:
        """Say whether a block of one of these kinds is there."""
        return any(isinstance(block, kinds) for block in self.blocks)

    def passive_share(self, segments: list[Segment]) -> float:
        """Return how many of 100 sentences are in the passive voice."""
        all_sentences = [part for segment in segments for part in sentences(segment.source)]
        return (
            100
            * sum(bool(_PASSIVE.search(part)) for part in all_sentences)
            / max(len(all_sentences), 1)
        )

    @property
    def messages(self) -> list[Segment]:
        """The main message and what the reader is told to do, in the handout's own words."""
        return [
            s
            for s in self.segments
            if s.safety and not s.id.startswith(("region.", "label.", "sign."))
        ]

    @property
    def is_card(self) -> bool:
        """Whether there is no room for a main message, a summary or a picture."""
        return not self.handout.form.needs_main_message


def _read(subject: Subject) -> bool | None:
    return None


def _always(subject: Subject) -> bool:
    return True


def _never(subject: Subject) -> bool:
    return False


@dataclass(frozen=True)
class Item:
    """One item of a scale.

    `criterion` says of the content whether it is met, or None where somebody must read. `applies`
    says of the content whether the item applies. `unless` is what a reader may find the material to
    lack, so that the item does not apply; empty where it applies to every material.
    """

    scale: Scale
    number: int
    asks: str
    criterion: Callable[[Subject], bool | None] = _read
    applies: Callable[[Subject], bool] = _always
    unless: str = ""

    @property
    def name(self) -> str:
        """The item's name in ``content/judged.yaml``, such as ``pemat-2``."""
        return f"{'cci' if self.scale == 'CCI' else 'pemat'}-{self.number}"

    @property
    def is_core(self) -> bool:
        """Whether the Index says that it applies to every material."""
        return self.scale == "CCI" and self.number <= CCI_CORE

    def may_not_apply(self, subject: Subject) -> bool:
        """Say whether a reader may find that it does not apply."""
        return bool(self.unless) or (subject.is_card and self.is_core)


def _message(subject: Subject) -> bool | None:
    if subject.is_card:
        return None
    message = subject.handout.main_message
    return message is not None and 1 <= len(sentences(message.text)) <= 3


def _picture(subject: Subject) -> bool | None:
    # Whether it carries the message is for a reader to say.
    return None if subject.handout.picture is not None else False


def _summary(subject: Subject) -> bool | None:
    if subject.has(Summary):
        return True
    return False if "summary" in subject.handout.form.needs else None


def _without(*rules: str) -> Callable[[Subject], bool | None]:
    return lambda subject: not subject.broken & set(rules)


def _balance(subject: Subject) -> bool | None:
    return False if subject.broken & {"balance", "wording-promise"} else None


def _plain_numbers(subject: Subject) -> bool:
    return not any(_HARD_NUMBER.search(segment.source) for segment in subject.segments)


def _cues(subject: Subject) -> bool:
    return subject.handout.main_message is not None or subject.has(Callout, Effects)


def _acts(subject: Subject) -> bool:
    return subject.has(Checklist, Callout, Steps, Effects)


def _tool(subject: Subject) -> bool | None:
    # A material that has none may need none: somebody has to say so.
    return True if subject.has(Checklist, WritingRoom, FillInTable, TeachBack) else None


def _active(subject: Subject) -> bool:
    return subject.passive_share(subject.segments) <= MOST_PASSIVE


def _active_messages(subject: Subject) -> bool:
    return subject.passive_share(subject.messages) <= MOST_PASSIVE


def _has_headings(subject: Subject) -> bool:
    return len(subject.handout.sections) > 1


def _has_numbers(subject: Subject) -> bool:
    return any(re.search(r"\d", segment.source) for segment in subject.segments)


def _has_arithmetic(subject: Subject) -> bool:
    return any(_ARITHMETIC.search(segment.source) for segment in subject.segments)


def _has_table(subject: Subject) -> bool:
    return subject.has(FillInTable)


def _no_arithmetic(subject: Subject) -> bool:
    return not _has_arithmetic(subject)


def _has_message(subject: Subject) -> bool:
    return not subject.is_card


_U: Scale = "PEMAT-P understandability"
_A: Scale = "PEMAT-P actionability"
_NO_NUMBERS, _NO_PICTURES = "there are no numbers", "there are no pictures"
_NO_ADVICE, _NO_RISK = "it recommends nothing", "it tells of no risk"

ITEMS = (
    Item(_U, 1, "the purpose is evident from the start", _message),
    Item(_U, 2, "nothing distracts from the purpose"),
    Item(_U, 3, "everyday language", lambda s: s.grade <= HIGHEST_HANDOUT_GRADE),
    Item(_U, 4, "medical terms are explained", _without("plain-term")),
    Item(_U, 5, "active voice", _active),
    Item(_U, 6, "numbers are clear", _plain_numbers, _has_numbers, _NO_NUMBERS),
    Item(_U, 7, "nothing to calculate", _no_arithmetic),
    Item(_U, 8, "short sections", _without("plain-paragraph", "list-too-long")),
    Item(_U, 9, "every section has a heading that says what it holds", _has_headings),
    Item(_U, 10, "a logical order"),
    Item(_U, 11, "a summary", _summary, _has_message, "it is very short"),
    Item(_U, 12, "visual cues lead to what matters", _cues),
    Item(_U, 13, "text on a screen is easy to read", _read, _never, "it is on paper"),
    Item(_U, 14, "the words are easy to hear", _read, _never, "it is on paper"),
    Item(_U, 15, "pictures wherever they make it easier to understand"),
    Item(_U, 16, "pictures support the text and do not distract", unless=_NO_PICTURES),
    Item(_U, 17, "pictures have titles or captions", unless=_NO_PICTURES),
    Item(_U, 18, "pictures are clear and uncluttered", unless=_NO_PICTURES),
    Item(_U, 19, "tables are simple, with short headings", _read, _has_table, "there is no table"),
    Item(_A, 20, "at least one action", _acts),
    Item(_A, 21, "speaks to the reader", lambda s: s.address >= LEAST_ADDRESS),
    Item(_A, 22, "every action in steps that say what to do"),
    Item(_A, 23, "a tool to use wherever one helps to act", _tool),
    Item(_A, 24, "how to calculate", _read, _has_arithmetic, "nothing is calculated"),
    Item(_A, 25, "how to use charts to act", _read, _never, "there is no chart"),
    Item(_A, 26, "pictures wherever they make it easier to act"),
    Item("CCI", 1, "one main message", _message, _has_message),
    Item("CCI", 2, "the main message comes first", _message, _has_message),
    Item("CCI", 3, "the main message stands out", _message, _has_message),
    Item("CCI", 4, "a picture carries the main message", _picture, _has_message),
    Item("CCI", 5, "a call to action", _acts),
    Item("CCI", 6, "main message and calls to action in the active voice", _active_messages),
    Item("CCI", 7, "words that the reader uses", _without("plain-term", "plain-grade")),
    Item("CCI", 8, "lists, none too long", _without("list-too-long")),
    Item("CCI", 9, "chunks with headings", _has_headings),
    Item("CCI", 10, "the most important first"),
    Item("CCI", 11, "what is known and what is not"),
    Item("CCI", 12, "recommends what to do", _acts, unless=_NO_ADVICE),
    Item("CCI", 13, "why that matters", unless=_NO_ADVICE),
    Item("CCI", 14, "how to do it", unless=_NO_ADVICE),
    Item("CCI", 15, "numbers that the reader uses", _plain_numbers, _has_numbers, _NO_NUMBERS),
    Item("CCI", 16, "what the numbers mean", _read, _has_numbers, _NO_NUMBERS),
    Item("CCI", 17, "nothing to calculate", _no_arithmetic, _has_numbers, _NO_NUMBERS),
    Item("CCI", 18, "what the risk is", unless=_NO_RISK),
    Item("CCI", 19, "risks beside benefits", _balance, unless=_NO_RISK),
    Item("CCI", 20, "a probability in words or a picture too", unless=_NO_RISK),
)


def of_scale(scale: Scale) -> list[Item]:
    """Return the items of a scale, in their order."""
    return [item for item in ITEMS if item.scale == scale]

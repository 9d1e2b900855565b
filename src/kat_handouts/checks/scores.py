"""PEMAT-P and CDC Clear Communication Index: the items that a program can judge.

PEMAT-P is AHRQ's Patient Education Materials Assessment Tool for printable materials, the Clear
Communication Index the CDC's. An item is named by its number there; what it asks is said in words
of our own. The items that need a person, and our reading of them, are in docs/scores.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from kat_handouts.checks.plain_language import (
    HIGHEST_HANDOUT_GRADE,
    LEAST_ADDRESS,
    address_share,
    handout_measure,
    sentences,
)
from kat_handouts.checks.printed import Variant, printed_by
from kat_handouts.content.blocks import (
    BulletList,
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
from kat_handouts.content.library import Library
from kat_handouts.content.schema import Handout
from kat_handouts.content.segments import Segment
from kat_handouts.model.errors import Finding

Instrument = Literal["PEMAT-P", "CCI"]

# Percent of the judged items; the usual bar of PEMAT is 70, the pass mark of the Index 90.
TARGETS: dict[Instrument, float] = {"PEMAT-P": 90.0, "CCI": 90.0}

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


Criterion = Callable[[Subject], "bool | None"]


@dataclass(frozen=True)
class Item:
    """One item of an instrument. `criterion` returns None where the item does not apply."""

    instrument: Instrument
    number: int
    asks: str
    criterion: Criterion


def _message(subject: Subject) -> bool | None:
    if not subject.handout.form.needs_main_message:
        return None
    message = subject.handout.main_message
    return message is not None and 1 <= len(sentences(message.text)) <= 3


def _picture(subject: Subject) -> bool | None:
    handout = subject.handout
    return handout.picture is not None if handout.form.needs_main_message else None


def _summary(subject: Subject) -> bool | None:
    return subject.has(Summary) if "summary" in subject.handout.form.needs else None


def _without(*rules: str) -> Criterion:
    return lambda s: not s.broken & set(rules)


def _plain_numbers(subject: Subject) -> bool | None:
    numbers = [s for s in subject.segments if re.search(r"\d", s.source)]
    return not any(_HARD_NUMBER.search(s.source) for s in numbers) if numbers else None


def _no_arithmetic(subject: Subject) -> bool:
    return not any(_ARITHMETIC.search(segment.source) for segment in subject.segments)


def _cues(subject: Subject) -> bool:
    return subject.handout.main_message is not None or subject.has(Callout, Effects)


def _acts(subject: Subject) -> bool:
    return subject.has(Checklist, Callout, Steps, Effects)


def _tool(subject: Subject) -> bool | None:
    if not {"checklist", "teach-back"} & {*subject.handout.form.needs}:
        return None
    return subject.has(Checklist, WritingRoom, FillInTable, TeachBack)


ITEMS = (
    Item("PEMAT-P", 1, "the purpose is evident from the start", _message),
    Item("PEMAT-P", 3, "everyday language", lambda s: s.grade <= HIGHEST_HANDOUT_GRADE),
    Item("PEMAT-P", 4, "medical terms are explained", _without("plain-term")),
    Item("PEMAT-P", 5, "active voice", lambda s: s.passive_share(s.segments) <= MOST_PASSIVE),
    Item("PEMAT-P", 6, "numbers are clear", _plain_numbers),
    Item("PEMAT-P", 7, "nothing to calculate", _no_arithmetic),
    Item("PEMAT-P", 8, "short sections", _without("plain-paragraph", "list-too-long")),
    Item("PEMAT-P", 9, "every section has a heading", lambda s: len(s.handout.sections) > 1),
    Item("PEMAT-P", 11, "a summary", _summary),
    Item("PEMAT-P", 12, "visual cues lead to what matters", _cues),
    Item("PEMAT-P", 20, "at least one action", _acts),
    Item("PEMAT-P", 21, "speaks to the reader", lambda s: s.address >= LEAST_ADDRESS),
    Item("PEMAT-P", 22, "actions in steps", lambda s: s.has(Checklist, Steps, BulletList)),
    Item("PEMAT-P", 23, "a tool to use", _tool),
    Item("CCI", 1, "one main message", _message),
    Item("CCI", 2, "the main message comes first", _message),
    Item("CCI", 3, "the main message stands out", _message),
    Item("CCI", 4, "a picture carries the main message", _picture),
    Item("CCI", 5, "a call to action", _acts),
    Item(
        "CCI",
        6,
        "main message and calls to action in the active voice",
        lambda s: s.passive_share(s.messages) <= MOST_PASSIVE,
    ),
    Item("CCI", 7, "words that the reader uses", _without("plain-term", "plain-grade")),
    Item("CCI", 8, "lists, none too long", lambda s: "list-too-long" not in s.broken),
    Item("CCI", 9, "chunks with headings", lambda s: len(s.handout.sections) > 1),
    Item("CCI", 12, "recommends what to do", _acts),
    Item("CCI", 15, "numbers that the reader uses", _plain_numbers),
    Item("CCI", 17, "nothing to calculate", _no_arithmetic),
    Item("CCI", 19, "benefits with their limits", _without("balance", "wording-promise")),
)


@dataclass(frozen=True)
class Score:
    """What one instrument says of one handout: items met and missed, in percent of the judged."""

    handout: str
    instrument: Instrument
    met: tuple[Item, ...]
    missed: tuple[Item, ...]

    @property
    def percent(self) -> float:
        return 100 * len(self.met) / max(len(self.met) + len(self.missed), 1)


def scores(
    library: Library, printed: dict[Variant, frozenset[str]], findings: list[Finding]
) -> Iterator[Score]:
    """Yield the score of each handout by each instrument, given what the other checks found.

    The instruments are for what is said of health: a practical handout has no score.
    """
    for id_, handout in library.handouts.items():
        if handout.is_practical:
            continue
        ids = printed_by(printed, id_)
        # What several regions say in the same words counts once.
        texts = {s.source: s for s in library.segments.values() if s.id in ids}
        subject = Subject(
            handout=handout,
            segments=list(texts.values()),
            blocks=[
                block for section in handout.sections.values() for block in section.blocks.values()
            ],
            grade=handout_measure(library, [s.id for s in texts.values()]).grade,
            address=address_share(library, id_),
            broken=frozenset(
                found.rule for found in findings if found.handout == id_ or found.segment in ids
            ),
        )
        for instrument in TARGETS:
            items = [item for item in ITEMS if item.instrument == instrument]
            judged = [(item, item.criterion(subject)) for item in items]
            yield Score(
                id_,
                instrument,
                tuple(item for item, met in judged if met is True),
                tuple(item for item, met in judged if met is False),
            )


def check_scores(library: Library, found: list[Score]) -> Iterator[Finding]:
    """Yield each handout that misses a target."""
    for score in found:
        if score.percent < TARGETS[score.instrument]:
            missed = ", ".join(f"{item.number} ({item.asks})" for item in score.missed)
            yield Finding(
                f"score-{score.instrument.lower()}",
                f"{score.percent:.0f} % of the judged items of {score.instrument}; the target is "
                f"{TARGETS[score.instrument]:.0f} %",
                hint=f"missed: {missed}",
                file=library.handout_file(score.handout).name,
                line=1,
                handout=score.handout,
            )

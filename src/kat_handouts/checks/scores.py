"""How each handout scores by PEMAT-P and the Clear Communication Index, the stricter view counting.

What the content decides and what was read are held together item by item: an item that either of
them misses is missed. A reading of an older revision of a handout counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from kat_handouts.checks.instruments import ITEMS, Item, Scale, Subject, of_scale
from kat_handouts.checks.plain_language import address_share, handout_measure
from kat_handouts.checks.printed import Variant, printed_by
from kat_handouts.content.judged import Judgement
from kat_handouts.content.library import Library
from kat_handouts.content.names import JUDGED
from kat_handouts.model.errors import Finding, Severity

# Percent; the usual bar of PEMAT is 70, the pass mark of the Index 90.
TARGETS: dict[Scale, float] = dict.fromkeys(get_args(Scale), 90.0)
_NAMES = {item.name: item for item in ITEMS}


@dataclass(frozen=True)
class Score:
    """What one scale says of one handout.

    `unread` are items that somebody has to read first; they count neither way.
    """

    handout: str
    revision: int
    scale: Scale
    met: tuple[Item, ...]
    missed: tuple[Item, ...]
    not_applicable: tuple[Item, ...]
    unread: tuple[Item, ...]

    @property
    def percent(self) -> float:
        """The share of the items that apply and are judged, in percent."""
        return 100 * len(self.met) / max(len(self.met) + len(self.missed), 1)


def scores(library: Library, about: dict[str, Subject]) -> Iterator[Score]:
    """Yield the score of each handout by each scale."""
    for id_, subject in about.items():
        read = judgements(library, id_)
        for scale in TARGETS:
            views = {item: _view(item, subject, read) for item in of_scale(scale)}
            if scale == "CCI":
                views = _without_message(views)
            sorted_ = {
                view: tuple(item for item, found in views.items() if found == view)
                for view in ("met", "missed", "not applicable", "unread")
            }
            yield Score(id_, subject.handout.revision, scale, *sorted_.values())


def subjects(
    library: Library, printed: dict[Variant, frozenset[str]], findings: list[Finding]
) -> dict[str, Subject]:
    """Return what there is to judge, by the handout's id, given what the other checks found.

    The instruments are for what is said of health: a practical handout has no score.
    """
    found = {}
    for id_, handout in library.handouts.items():
        if handout.is_practical:
            continue
        ids = printed_by(printed, id_)
        # What several regions say in the same words counts once.
        texts = {s.source: s for s in library.segments.values() if s.id in ids}
        found[id_] = Subject(
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
    return found


def is_stale(library: Library, handout: str) -> bool:
    """Say whether a handout was read, and has another revision now."""
    reading = library.judged.handouts.get(handout)
    return reading is not None and reading.revision != library.handouts[handout].revision


def judgements(library: Library, handout: str) -> dict[str, Judgement]:
    """Return what was read of a handout as it is now, by the names of the items."""
    reading = library.judged.handouts.get(handout)
    return {} if reading is None or is_stale(library, handout) else reading.items


def _view(item: Item, subject: Subject, read: dict[str, Judgement]) -> str:
    """Return the stricter of what the content and a reader say."""
    seen = item.criterion(subject) if item.applies(subject) else None
    said = read[item.name].score if item.name in read else None
    if seen is False or said == "0":
        return "missed"
    if not item.applies(subject) or (said == "does-not-apply" and item.may_not_apply(subject)):
        return "not applicable"
    return "met" if seen or said == "1" else "unread"


def _without_message(views: dict[Item, str]) -> dict[Item, str]:
    """Return the views of the Index: without a main message nothing of one can be met."""
    first = next(item for item in views if item.number == 1)
    if views[first] != "missed":
        return views
    return {item: "missed" if item.number <= 4 else view for item, view in views.items()}


def check_scores(library: Library, found: list[Score]) -> Iterator[Finding]:
    """Yield each handout that misses a target, and what is to be read or read again."""
    for score in found:
        if score.percent < TARGETS[score.scale]:
            missed = ", ".join(f"{item.number} ({item.asks})" for item in score.missed)
            yield Finding(
                "score-cci" if score.scale == "CCI" else "score-pemat-p",
                f"{score.percent:.0f} % of the judged items of {score.scale}; the target is "
                f"{TARGETS[score.scale]:.0f} %",
                hint=f"missed: {missed}",
                file=library.handout_file(score.handout).name,
                line=1,
                handout=score.handout,
            )
    unread: dict[str, int] = {}
    for score in found:
        unread[score.handout] = unread.get(score.handout, 0) + len(score.unread)
    for handout, count in unread.items():
        if count and not is_stale(library, handout):
            yield Finding(
                "score-unread",
                f"{count} items of PEMAT-P and the Index want a reader",
                hint=f"kat-handouts check content --score -H {handout} prints them",
                severity=Severity.NOTE,
                file=library.handout_file(handout).name,
                line=1,
                handout=handout,
            )


def check_judged(library: Library, about: dict[str, Subject]) -> Iterator[Finding]:
    """Yield what is wrong with the readings: of other handouts, items or revisions."""
    for handout, reading in library.judged.handouts.items():
        file = library.files[JUDGED]
        where = {"file": file.name, "line": file.line(("handouts", handout)), "handout": handout}
        if handout not in about:
            yield Finding(
                "score-judged",
                "no clinical handout has this id",
                hint=f"known: {', '.join(about)}",
            ).at(**where)
            continue
        if is_stale(library, handout):
            yield Finding(
                "score-stale",
                f"revision {reading.revision} was read; the handout has "
                f"{library.handouts[handout].revision}, and what was read counts for nothing",
                hint=f"read it again: kat-handouts check content --score -H {handout}",
                severity=Severity.WARNING,
            ).at(**where)
        for name, judgement in reading.items.items():
            at = {**where, "line": file.line(("handouts", handout, "items", name))}
            item = _NAMES.get(name)
            if item is None:
                yield Finding(
                    "score-judged",
                    f"“{name}” is no item",
                    hint="pemat-1 to pemat-26, and cci-1 to cci-20",
                ).at(**at)
            elif judgement.score == "does-not-apply" and not item.may_not_apply(about[handout]):
                yield Finding(
                    "score-judged",
                    f"{name} ({item.asks}) applies to every material",
                    hint="judge it: score: 1 or score: 0",
                ).at(**at)

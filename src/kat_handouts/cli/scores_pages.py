"""Scores, for a person and for a machine, and what of a handout is still to be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kat_handouts.checks.instruments import Item
from kat_handouts.checks.scores import Score
from kat_handouts.cli.report import print_table, say


def score_data(score: Score) -> dict[str, object]:
    """Return a score as JSON has it."""
    return {
        "handout": score.handout,
        "instrument": score.scale,
        "percent": round(score.percent),
        "met": _numbers(score.met),
        "missed": _numbers(score.missed),
        "does_not_apply": _numbers(score.not_applicable),
        "unread": _numbers(score.unread),
    }


def print_scores(found: list[Score]) -> None:
    """Print a table: a line for each handout and scale."""
    rows: list[dict[str, object]] = [
        {
            "handout": score.handout,
            "instrument": score.scale,
            # Of some items alone it would say more than is known.
            "score": "unfinished" if score.unread else f"{score.percent:.0f} %",
            "judged": f"{len(score.met)} of {len(score.met) + len(score.missed)}",
            "does not apply": _listed(score.not_applicable),
            "unread": _listed(score.unread),
            "missed": "; ".join(f"{item.number}: {item.asks}" for item in score.missed),
        }
        for score in found
    ]
    columns = ("handout", "instrument", "score", "judged", "does not apply", "unread", "missed")
    print_table("Scores", rows, columns)
    say("The score is that of the items that apply and are judged. Every reading and its reason:")
    say("docs/scores.md. What nobody has read counts neither way.")
    for score in found:
        if core := [item for item in score.not_applicable if item.is_core]:
            say(
                f"{score.handout} is a card and scored on what applies to it: without "
                f"{_listed(core)} of the Index, which apply to every other material."
            )


def print_unread(found: list[Score], today: date) -> None:
    """Print what is still to be read of handouts, as `content/judged.yaml` takes it."""
    for handout in dict.fromkeys(score.handout for score in found):
        scores = [score for score in found if score.handout == handout]
        items = [item for score in scores for item in score.unread]
        if not items:
            say(f"{handout}: everything is read")
            continue
        say(f"\nTo read of {handout}; for content/judged.yaml, below “handouts:”\n")
        say(f"  {handout}:\n    revision: {scores[0].revision}\n    date: {today}\n    items:")
        for item in items:
            unless = f" (does-not-apply: {item.unless})" if item.unless else ""
            say(f"      {item.name}:  # {item.asks}{unless}\n        score: ?\n        reason: ?")


def _numbers(items: Iterable[Item]) -> list[int]:
    return [item.number for item in items]


def _listed(items: Iterable[Item]) -> str:
    return " ".join(map(str, _numbers(items)))

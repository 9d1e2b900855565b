"""Write docs/scores.md: how each handout scores, and the reason for each item that was read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kat_handouts.checks.content import check_content
from kat_handouts.checks.instruments import ITEMS, Scale
from kat_handouts.checks.plain_language import measures_of
from kat_handouts.checks.printed import printed_segments
from kat_handouts.checks.scores import TARGETS, Score, is_stale
from kat_handouts.content.library import Library, load_library
from kat_handouts.files.atomic import write_whole
from kat_handouts.files.project import Project

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/scores.md"

HEAD = """# Scores, and what was read for them

<!-- `make scores` writes this page from content/judged.yaml; do not edit it. -->

`kat-handouts check content --score` prints how each handout does by two instruments: AHRQ's
**PEMAT-P** (Patient Education Materials Assessment Tool for printable materials: understandability,
items 1 to 19, and actionability, items 20 to 26, which make two scores) and the CDC's **Clear
Communication Index** (20 items). It fails below 90 % of the items that apply. The numbers of the
items are those of the instruments; the words are ours.

What the content decides (`kat_handouts/checks/instruments.py`) the program judges. The rest was
read, and stands in `content/judged.yaml` with its reason. Where both judge an item, the stricter
counts. The Index says that its items 1 to 11 apply to every material, and none of them is waived,
but on the card: half a page has no room for a main message, and is scored on what applies to it.

**The reading is our own**: that of the people who wrote the handouts, and not an independent
rater's. A reading is of one revision of a handout; of another one it counts for nothing
(`score-stale`). What nobody has read counts neither way (`score-unread`). A good score says that a
text is likely to be understood. It does not say that it is true, and no clinician or patient has
yet read these handouts.

`kat-handouts check content --score -H side-effects` prints what is still to be read of a handout,
as `content/judged.yaml` takes it.

## Scores

Flesch–Kincaid (at most 6) and SMOG (at most 8) are of the whole sheet as it is printed, each item
of a list a sentence, in the region where they are highest.
"""
_WORDS = {"1": "met", "0": "**not met**", "does-not-apply": "does not apply"}


def page(project: Project) -> str:
    """Return the page."""
    library = load_library(project)
    found = check_content(project).scores
    parts = [HEAD, *_summary(project, library, found)]
    for handout in dict.fromkeys(score.handout for score in found):
        parts += _reading(library, handout, [one for one in found if one.handout == handout])
    return "\n".join(parts) + "\n"


def _summary(project: Project, library: Library, found: list[Score]) -> Iterator[str]:
    printed = printed_segments(project, library)
    yield "| handout | understandability | actionability | CCI | Flesch–Kincaid | SMOG |"
    yield "|---|---|---|---|---|---|"
    for handout in dict.fromkeys(score.handout for score in found):
        of_handout: dict[Scale, Score] = {s.scale: s for s in found if s.handout == handout}
        measures = measures_of(library, handout, printed)
        cells = [_percent(of_handout[scale]) for scale in TARGETS]
        cells += [f"{max(one.grade for one in measures):.1f}"]
        cells += [f"{max(one.smog for one in measures):.1f}"]
        yield f"| {handout} | {' | '.join(cells)} |"


def _percent(score: Score) -> str:
    met = f"{len(score.met)} of {len(score.met) + len(score.missed)}"
    if score.unread:
        return f"{met}, {len(score.unread)} unread"
    return f"{score.percent:.0f} % ({met})"


def _reading(library: Library, handout: str, found: list[Score]) -> Iterator[str]:
    yield f"\n## {library.handouts[handout].code}: {library.handouts[handout].title.text}\n"
    missed = [item for score in found for item in score.missed]
    reading = library.judged.handouts.get(handout)
    judged = reading.items if reading else {}
    if seen := [f"{item.name} ({item.asks})" for item in missed if item.name not in judged]:
        yield f"Missed as the program sees it: {', '.join(seen)}.\n"
    if reading is None:
        yield "Nobody has read it yet."
        return
    stale = ", which is no longer the one that stands" if is_stale(library, handout) else ""
    yield f"Revision {reading.revision}{stale}, read on {reading.date}.\n"
    yield "| item | asks | | reason |"
    yield "|---|---|---|---|"
    for item in ITEMS:
        if item.name in judged:
            judgement = judged[item.name]
            yield f"| {item.name} | {item.asks} | {_WORDS[judgement.score]} | {judgement.reason} |"


if __name__ == "__main__":
    write_whole(PAGE, page(Project(root=ROOT)).encode())

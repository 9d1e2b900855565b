"""The rules of ``check content``: why each is there, where that comes from, who may except from it.

An exception stands in the content, under ``allow``, with its reason: on the text, or at the top of
the handout's or the region's file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from kat_handouts.content.library import Library
from kat_handouts.model.errors import Finding

Place = Literal["text", "handout", "region", "nowhere"]

_NHS = "NHS digital service manual, content style guide"
_PEMAT = "AHRQ, PEMAT-P user's guide"
_CCI = "CDC, Clear Communication Index user guide"
_OURS = "a rule of this project"


@dataclass(frozen=True)
class Rule:
    """One rule: its id, why it is there, the reference for that, and where it may be excepted."""

    id: str
    reason: str
    reference: str
    exception: Place


RULES = {
    rule.id: rule
    for rule in (
        Rule("plain-sentence", "A long sentence loses a tired reader.", _NHS, "text"),
        Rule("plain-paragraph", "A long paragraph hides what matters.", _NHS, "text"),
        Rule("plain-grade", "A hard paragraph is not read.", "Kincaid 1975", "text"),
        Rule("plain-handout-grade", "A tired reader follows grade 6, not more.", _NHS, "handout"),
        Rule("plain-capitals", "Capitals are harder to read.", _NHS, "text"),
        Rule("plain-address", "A reader follows what is said to them.", _PEMAT, "handout"),
        Rule("plain-term", "An unexplained medical term excludes.", _PEMAT, "text"),
        Rule("wording-hype", "Hype raises hopes that no study carries.", _OURS, "text"),
        Rule("wording-promise", "Nobody can promise an effect.", _OURS, "text"),
        Rule("wording-stigma", "Naming a person by an illness keeps them away.", _NHS, "text"),
        Rule("wording-address", "A reader follows what is said to them.", _PEMAT, "text"),
        Rule("balance", "A benefit without its limits misleads.", _CCI, "text"),
        Rule("list-too-long", "More than 7 items are not kept in mind.", _CCI, "handout"),
        Rule("handout-incomplete", "A summary and a checklist help to act.", _PEMAT, "handout"),
        Rule("source-missing", "A reader must be able to ask where it comes from.", _OURS, "text"),
        Rule("source-decision", "A number needs a reference.", _OURS, "nowhere"),
        Rule("source-unknown", "A source must be on record.", _OURS, "nowhere"),
        Rule("source-unused", "What nothing cites is not kept up.", _OURS, "nowhere"),
        Rule("source-overdue", "Labels change.", _OURS, "nowhere"),
        Rule("source-unconfirmed", "What nobody has read is not known.", _OURS, "nowhere"),
        Rule("review-overdue", "A text past its review may be wrong.", _CCI, "nowhere"),
        Rule("fact-missing", "A missing warning harms.", _OURS, "nowhere"),
        Rule("fact-not-safety", "A warning is checked more strictly.", _OURS, "nowhere"),
        Rule("fact-unknown", "A fact needs an owner.", _OURS, "nowhere"),
        Rule("revision", "A chart must tell what was given.", _OURS, "nowhere"),
        Rule("own-safety-text", "Whose words they are must be known.", _OURS, "nowhere"),
        Rule("revision-untold", "Clinics must learn what changed.", _OURS, "nowhere"),
        Rule(
            "region-emergency",
            "A wrong number costs time.",
            "libphonenumber",
            "nowhere",
        ),
        Rule("region-phone", "A line that cannot be dialled is none.", "libphonenumber", "region"),
        Rule("region-serves", "A line of another nation turns callers away.", _OURS, "region"),
        Rule("region-number-format", "A wrong sign changes a dose.", "Unicode CLDR", "region"),
        Rule("score-pemat-p", "Below 90 % too much is left to the reader.", _PEMAT, "handout"),
        Rule("score-cci", "90 is the pass mark.", _CCI, "handout"),
        Rule("allow-unknown", "An exception from nothing hides a typing error.", _OURS, "nowhere"),
    )
}


def without_excepted(library: Library, findings: list[Finding]) -> list[Finding]:
    """Return the findings that no exception in the content takes back."""
    return [finding for finding in findings if not _is_excepted(library, finding)]


def _is_excepted(library: Library, finding: Finding) -> bool:
    place = RULES[finding.rule].exception if finding.rule in RULES else "nowhere"
    if place == "text" and finding.segment in library.segments:
        return finding.rule in library.segments[finding.segment].allow
    if place == "handout" and finding.handout in library.handouts:
        return finding.rule in library.handouts[finding.handout].allow
    if place == "region":
        for code, region in library.regions.items():
            if library.files[f"content/regions/{code}.yaml"].name == finding.file:
                return finding.rule in region.allow
    return False


def check_exceptions(library: Library) -> Iterator[Finding]:
    """Yield exceptions from rules that are not there, or that are not excepted in that place."""
    for segment in library.segments.values():
        for rule in segment.allow:
            if finding := _check(rule, "text"):
                yield finding.at(file=segment.file, line=segment.line, segment=segment.id)
    for id_, handout in library.handouts.items():
        file = library.files[f"content/{id_}.yaml"]
        for rule in handout.allow:
            if finding := _check(rule, "handout"):
                yield finding.at(file=file.name, line=file.line(("allow", rule)), handout=id_)
    for code, region in library.regions.items():
        file = library.files[f"content/regions/{code}.yaml"]
        for rule in region.allow:
            if finding := _check(rule, "region"):
                yield finding.at(file=file.name, line=file.line(("allow", rule)))


def _check(rule: str, place: Place) -> Finding | None:
    known = [id_ for id_, entry in RULES.items() if entry.exception == place]
    if rule in known:
        return None
    close = get_close_matches(rule, known, n=1, cutoff=0.5)
    return Finding(
        "allow-unknown",
        f"there is no rule “{rule}” that a {place} can be excepted from",
        hint=(f"did you mean {close[0]}? " if close else "") + f"known: {', '.join(known)}",
    )

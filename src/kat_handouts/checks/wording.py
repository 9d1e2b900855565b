"""Words: hype, promises, stigma, third person, unexplained medical terms, benefits without limits.

The words are those of ``content/wording.yaml`` and ``content/glossary.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.checks.printed import Variant, printed_by
from kat_handouts.content.library import Library
from kat_handouts.content.names import easy_read_root
from kat_handouts.content.segments import Segment
from kat_handouts.content.vocabulary import Term, word_pattern
from kat_handouts.model.errors import Finding


def check_wording(library: Library, printed: dict[Variant, frozenset[str]]) -> Iterator[Finding]:
    """Yield each word of the English texts that should not stand, or not stand alone."""
    yield from _forbidden(library)
    practical = {id_ for id_, handout in library.handouts.items() if handout.is_practical}
    for id_ in (*library.handouts, *map(easy_read_root, library.easy_reads)):
        ids = printed_by(printed, id_)
        printed_here = [segment for segment in library.segments.values() if segment.id in ids]
        yield from _terms(library, id_, printed_here)
        if id_ not in practical:
            yield from _balance(library, id_, printed_here)


def _forbidden(library: Library) -> Iterator[Finding]:
    rules = [
        (f"wording-{rule.kind}", word_pattern(rule.words), rule.why, rule.instead)
        for rule in library.wording.rules.values()
    ]
    rules += [
        (
            "plain-term",
            word_pattern(term.forms),
            "a medical term with plain words of its own",
            ", ".join(term.plain),
        )
        for term in library.glossary.terms.values()
        if term.avoid
    ]
    for segment in library.segments.values():
        for id_, pattern, why, instead in rules:
            for found in pattern.findall(segment.source):
                yield Finding(
                    id_,
                    f"“{found}” is not a word for a handout: {why}",
                    hint=f"instead: {instead}",
                    file=segment.file,
                    line=segment.line,
                    segment=segment.id,
                )


def _terms(library: Library, handout: str, segments: list[Segment]) -> Iterator[Finding]:
    for term in library.glossary.terms.values():
        if term.avoid or not term.plain:
            continue
        using = [s for s in segments if word_pattern(term.forms).search(s.source)]
        if using and not any(_explains(term, segment) for segment in using):
            first = using[0]
            yield Finding(
                "plain-term",
                f"“{term.forms[0]}” is nowhere explained in this handout",
                hint=f"explain it once in the same text: {', '.join(term.plain)}",
                file=first.file,
                line=first.line,
                handout=handout,
                segment=first.id,
            )


def _explains(term: Term, segment: Segment) -> bool:
    return any(word.lower() in segment.source.lower() for word in term.plain)


def _balance(library: Library, handout: str, segments: list[Segment]) -> Iterator[Finding]:
    balance = library.wording.balance
    benefits, limits = word_pattern(balance.benefits), word_pattern(balance.limits)
    parts: dict[str, list[Segment]] = {}
    for segment in segments:
        if segment.id.startswith(f"{handout}."):
            part = segment.id.removeprefix(f"{handout}.").split(".")[0]
            parts.setdefault(part, []).append(segment)
    for texts in parts.values():
        claims = [s for s in texts if benefits.search(s.source) and "balance" not in s.allow]
        if claims and not any(limits.search(segment.source) for segment in texts):
            yield Finding(
                "balance",
                f"“{benefits.findall(claims[0].source)[0]}” names a benefit, and nothing in the "
                "same section names its limits",
                hint="say beside it whom it does not help, how long it lasts, or what is not known",
                file=claims[0].file,
                line=claims[0].line,
                handout=handout,
                segment=claims[0].id,
            )

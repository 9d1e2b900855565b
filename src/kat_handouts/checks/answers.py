"""One answer to one question: no rule and no sign stands differently on two sheets of one packet.

Advice and signs are cited by key, so that they cannot differ. What is left, and found here, by the
topics of ``content/wording.yaml``: a text that says an advice again in words of its own; a sign at
another level than its own; two lengths of time for one thing.

Not seen: what `kat_handouts.checks.topics` does not see; what a region's law says of the topic,
which is not advice; two times of which one sentence has both; and advice that is there and wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kat_handouts.checks.packets import Packets, packet_name, packets_of
from kat_handouts.checks.printed import Variant
from kat_handouts.checks.topics import Statement, repeats, sentences_of, statements_of
from kat_handouts.content.library import Library
from kat_handouts.content.names import WORDING
from kat_handouts.content.questions import is_text_of
from kat_handouts.content.schema import Handout
from kat_handouts.content.segments import Segment
from kat_handouts.content.signs import Sign
from kat_handouts.model.errors import Finding

# Their texts are the answer itself, or the law.
_NOT_FREE = ("advice.", "sign.", "region.")
_IN_PACKET = ", in the packet for "


def check_answers(library: Library, printed: dict[Variant, frozenset[str]]) -> Iterator[Finding]:
    """Yield each text that gives a second answer within a packet, once."""
    yield from _unknown(library)
    found: dict[tuple[str, str], Finding] = {}
    for finding in _by_packet(library, packets_of(library, printed)):
        found.setdefault((finding.segment or "", finding.message.partition(_IN_PACKET)[0]), finding)
    yield from found.values()


def _unknown(library: Library) -> Iterator[Finding]:
    """Yield the advice and the signs of a topic that are not there: it would watch nothing."""
    for key, topic in library.wording.topics.items():
        for name, known in (("advice", library.advice.advice), ("signs", library.signs.signs)):
            for cited in getattr(topic, name):
                if cited not in known:
                    yield Finding(
                        "two-answers",
                        f"the topic “{key}” watches over the {name} “{cited}”, not there",
                        hint=f"known: {', '.join(known)}",
                    ).at(**library.files[WORDING].place(("topics", key, name)))


def _by_packet(library: Library, packets: Packets) -> Iterator[Finding]:
    statements = statements_of(library)
    lists = _lists(library)
    for (route, region), by_handout in packets.items():
        ids = frozenset[str]().union(*by_handout.values())
        here = [one for one in statements if one.segment in ids]
        yield from _rephrased(library, here, ids)
        yield from _levels(library, here, lists)
        yield from _times(library, here, packet_name(route, region))


def _rephrased(
    library: Library, statements: list[Statement], ids: frozenset[str]
) -> Iterator[Finding]:
    """Yield the texts that say an advice again in words of their own."""
    said: dict[str, set[str]] = {}
    for key, topic in library.wording.topics.items():
        cited = [id_ for id_ in ids if any(is_text_of(id_, f"advice.{a}") for a in topic.advice)]
        said[key] = {
            one for id_ in _every_voice(library, cited) for one in sentences_of(library, id_)
        }
    for one in statements:
        advice = library.wording.topics[one.topic].advice
        if not advice or one.segment.startswith(_NOT_FREE) or repeats(one, said[one.topic]):
            continue
        yield _finding(
            library.segments[one.segment],
            f"“{one.sentence}” is on the topic “{one.topic}”, and not in the words of its advice",
            f"cite it: advice: {' or '.join(advice)}; or take it word for word; if it gives no "
            "other answer: allow: {two-answers: why}",
        )


def _every_voice(library: Library, advice: list[str]) -> list[str]:
    """Return the texts of the phrasings that some texts of advice are of, in each voice."""
    phrasings = tuple({f"{id_.rpartition('.')[0]}." for id_ in advice})
    return [id_ for id_ in library.segments if id_.startswith(phrasings)]


def _levels(
    library: Library, statements: list[Statement], lists: dict[str, str]
) -> Iterator[Finding]:
    """Yield the texts that have a sign at another level than its own, or list it once more."""
    for one in statements:
        signs = library.wording.topics[one.topic].signs
        known = {level for key in signs for level in _levels_of(library.signs.signs.get(key))}
        if not known:
            continue
        if one.segment.startswith("sign."):
            key = one.segment.split(".")[1]
            levels = set() if key in signs else _levels_of(library.signs.signs[key])
        else:
            levels = {*one.levels, *([lists[one.segment]] if one.segment in lists else [])}
        where = " and ".join(sorted(known))
        for level in sorted(levels - known):
            yield _finding(
                library.segments[one.segment],
                f"it puts “{one.topic}” at the level {level}; content/signs.yaml has it at {where}",
                "let one of them be right, and name the sign with “signs:”",
            )
        if one.segment in lists and lists[one.segment] in known:
            yield _finding(
                library.segments[one.segment],
                f"it lists the sign “{' or '.join(signs)}” once more",
                "take it out: “signs:” prints it in the same list",
            )


def _levels_of(sign: Sign | None) -> set[str]:
    return sign.levels if sign else set()


def _lists(library: Library) -> dict[str, str]:
    """Return the level of each item of the handouts' own in a list of what to do."""
    return {
        segment: level
        for id_, handout in library.handouts.items()
        for segment, level in _own_items(id_, handout)
    }


def _own_items(id_: str, handout: Handout) -> Iterator[tuple[str, str]]:
    for section_key, section in handout.sections.items():
        for block_key, block in section.blocks.items():
            place = f"{id_}.{section_key}.{block_key}"
            for level, group in getattr(block, "groups", {}).items():
                yield from ((f"{place}.{level}.{key}", level) for key in group.items)
            if block.type == "callout" and block.signs:
                yield from ((f"{place}.{key}", "tell-staff") for key in block.items)


def _times(library: Library, statements: list[Statement], packet: str) -> Iterator[Finding]:
    """Yield the second of two lengths of time for one topic."""
    for key, topic in library.wording.topics.items():
        # A free text with another time than its advice has other words too: found by those.
        timed = [
            one
            for one in statements
            if one.topic == key and one.times and not topic.signs
            if not topic.advice or one.segment.startswith(_NOT_FREE)
        ]
        for first, second in combinations(timed, 2):
            if not (first.times <= second.times or second.times <= first.times):
                yield _finding(
                    library.segments[second.segment],
                    f"on “{key}” it says {_listed(second)}, and {first.segment} {_listed(first)}"
                    f"{_IN_PACKET}{packet}",
                    "say one length of time for one thing, or make two topics of them",
                )
                break


def _listed(one: Statement) -> str:
    return " and ".join(sorted(one.times))


def _finding(segment: Segment, message: str, hint: str) -> Finding:
    return Finding(
        "two-answers",
        message,
        hint=hint,
        file=segment.file,
        line=segment.line,
        segment=segment.id,
    )

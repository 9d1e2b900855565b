"""Questions: each packet prints one answer to each, where the list says it does.

What is printed is looked at, not what it means: whether the words do answer is for people to try.
`kat_handouts.checks.question_pages` looks at how far a reader has to turn for a safety answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from kat_handouts.checks.packets import Packets, first_of, packet_name, packets_of
from kat_handouts.checks.printed import Variant
from kat_handouts.checks.topics import Statement, repeats, sentences_of, statements_of, times_in
from kat_handouts.content.facts import ANY_REGION
from kat_handouts.content.library import Library
from kat_handouts.content.names import QUESTIONS
from kat_handouts.content.questions import Question, texts_of
from kat_handouts.files.yaml_data import KeyPath
from kat_handouts.model.errors import Finding
from kat_handouts.model.sheet import routes_of


def check_questions(library: Library, printed: dict[Variant, frozenset[str]]) -> Iterator[Finding]:
    """Yield each question that a packet does not answer, or answers twice."""
    packets = packets_of(library, printed)
    statements = statements_of(library)
    for key, question in library.questions.questions.items():
        unknown = list(_unknown(library, key, question))
        yield from unknown
        if not unknown:
            asked = {
                (route, region): packet
                for (route, region), packet in packets.items()
                if question.when.holds(routes_of(route), region)
            }
            for finding in (
                *_unanswered(question, asked),
                *_said_otherwise(library, question, asked, statements),
                *_other_times(library, question, asked),
            ):
                yield finding.at(**library.files[QUESTIONS].place(("questions", key)))


def parts_of_answer(
    question: Question, handout: str, ids: Collection[str], region: str
) -> list[list[str]]:
    """Return which of the segments are each part of the answer that a handout gives.

    A part without any is not printed, and the answer not whole.
    """
    return [
        [id_ for named in one_of for id_ in texts_of(named.replace(ANY_REGION, region), ids)]
        for one_of in question.answered_by.get(handout, ())
    ]


def answer_of(question: Question, handout: str, ids: Collection[str], region: str) -> list[str]:
    """Return which of the segments are the answer that a handout gives, or a part of it."""
    parts = parts_of_answer(question, handout, ids, region)
    return list(dict.fromkeys(id_ for part in parts for id_ in part))


def _unknown(library: Library, key: str, question: Question) -> Iterator[Finding]:
    file, path = library.files[QUESTIONS], ("questions", key)
    # What to do about a sign is held to its one level by two-answers.
    topics = [key for key, topic in library.wording.topics.items() if not topic.signs]
    if question.topic and question.topic not in topics:
        known = ", ".join(topics)
        yield _misspelt("topic", question.topic, known).at(**file.place((*path, "topic")))
    for handout, answer in question.answered_by.items():
        place: KeyPath = (*path, "answered_by", handout)
        if handout not in library.handouts:
            known = ", ".join(library.handouts)
            yield _misspelt("handout", handout, known).at(**file.place(place))
            continue
        for index, one_of in enumerate(answer):
            for name in one_of:
                every = [name.replace(ANY_REGION, region) for region in library.regions]
                if not any(texts_of(one, library.segments) for one in every):
                    yield _misspelt("segment", name, "those of locales/handouts.pot").at(
                        **file.place((*place, index))
                    )


def _misspelt(kind: str, name: str, known: str) -> Finding:
    return Finding("question-unknown", f"there is no {kind} “{name}”", hint=f"known: {known}")


def _unanswered(question: Question, packets: Packets) -> Iterator[Finding]:
    """Yield what no handout of a packet prints, and handouts that do not print what is named."""
    answering = {
        variant: {
            handout
            for handout in question.answered_by
            if all(parts_of_answer(question, handout, packet.get(handout, ()), variant[1]))
        }
        for variant, packet in packets.items()
    }
    without = [packet_name(*variant) for variant, handouts in answering.items() if not handouts]
    if without:
        yield Finding(
            "question-unanswered",
            f"“{question.question}” is not answered in the packet for {first_of(without)}",
            hint=f"print it, or name what now says: {question.answer}",
        )
        return
    for handout in question.answered_by:
        lacking = [packet_name(*at) for at, found in answering.items() if handout not in found]
        is_needed = handout == question.handout_at_hand
        if lacking and (is_needed or len(lacking) == len(answering)):
            yield Finding(
                "question-unanswered",
                f"“{question.question}” is not answered on {handout} for {first_of(lacking)}"
                + (", which is at hand then" if is_needed else ""),
                hint="print all that is named for it, or name what it prints",
                handout=handout,
            )


def _said_otherwise(
    library: Library, question: Question, packets: Packets, statements: list[Statement]
) -> Iterator[Finding]:
    """Yield what a packet says on the topic of a question beside the answer that is named."""
    if not question.topic:
        return
    told: dict[str, Statement] = {}
    for (_, region), packet in packets.items():
        ids = frozenset[str]().union(*packet.values())
        # What is named once is the answer wherever it stands, advice in each voice.
        named = {
            id_
            for handout in question.answered_by
            for id_ in answer_of(question, handout, ids, region)
        }
        said = {sentence for id_ in named for sentence in sentences_of(library, id_)}
        for one in statements:
            is_here = one.topic == question.topic and one.segment in ids
            if is_here and one.segment not in named and not repeats(one, said):
                told.setdefault(one.segment, one)
    for segment, one in told.items():
        yield Finding(
            "question-twice",
            f"“{question.question}” is also answered by “{one.sentence}” ({segment})",
            hint="say it in the words of the answer; or, if it says the same, name it under "
            "“answered_by”",
            segment=segment,
        )


def _other_times(library: Library, question: Question, packets: Packets) -> Iterator[Finding]:
    """Yield two handouts whose answers have different lengths of time."""
    for (route, region), packet in packets.items():
        times = {
            handout: times_in(
                library, answer_of(question, handout, packet.get(handout, ()), region)
            )
            for handout in question.answered_by
        }
        timed = [(handout, found) for handout, found in times.items() if found]
        for (one, first), (other, second) in combinations(timed, 2):
            if not (first <= second or second <= first):
                yield Finding(
                    "question-twice",
                    f"“{question.question}” is answered with {_and(first)} on {one} and with "
                    f"{_and(second)} on {other}, in the packet for {packet_name(route, region)}",
                    hint="say one length of time for one thing",
                )
                return


def _and(times: frozenset[str]) -> str:
    return " and ".join(sorted(times))

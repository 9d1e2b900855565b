"""The easy-read edition: shorter and easier than any handout, and no sign left out.

The limits are in the spirit of guides to easy read: one idea and one picture at a time, short
sentences, everyday words. Their figures are ours. That nothing vital is missing is held by
``easy_read`` of ``content/required-facts.yaml`` (`kat_handouts.checks.facts`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.checks.packets import first_of, packet_name
from kat_handouts.checks.plain_language import count_words, handout_measure, sentences
from kat_handouts.checks.printed import Variant
from kat_handouts.content.easy_read import EasyRead, Frame
from kat_handouts.content.library import Library
from kat_handouts.content.names import SIGNS, easy_read_name, easy_read_root
from kat_handouts.content.vocabulary import word_pattern
from kat_handouts.model.errors import Finding

LONGEST_SENTENCE = 12
MOST_SENTENCES = 2
HIGHEST_GRADE = 3.0


def check_easy_read(library: Library, printed: dict[Variant, frozenset[str]]) -> Iterator[Finding]:
    """Yield what is too hard in the frames of each handout, and the signs without a frame."""
    every = set(_of_signs(library))
    for id_, easy_read in library.easy_reads.items():
        root = easy_read_root(id_)
        every |= {one for one in library.segments if one.startswith(f"{root}.")}
        for key, frame in easy_read.frames():
            every |= {*_texts(library, frame, f"{root}.{key}")}
        for finding in _grade(library, printed, easy_read, root):
            yield finding.at(file=library.files[easy_read_name(id_)].name, line=1, handout=id_)
        yield from _signs_left_out(library, id_, easy_read)
    for segment in sorted(every):
        yield from _check_text(library, segment)
    yield from _levels(library)


def _texts(library: Library, frame: Frame, id_: str) -> list[str]:
    """Return the ids of what a frame may say: its own text, or each phrasing of its advice."""
    if frame.advice is None:
        return [id_]
    return [
        f"advice.{frame.advice}.{name}.{frame.voice}"
        for name, phrasing in library.advice.advice[frame.advice].phrasings.items()
        if phrasing.said(frame.voice)
    ]


def _of_signs(library: Library) -> dict[str, str]:
    """Return the ids of the texts in the signs' frames, each with the key of its sign."""
    return {
        f"sign.{key}.{name}" + ("" if words == "text" else f".{words}"): key
        for key, sign in library.signs.signs.items()
        for name, frame in sign.frames.items()
        for words in ("text", "patient", "companion")
        if getattr(frame, words)
    }


def _check_text(library: Library, id_: str) -> Iterator[Finding]:
    segment = library.segments[id_]
    place = {"file": segment.file, "line": segment.line, "segment": id_}
    parts = sentences(segment.source)
    for part in parts:
        if (count := count_words(part)) > LONGEST_SENTENCE:
            yield Finding(
                "easy-sentence",
                f"a sentence of {count} words; {LONGEST_SENTENCE} are the most in easy read",
                hint="make two frames of it, or say less",
            ).at(**place)
    if len(parts) > MOST_SENTENCES:
        yield Finding(
            "easy-text",
            f"{len(parts)} sentences beside one picture; {MOST_SENTENCES} are the most",
            hint="make two frames of it: one idea, one picture",
        ).at(**place)


def _grade(
    library: Library, printed: dict[Variant, frozenset[str]], easy_read: EasyRead, root: str
) -> Iterator[Finding]:
    """Yield that the sentences of a sheet are too hard: those in frames, without headings."""
    texts = {*_of_signs(library)}
    for key, frame in easy_read.frames():
        texts |= {*_texts(library, frame, f"{root}.{key}")}
    grades = {
        packet_name(route, region): handout_measure(library, ids & texts).grade
        for (name, route, region), ids in printed.items()
        if name == root
    }
    hard = {name: grade for name, grade in grades.items() if grade > HIGHEST_GRADE}
    if hard:
        yield Finding(
            "easy-grade",
            f"the frames read at grade {max(hard.values()):.1f} for {first_of([*hard])}; the limit "
            f"is {HIGHEST_GRADE:g}",
            hint="use words of one or two syllables, and shorter sentences",
        )


def _levels(library: Library) -> Iterator[Finding]:
    """Yield the frames of signs that call for something else than their sign does."""
    levels = {level: word_pattern(words) for level, words in library.wording.levels.items()}
    for id_, key in _of_signs(library).items():
        segment = library.segments[id_]
        known = library.signs.signs[key].after_leaving
        named = {level for level, pattern in levels.items() if pattern.search(segment.source)}
        if named != {known} - {"passes", None}:
            yield Finding(
                "easy-signs",
                f"it calls for {' and '.join(sorted(named)) or 'nothing'}; the sign “{key}” has "
                f"the level {known}",
                hint="say what the sign calls for, in the words of “levels” in "
                "content/wording.yaml, and nothing else",
                file=segment.file,
                line=segment.line,
                segment=id_,
            )


def _signs_left_out(library: Library, id_: str, easy_read: EasyRead) -> Iterator[Finding]:
    """Yield the signs at a level that a sheet prints and that have no frame for its audience."""
    file = library.files[SIGNS]
    for section in easy_read.sections.values():
        for key in library.signs.at(section.level or "", easy_read.audience, section.onset):
            frames = library.signs.signs[key].frames.values()
            if not any(frame.words_for(easy_read.audience) for frame in frames):
                yield Finding(
                    "easy-signs",
                    f"the sign “{key}” has no frame for the {easy_read.audience}, and the "
                    f"easy-read edition of {id_} tells of the level {section.level}",
                    hint="add one: frames: {one: {picture: phone, "
                    f"{easy_read.audience}: If …, call us.}}}}",
                    file=file.name,
                    line=file.line(("signs", key)),
                    handout=id_,
                )

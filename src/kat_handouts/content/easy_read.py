"""The words of the easy-read edition: ``content/easy-read/<handout>.yaml``, in frames.

For people who read little: one idea, one large picture, one or two short sentences. They say what
the handout says, in other words and with the same sources, and are held to rules of their own
(`kat_handouts.checks.easy_read`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from kat_handouts.content.blocks import Audience, Conditional, Onset, Said, Urgency, WritingRoom
from kat_handouts.content.names import easy_read_name, handout_name
from kat_handouts.content.signs import EASY_NOTE
from kat_handouts.content.text import Key, TextField
from kat_handouts.files.validation import Reviewed
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.errors import Finding


class Frame(Said):
    """One idea: a large picture, and one or two short sentences beside it.

    `picture` is a pictogram; `kind` is ``danger`` for what can harm and ``care`` for what to mind.
    `write` is room to write by hand, below the sentences.
    """

    picture: Key
    kind: Literal["danger", "care"] | None = None
    write: dict[Key, WritingRoom] = Field(default_factory=dict)


class FrameSection(Conditional):
    """A heading and the frames under it.

    `level` prints, after the `frames` of its own, those of every sign of ``content/signs.yaml`` at
    that level and of that `onset`.
    """

    heading: TextField
    frames: dict[Key, Frame] = Field(default_factory=dict)
    level: Urgency | None = None
    onset: Onset = "first-day"

    @model_validator(mode="after")
    def _shows_something(self) -> FrameSection:
        if not (self.frames or self.level):
            raise ValueError("needs frames, or “level: get-help” for those of the signs")
        return self


class EasyRead(Reviewed):
    """The frames of one handout, with a revision and review dates of their own.

    Title, code and the numbers to call are the handout's. `audience` is to whom the frames speak.
    """

    # For translators, on each of its texts.
    note: ClassVar = EASY_NOTE
    revision: Annotated[int, Field(ge=1)]
    audience: Audience = "patient"
    sections: Annotated[dict[Key, FrameSection], Field(min_length=1)]

    def frames(self) -> Iterator[tuple[str, Frame]]:
        """Yield (id below that of the sheet, frame) for each frame of its own, in reading order."""
        for section_key, section in self.sections.items():
            for key, frame in section.frames.items():
                yield f"{section_key}.{key}", frame


def unknown_handouts(
    easy_reads: Collection[str], handouts: Collection[str], files: dict[str, SourceFile]
) -> Iterator[Finding]:
    """Yield the files with frames of a handout that is not there."""
    for id_ in easy_reads:
        if id_ not in handouts:
            close = get_close_matches(id_, handouts, n=1)
            meant = f"name it {close[0]}.yaml; " if close else ""
            yield Finding(
                "unknown-handout",
                f"these frames are of the handout “{id_}”, and there is no {handout_name(id_)}",
                hint=f"{meant}known: {', '.join(handouts)}",
                file=files[easy_read_name(id_)].name,
                line=1,
            )

"""A clinic's own wording of single segments, laid over the shipped content."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from kat_handouts.content.segments import Segment
from kat_handouts.content.text import TextField, placeholder_names
from kat_handouts.files.validation import Strict
from kat_handouts.files.yaml_data import SourceFile
from kat_handouts.model.errors import Finding


class TextOverrides(Strict):
    """``content/texts.yaml``: the words of a clinic, by the ids of the texts they stand for."""

    texts: dict[str, TextField]


def apply_overrides(
    segments: dict[str, Segment], overrides: TextOverrides, file: SourceFile
) -> list[Finding]:
    """Put a clinic's words in the place of the shipped ones; return what is wrong with them.

    A text keeps its id, its safety mark and its placeholders, so that its checks still hold.
    """
    findings = []
    for id_, text in overrides.texts.items():
        line = file.line(("texts", id_))
        segment = segments.get(id_)
        if segment is None:
            close = get_close_matches(id_, segments, n=1)
            hint = f"did you mean {close[0]}?" if close else "the ids are in locales/handouts.pot"
            problem = "there is no such text"
            findings.append(Finding("unknown-segment", problem, hint, file=file.name, line=line))
            continue
        expected = sorted(set(placeholder_names(segment.source)))
        if sorted(set(placeholder_names(text.text))) != expected:
            names = " ".join(f"{{{name}}}" for name in expected) or "none"
            findings.append(
                Finding(
                    "own-text",
                    "the placeholders are not those of the text that it stands for",
                    hint=f"use: {names}",
                    file=file.name,
                    line=line,
                    segment=id_,
                )
            )
            continue
        sources = tuple(text.sources) or segment.sources
        segments[id_] = replace(
            segment, source=text.text, sources=sources, file=file.name, line=line, is_override=True
        )
    return findings

"""Everything that can change the bytes of a sheet, by name, and the key that it makes together.

A name tells what to look at: ``translation:side-effects.bladder.action``,
``template:handout.html.j2``, ``font:NotoSans-Bold.ttf``, ``version:weasyprint``. The value is a
digest, or a version.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kat_handouts.model.digest import INPUT, digest
from kat_handouts.model.document import Document, LocalisedText
from kat_handouts.model.languages import SOURCE_TAG

# Reasons that a person is told; the rest are counted.
_MOST_TOLD = 3


@dataclass(frozen=True)
class DocumentInputs:
    """What a document brings: `parts` by name, and the file names of its fonts."""

    parts: dict[str, str]
    fonts: tuple[str, ...]


def input_digest(data: bytes | str) -> str:
    """Return what tells two versions of an input apart."""
    return digest(data, length=INPUT)


def key_of(inputs: dict[str, str]) -> str:
    """Return the key of a sheet: the SHA-256 (hex) of all its inputs."""
    return digest(json.dumps(sorted(inputs.items())))


def document_inputs(document: Document) -> DocumentInputs:
    """Return what a document brings.

    ``document`` stands for the whole of it, so that the key is right whatever the rest says; the
    others are there to tell a person what changed.
    """
    parts = dict(_texts(document))
    for name, picture in document.pictures.items():
        parts[f"picture:{name}"] = input_digest(picture.data)
    parts["region"] = input_digest(f"{document.region_code} {list(document.values())}")
    parts["clinic"] = input_digest(repr(document.clinic))
    parts["sign-offs"] = input_digest(repr(document.state))
    parts["document"] = input_digest(repr(document))
    fonts = (font for language in document.languages for font in language.fonts)
    names = dict.fromkeys(name for font in fonts for name in (font.regular, font.bold))
    return DocumentInputs(parts, tuple(names))


def with_templates(inputs: dict[str, str], digests: dict[str, str]) -> dict[str, str]:
    """Return the inputs of a sheet with those of the template files that it depends on."""
    templates = {
        f"template:{name.removeprefix('templates/')}": value for name, value in digests.items()
    }
    return {**inputs, **templates}


def _texts(document: Document) -> Iterable[tuple[str, str]]:
    seen: Counter[str] = Counter()
    for text in document.texts():
        name = _name(text, document)
        seen[name] += 1
        # A text that is printed twice may be numbered twice.
        yield f"{name}#{seen[name]}" if seen[name] > 1 else name, input_digest(repr(text.pieces))


def _name(text: LocalisedText, document: Document) -> str:
    if text.language.tag == SOURCE_TAG:
        return f"content:{text.segment}"
    if text.language == document.language:
        return f"translation:{text.segment}"
    return f"translation[{text.language.tag}]:{text.segment}"


def reasons(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return in words how two sets of inputs differ, the most telling first."""
    changed = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    mentioned = [name for name in changed if name != "document"] or changed
    return [_reason(name, before.get(name), now.get(name)) for name in mentioned]


def shortened(mentioned: list[str]) -> str:
    """Return a few reasons in one line, and how many more there are."""
    more = len(mentioned) - _MOST_TOLD
    return "; ".join(mentioned[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _reason(name: str, before: str | None, now: str | None) -> str:
    kind, _, what = name.partition(":")
    if kind == "version" and before and now:
        return f"{what} {before} → {now}"
    words = {
        "content": f"text of {what}",
        "template": f"template {what}",
        "picture": f"picture {what}",
        "font": f"font {what}",
        "version": f"version of {what}",
        "document": "the structure of the sheet",
        "other-fonts": "fonts of other scripts",
        "clinic": "what the clinic prints",
        "region": "region",
    }.get(kind, f"{kind} of {what}" if what else kind)
    if before is None:
        return f"{words} is new"
    return f"{words} changed" if now is not None else f"{words} is no longer used"

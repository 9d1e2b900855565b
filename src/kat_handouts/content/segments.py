"""Segments: every translatable text of the content, with its id, its line and its context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from kat_handouts.content.text import PLACEHOLDERS, Text, placeholder_names
from kat_handouts.files.yaml_data import KeyPath, SourceFile

# Fields that are not part of an id. The note of a block is about these, not about its heading.
_SILENT = {
    "sections",
    "blocks",
    "frames",
    "items",
    "groups",
    "text",
    "labels",
    "signs",
    "advice",
    "phrasings",
}

# Fields with words in one voice: the note of what they are of is about them.
_VOICES = {"patient", "companion", "promise", "easy", "easy_companion", "short"}


def field_id(parent: str, field: str) -> str:
    """Return the id of what stands in a field: ``steps`` and ``heading`` give ``steps.heading``."""
    return parent if field in _SILENT else f"{parent}.{field.replace('_', '-')}"


@dataclass(frozen=True)
class Segment:
    """One translatable text: the catalog entry's ``msgctxt`` is its id.

    `context` says what the text is and where it stands, `note` what its author adds. `subject` is
    what its content file is about, ``Handout “Side effects”``. `name` is
    its content file within the project, `file` the same as it is shown to a person. `room` is
    about how many characters fit, `sources` are the ids of its references, `allow` the rules that
    it is excepted from, with the reasons. `is_override` marks a clinic's own words in the place of
    shipped ones, `is_practical` a text of a practical handout. `term_notes` are the glossary's on
    the words of the text.
    """

    id: str
    source: str
    context: str
    note: str
    safety: bool
    name: str
    file: str
    line: int
    room: int | None = None
    sources: tuple[str, ...] = ()
    allow: dict[str, str] = field(default_factory=dict, hash=False)
    is_override: bool = False
    is_practical: bool = False
    subject: str = ""
    term_notes: tuple[str, ...] = ()

    @property
    def comment(self) -> str:
        """The comment for translators: where, what the placeholders mean, the note."""
        return " ".join(filter(None, (_sentence(self.context), self.guidance)))

    @property
    def guidance(self) -> str:
        """What a translator has to know of it, wherever it stands: the comment without the place.

        That is the note, those on its terms, what the placeholders mean, how much fits, and
        whether it is safety text.
        """
        parts = [note for note in (self.note, *self.term_notes) if note]
        for name in dict.fromkeys(placeholder_names(self.source)):
            known = PLACEHOLDERS[name]
            parts.append(f"{{{name}}} is {known.meaning}, for example “{known.example}”.")
        if self.room:
            parts.append(f"Keep it short: about {self.room} characters fit.")
        if self.safety:
            parts.append("Safety: a mistake here can harm a patient.")
        return " ".join(map(_sentence, parts))


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else words + "."


def on_practical_sheet(segment: Segment) -> Segment:
    """Return a segment as a practical sheet prints it: a label there is of its kind."""
    return replace(segment, is_practical=True)


@dataclass(frozen=True)
class _Place:
    path: KeyPath
    id: str
    kind: str
    under: str
    note: str
    safety: bool
    sources: tuple[str, ...] = ()


def walk_texts(
    model: BaseModel, root: str, kind: str
) -> Iterator[tuple[str, Text, KeyPath, _Place]]:
    """Yield (id, text, YAML path, place) for each text of a model, in reading order."""
    yield from _walk(model, _Place((), root, kind, "", "", False))


def _walk(model: BaseModel, place: _Place) -> Iterator[tuple[str, Text, KeyPath, _Place]]:
    place = _inside(model, place)
    for name in type(model).model_fields:
        value = getattr(model, name)
        silent = name in _SILENT
        is_noted = silent or name in _VOICES
        path = (*place.path, name)
        child_id = field_id(place.id, name)
        if isinstance(value, Text):
            found = _Place(
                path,
                child_id,
                place.kind if silent else _FIELD_KINDS.get(name, name.replace("_", " ")),
                place.under,
                " ".join(filter(None, (place.note if is_noted else "", value.note))),
                place.safety or value.safety,
                _joined(place.sources, value.sources),
            )
            yield child_id, value, path, found
        elif isinstance(value, BaseModel):
            yield from _walk(value, replace(place, path=path, id=child_id))
        elif isinstance(value, dict):
            for key, child in value.items():
                if isinstance(child, Text):
                    yield from _walk_entry(child, place, path, f"{child_id}.{key}", name)
                elif isinstance(child, BaseModel):
                    inner = replace(place, path=(*path, key), id=f"{child_id}.{key}")
                    yield from _walk(child, inner)


def _joined(above: tuple[str, ...], here: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*above, *here)))


def _walk_entry(
    text: Text, place: _Place, path: KeyPath, id_: str, name: str
) -> Iterator[tuple[str, Text, KeyPath, _Place]]:
    key_path = (*path, id_.rpartition(".")[2])
    kind = _FIELD_KINDS.get(name, name.removesuffix("s"))
    sources = _joined(place.sources, text.sources)
    yield (
        id_,
        text,
        key_path,
        replace(
            place,
            path=key_path,
            id=id_,
            kind=kind,
            note=" ".join(filter(None, (place.note, text.note))),
            safety=place.safety or text.safety,
            sources=sources,
        ),
    )


def _inside(model: BaseModel, place: _Place) -> _Place:
    heading = getattr(model, "heading", None) or getattr(model, "title", None)
    kind = getattr(model, "type", None) or _KINDS.get(type(model).__name__, place.kind)
    return _Place(
        place.path,
        place.id,
        kind,
        heading.text if isinstance(heading, Text) else place.under,
        " ".join(filter(None, (place.note, getattr(model, "note", "")))),
        place.safety or getattr(model, "safety", False),
        _joined(place.sources, getattr(model, "sources", [])),
    )


# What a field is called where its name would not tell.
_FIELD_KINDS = {
    "alt": "what a picture shows, read aloud and not printed",
    "counted": "what the numbers of a table count",
    "columns": "heading of a column to fill in by hand",
    "rows": "heading of a row to fill in by hand",
    "patient": "said to the patient",
    "companion": "said to the adult who takes the patient home",
    "promise": "said by the patient",
    "easy": "said to the patient, for people who read little: keep the sentences short",
    "easy_companion": "said to the adult who takes the patient home, for people who read little: "
    "keep the sentences short",
    "short": "a few words beside a picture, on a card for the wallet",
}
_KINDS = {
    "Handout": "handout",
    "FrameSection": "section",
    "Frame": "sentences beside a picture",
    "Section": "section",
    "ShortSign": "words beside a picture",
    "PhoneLine": "phone line",
}


def segments_of(
    model: BaseModel, root: str, where: str, name: str, file: SourceFile
) -> Iterator[Segment]:
    """Yield the segments of one content file, in reading order.

    `root` begins every id, `where` names the file's subject for translators.
    """
    for id_, text, path, place in walk_texts(model, root, "text"):
        under = f", under “{place.under}”" if place.under and place.under != text.text else ""
        yield Segment(
            id=id_,
            source=text.text,
            context=f"{where}{under}: {place.kind.replace('-', ' ')}",
            note=place.note,
            safety=place.safety,
            name=name,
            file=file.name,
            line=file.line(path),
            room=text.room,
            sources=place.sources,
            allow=text.allow,
            is_practical=getattr(model, "is_practical", False),
            subject=where,
        )

"""The evidence behind a handout: every statement that it prints, beside its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kat_handouts.content.segments import Segment
from kat_handouts.content.sources import Source, Unconfirmed
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.digest import digest
from kat_handouts.model.document import Document, LocalisedText, Node
from kat_handouts.model.sheet import Sheet


@dataclass(frozen=True)
class Statement:
    """One text as it is printed. `references` are the numbers of its sources on this sheet.

    `excuse` is the reason that stands in the content where a text needs no source.
    """

    number: int
    segment: str
    text: str
    safety: bool
    references: tuple[int, ...]
    excuse: str


@dataclass(frozen=True)
class Part:
    """A section of the handout with its statements."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Reference:
    """A source with its number on this sheet, and whether it must be looked at again."""

    number: int
    id: str
    source: Source
    overdue: bool


@dataclass(frozen=True)
class Evidence:
    """What a medical director reads and signs: one handout, in one region, for one route or all.

    `digest` is a SHA-256 over the statements, so that a signature belongs to these words alone.
    """

    document: Document
    today: date
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    unconfirmed: dict[str, Unconfirmed]
    digest: str

    @property
    def title(self) -> str:
        edition = self.document.edition
        words = f" ({edition.name})" if edition.has_own_words else ""
        return f"Evidence: {self.document.title.bare}{words}"

    @property
    def route(self) -> str:
        return self.document.sheet.route or "all routes"


def evidence_for(localiser: Localiser, sheet: Sheet) -> Evidence:
    """Return the evidence for an English sheet; raises `InputError` where it cannot be made."""
    library, today = localiser.library, localiser.project.today
    document = localiser.document(sheet)
    numbers: dict[str, int] = {}
    parts: list[Part] = []
    count = 0
    for heading, texts in _parts(document):
        statements = []
        for text in texts:
            segment = library.segments[text.segment]
            cited = tuple(numbers.setdefault(name, len(numbers) + 1) for name in segment.sources)
            count += 1
            statements.append(_statement(count, segment, text, cited))
        if statements:
            parts.append(Part(heading, tuple(statements)))
    known = library.sources.sources
    references = tuple(
        Reference(number, name, known[name], known[name].review_due < today)
        for name, number in numbers.items()
        if name in known
    )
    said = "\n".join(f"{s.segment}\t{s.text}" for part in parts for s in part.statements)
    return Evidence(
        document=document,
        today=today,
        parts=tuple(parts),
        references=references,
        unconfirmed=library.sources.unconfirmed,
        digest=digest(said),
    )


def _statement(
    number: int, segment: Segment, text: LocalisedText, references: tuple[int, ...]
) -> Statement:
    return Statement(
        number=number,
        segment=segment.id,
        text=text.bare,
        safety=segment.safety,
        references=references,
        excuse=segment.allow.get("source-missing", ""),
    )


def _parts(document: Document) -> list[tuple[str, list[LocalisedText]]]:
    first = [document.title, *([document.main_message] if document.main_message else [])]
    # The numbers of the first page, where no panel repeats them.
    below = {text.segment for section in document.sections for text in _texts(section)}
    strip = _texts(document.strip) if document.strip else []
    strip = [text for text in strip if text.segment not in below]
    parts = [("Title and main message", [*first, *document.notices, *strip])]
    for section in document.sections:
        heading = section.texts.get("heading", document.title)
        parts.append((heading.bare, list(_texts(section))))
    parts.append(("On every sheet", [document.labels["disclaimer"]]))
    return parts


def _texts(section: Node) -> list[LocalisedText]:
    return [text for node in section.walk() for text in node.texts.values()]

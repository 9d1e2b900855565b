"""Sign-offs: which segments a qualified person has checked, derived from an append-only ledger.

``locales/<folder>/sign-offs.jsonl`` holds one JSON object a line: ``segment``, ``hash`` (of the
English source and the translation together), ``role``, ``by`` and ``date``. A sign-off counts
while its hash matches, so that it cannot survive an edit of either text.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import defaultdict
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kat_handouts.content.segments import Segment
from kat_handouts.errors import Finding, InputError
from kat_handouts.languages import Language
from kat_handouts.project import Project

Role = Literal["translator", "reviser", "clinician", "community"]


class SignOff(BaseModel):
    """One line of a ledger. Unknown fields are kept for later versions, not refused."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    segment: str
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    role: Role
    by: Annotated[str, Field(min_length=1)]
    date: date


def segment_hash(source: str, translation: str) -> str:
    """Return the SHA-256 (hex) that a sign-off holds for a source and its translation."""
    both = unicodedata.normalize("NFC", f"{source}\0{translation}")
    return hashlib.sha256(both.encode()).hexdigest()


def roles_needed(segment: Segment, language: Language) -> frozenset[str]:
    """Return the roles that must sign: English a clinician; a translation a reviser, and a
    clinician too where the segment is safety text."""
    if language.is_english:
        return frozenset({"clinician"})
    return frozenset({"reviser", "clinician"} if segment.safety else {"reviser"})


class Ledger:
    """The sign-offs of one locale."""

    def __init__(self, language: Language, sign_offs: list[SignOff]) -> None:
        self.language = language
        self._roles: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._segments = {sign_off.segment for sign_off in sign_offs}
        for sign_off in sign_offs:
            self._roles[sign_off.segment, sign_off.hash].add(sign_off.role)

    def is_stale(self, segment: Segment, translation: str) -> bool:
        """Say whether somebody signed the segment, but not the two texts that it has now."""
        key = (segment.id, segment_hash(segment.source, translation))
        return segment.id in self._segments and key not in self._roles

    def is_signed(self, segment: Segment, translation: str) -> bool:
        """Say whether every role that must sign has signed exactly these two texts."""
        key = (segment.id, segment_hash(segment.source, translation))
        return roles_needed(segment, self.language) <= self._roles.get(key, set())


def load_ledger(project: Project, language: Language) -> Ledger:
    """Read a locale's ledger; without a file nothing is signed.

    Raises `InputError` with every line that cannot be read.
    """
    name = f"locales/{language.folder}/sign-offs.jsonl"
    try:
        text = project.read(name).decode("utf-8-sig")
    except FileNotFoundError:
        return Ledger(language, [])
    except UnicodeDecodeError:
        raise InputError(
            Finding(
                "wrong-charset",
                "the ledger is not UTF-8",
                hint="save it again with the encoding UTF-8",
                file=project.shown(name),
                locale=language.tag,
            )
        ) from None
    sign_offs: list[SignOff] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            sign_offs.append(SignOff.model_validate(json.loads(line)))
        except (ValidationError, json.JSONDecodeError) as error:
            findings.append(
                Finding(
                    "sign-off-line",
                    "this line is not a sign-off",
                    hint=str(error).splitlines()[0],
                    file=project.shown(name),
                    line=number,
                    locale=language.tag,
                )
            )
    if findings:
        raise InputError(findings)
    return Ledger(language, sign_offs)

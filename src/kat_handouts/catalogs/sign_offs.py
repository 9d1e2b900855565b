"""Sign-offs: which segments a qualified person has checked, derived from an append-only ledger.

``locales/<folder>/sign-offs.jsonl`` holds one JSON object a line: ``id``, ``segment``, ``hash`` (of
the English source and the translation together), ``role``, ``by``, ``date`` and ``note``; or
``revokes``, the id of a sign-off that no longer counts. A sign-off counts while its hash matches:
it cannot survive an edit of either text. The order of the lines means nothing, so that two ledgers
merge line by line.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kat_handouts.content.segments import Segment
from kat_handouts.files.loading import load_file
from kat_handouts.files.project import Project
from kat_handouts.files.validation import Strict
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import Language

Role = Literal["translator", "reviser", "clinician", "community"]
ROLES: tuple[str, ...] = get_args(Role)

POLICY = "locales/policy.yaml"

Name = Annotated[str, Field(min_length=1)]


class SignOff(BaseModel):
    """One line of a ledger. Unknown fields are kept for later versions, not refused."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = ""
    segment: str
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    role: Role
    by: Name
    date: date
    note: str = ""


class Revocation(BaseModel):
    """A line that takes a sign-off back, by its id."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    revokes: Name
    by: Name
    date: date
    note: str = ""


class Policy(Strict):
    """``locales/policy.yaml``: the roles that must sign English, safety text, and other text."""

    english: tuple[Role, ...] = ("clinician",)
    safety: tuple[Role, ...] = ("reviser", "clinician")
    other: tuple[Role, ...] = ("reviser",)

    @property
    def all_roles(self) -> tuple[str, ...]:
        """Every role that must sign anything, in the order of `ROLES`."""
        named = {*self.english, *self.safety, *self.other}
        return tuple(role for role in ROLES if role in named)

    def roles(self, segment: Segment, language: Language) -> frozenset[str]:
        """Return the roles that must sign a segment in a language."""
        if language.is_english:
            return frozenset(self.english)
        return frozenset(self.safety if segment.safety else self.other)


def segment_hash(source: str, translation: str) -> str:
    """Return the SHA-256 (hex) that a sign-off holds for a source and its translation."""
    return digest(unicodedata.normalize("NFC", f"{source}\0{translation}"))


class Ledger:
    """The sign-offs of one locale that nobody has revoked, and those that somebody has."""

    def __init__(
        self,
        language: Language,
        sign_offs: list[SignOff],
        revocations: list[Revocation] | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.language = language
        self.policy = policy or Policy()
        self.revocations = {line.revokes: line for line in revocations or []}
        self.sign_offs = sign_offs
        self._roles: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._segments: set[str] = set()
        for sign_off in sign_offs:
            if sign_off.id not in self.revocations:
                self._segments.add(sign_off.segment)
                self._roles[sign_off.segment, sign_off.hash].add(sign_off.role)

    def is_stale(self, segment: Segment, translation: str) -> bool:
        """Say whether somebody signed the segment, but not the two texts that it has now."""
        key = (segment.id, segment_hash(segment.source, translation))
        return segment.id in self._segments and key not in self._roles

    def missing_roles(self, segment: Segment, translation: str) -> frozenset[str]:
        """Return the roles that must still sign exactly these two texts."""
        key = (segment.id, segment_hash(segment.source, translation))
        return self.policy.roles(segment, self.language) - self._roles.get(key, set())

    def is_signed(self, segment: Segment, translation: str) -> bool:
        """Say whether every role that must sign has signed exactly these two texts."""
        return not self.missing_roles(segment, translation)


def ledger_name(language: Language) -> str:
    """Return the name of a locale's ledger within the project."""
    return f"locales/{language.folder}/sign-offs.jsonl"


def load_policy(project: Project) -> Policy:
    """Read the policy; without a file, the defaults. Raises `InputError` where it is wrong."""
    if not project.has(POLICY):
        return Policy()
    file, policy = load_file(project, POLICY, Policy)
    if policy is None or file.findings:
        raise InputError(file.findings)
    return policy


def load_ledger(project: Project, language: Language) -> Ledger:
    """Read a locale's ledger; without a file nothing is signed.

    Raises `InputError` with every line that cannot be read.
    """
    policy = load_policy(project)
    name = ledger_name(language)
    try:
        text = project.read(name).decode("utf-8-sig")
    except FileNotFoundError:
        return Ledger(language, [], policy=policy)
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
    revocations: list[Revocation] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if isinstance(data, dict) and "revokes" in data:
                revocations.append(Revocation.model_validate(data))
            else:
                sign_offs.append(SignOff.model_validate(data))
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
    return Ledger(language, sign_offs, revocations, policy)

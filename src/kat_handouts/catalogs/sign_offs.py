"""Sign-offs: which segments a qualified person has checked, derived from an append-only ledger.

``locales/<folder>/sign-offs.jsonl`` holds one JSON object a line: ``id``, ``segment``, ``hash`` (of
the English source and the translation together), ``role``, ``by``, ``date`` and ``note``; or
``revokes``, the id of a sign-off that no longer counts. A sign-off counts while its hash matches:
it cannot survive an edit of either text. The order of the lines means nothing, so that two ledgers
merge line by line.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from pydantic import field_validator

from kat_handouts.catalogs.catalog import locale_folder
from kat_handouts.catalogs.ledger_lines import (
    ROLES,
    BrokenLine,
    LedgerLines,
    Revocation,
    Role,
    SignOff,
    read_lines,
)
from kat_handouts.content.segments import Segment
from kat_handouts.files.loading import load_file
from kat_handouts.files.project import Project
from kat_handouts.files.validation import Strict
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import Language

__all__ = ["ROLES", "Ledger", "Policy", "load_ledger", "load_policy", "segment_hash"]

POLICY = "locales/policy.yaml"


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

    @field_validator("english", "safety", "other")
    @classmethod
    def _some(cls, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        if not roles:
            raise ValueError(
                "names no role, so that every draft would count as signed; write [reviser]"
            )
        return roles

    def roles(self, segment: Segment, language: Language) -> frozenset[str]:
        """Return the roles that must sign a segment in a language.

        The English of a practical text is a clinic's own to write, and nobody signs it; its
        translation is other text. One that is marked as safety text is safety text here too.
        """
        if segment.is_practical and not segment.safety:
            return frozenset(() if language.is_english else self.other)
        if language.is_english:
            return frozenset(self.english)
        return frozenset(self.safety if segment.safety else self.other)


def segment_hash(source: str, translation: str) -> str:
    """Return the SHA-256 (hex) that a sign-off holds for a source and its translation."""
    return digest(unicodedata.normalize("NFC", f"{source}\0{translation}"))


class Ledger:
    """The sign-offs of one locale that nobody has revoked, and those that somebody has.

    `findings` name the lines that cannot be read. One that may have been a revocation takes back
    every sign-off whose id it holds: a sheet is rather a draft than wrongly free.
    """

    def __init__(
        self,
        language: Language,
        sign_offs: list[SignOff],
        revocations: list[Revocation] | None = None,
        policy: Policy | None = None,
        findings: tuple[Finding, ...] = (),
        feared: frozenset[str] = frozenset(),
    ) -> None:
        self.language = language
        self.policy = policy or Policy()
        self.revocations = {line.revokes: line for line in revocations or []}
        self.sign_offs = sign_offs
        self.findings = findings
        self._roles: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._segments: set[str] = set()
        for sign_off in sign_offs:
            if sign_off.id not in self.revocations and sign_off.id not in feared:
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
    return f"{locale_folder(language)}/sign-offs.jsonl"


def load_policy(project: Project) -> Policy:
    """Read the policy; without a file, the defaults. Raises `InputError` where it is wrong."""
    if not project.has(POLICY):
        return Policy()
    file, policy = load_file(project, POLICY, Policy)
    if policy is None or file.findings:
        raise InputError(file.findings)
    return policy


def load_ledger(project: Project, language: Language) -> Ledger:
    """Read a locale's ledger, the lines of all layers; without a file nothing is signed.

    A line that cannot be read is one of its findings, and the others count.
    """
    policy = load_policy(project)
    lines = LedgerLines()
    broken: list[tuple[BrokenLine, str]] = []
    for file in project.layer_files(ledger_name(language)):
        found = read_lines(file.data)
        # A line that was copied into another layer is one line.
        lines.sign_offs = list(dict.fromkeys([*lines.sign_offs, *found.sign_offs]))
        lines.revocations = list(dict.fromkeys([*lines.revocations, *found.revocations]))
        lines.broken += found.broken
        broken += [(line, file.shown) for line in found.broken]
    feared = lines.feared_revocations()
    return Ledger(
        language,
        lines.sign_offs,
        lines.revocations,
        policy,
        tuple(_broken(line, feared, shown, language) for line, shown in broken),
        frozenset(feared),
    )


def _broken(
    line: BrokenLine, feared: dict[str, BrokenLine], file: str, language: Language
) -> Finding:
    taken_back = [id_ for id_, source in feared.items() if source == line]
    hint = f"put it aside with: kat-handouts review repair {language.tag}"
    if taken_back:
        hint = f"it may take back {taken_back[0]}: kat-handouts review revoke {taken_back[0]}"
    return Finding(
        "sign-off-line",
        f"this line is not a sign-off: {line.reason}",
        hint=hint,
        file=file,
        line=line.number,
        locale=language.tag,
    )

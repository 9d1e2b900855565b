"""The lines of a ledger of sign-offs: read one by one, so that a broken line costs itself only."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kat_handouts.model.errors import Finding, InputError

Role = Literal["translator", "reviser", "clinician", "community"]
ROLES: tuple[str, ...] = get_args(Role)

# A line ends at U+000A only: JSON may hold the other line ends of Unicode.
LINE_END = b"\n"
_BOM = b"\xef\xbb\xbf"
_ALLOWED_FORMAT = {"\u200c", "\u200d", "\u200e", "\u200f"}

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Bare of blanks, as a revocation names it; old lines have none.
Id = Annotated[str, StringConstraints(strip_whitespace=True)]


class SignOff(BaseModel):
    """One line of a ledger. Unknown fields are kept for later versions, not refused."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Id = ""
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


@dataclass(frozen=True)
class BrokenLine:
    """A line that says nothing that can be read; `number` counts from 1."""

    number: int
    raw: bytes
    reason: str

    @property
    def may_revoke(self) -> bool:
        """Say whether it may have been a revocation, which must not be lost with it."""
        return b"revokes" in self.raw


@dataclass
class LedgerLines:
    """What the lines of a ledger say. `good` are the bytes of those that can be read."""

    sign_offs: list[SignOff] = field(default_factory=list)
    revocations: list[Revocation] = field(default_factory=list)
    broken: list[BrokenLine] = field(default_factory=list)
    good: list[bytes] = field(default_factory=list)

    def feared_revocations(self) -> dict[str, BrokenLine]:
        """Return the ids of sign-offs that a broken line may have taken back."""
        revoked = {line.revokes for line in self.revocations}
        return {
            sign_off.id: line
            for line in self.broken
            if line.may_revoke
            for sign_off in self.sign_offs
            if sign_off.id and sign_off.id not in revoked and sign_off.id.encode() in line.raw
        }


def read_lines(data: bytes) -> LedgerLines:
    """Return the lines of a ledger's bytes."""
    found = LedgerLines()
    for number, raw in enumerate(data.split(LINE_END), start=1):
        if not raw.removeprefix(_BOM).strip():
            continue
        try:
            line = _line(raw)
        except UnicodeDecodeError:
            found.broken.append(BrokenLine(number, raw, "it is not UTF-8"))
        except ValidationError as error:
            found.broken.append(BrokenLine(number, raw, _reason(error)))
        except (ValueError, RecursionError):
            # A number of some thousand digits is a ValueError too.
            found.broken.append(BrokenLine(number, raw, "it is no JSON object on one line"))
        else:
            found.good.append(raw)
            if isinstance(line, SignOff):
                found.sign_offs.append(line)
            else:
                found.revocations.append(line)
    return found


def _line(raw: bytes) -> SignOff | Revocation:
    # A byte order mark stands inside a ledger where two files were joined.
    data: Any = json.loads(raw.removeprefix(_BOM).decode("utf-8"))
    if isinstance(data, dict) and "revokes" in data:
        return Revocation.model_validate(data)
    return SignOff.model_validate(data)


def _reason(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
    name = ".".join(map(str, problem["loc"]))
    if not name:
        return "it is no JSON object"
    if problem["type"] == "missing":
        return f"it has no “{name}”"
    return f"its “{name}” is not as it must be"


def check_words(name: str, text: str, example: str, *, empty: bool = False) -> list[Finding]:
    """Return why a text cannot stand in a ledger: it is blank, or holds what nobody can see."""
    if not text.strip() and not empty:
        return [Finding("sign-off-input", f"{name} is empty", hint=f"for example: {example}")]
    for character in text:
        hidden = unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
        if hidden and character not in _ALLOWED_FORMAT:
            return [
                Finding(
                    "sign-off-input",
                    f"{name} holds the character U+{ord(character):04X}, which nobody can see",
                    hint=f"write it on one line, for example: {example}",
                )
            ]
    return []


def appended(before: bytes, entries: list[dict[str, str]]) -> bytes:
    """Return a ledger with lines added at its end."""
    if before and not before.endswith(LINE_END):
        before += LINE_END
    lines = (json.dumps(entry, ensure_ascii=False).encode() + LINE_END for entry in entries)
    return before + b"".join(lines)


def prove_appended(before: bytes, after: bytes, entries: list[dict[str, str]]) -> list[Finding]:
    """Return what an added-to ledger would lose of the old one, or say that was not asked for."""
    old, new = _raw_lines(before), _raw_lines(after)
    if new[: len(old)] != old:
        return [_failed("a line of the ledger would be lost")]
    said = [json.loads(line) for line in new[len(old) :]]
    if said != entries or len(read_lines(b"\n".join(new[len(old) :])).good) != len(entries):
        return [_failed("the ledger would not say what was signed")]
    return []


def prove_apart(before: bytes, after: bytes, rejected: bytes) -> list[Finding]:
    """Return what is lost where the broken lines of a ledger are put aside."""
    lost = Counter(_raw_lines(before)) - Counter(_raw_lines(after))
    aside = Counter(_raw_lines(rejected))
    found = [] if not Counter(_raw_lines(after)) - Counter(_raw_lines(before)) else ["a new line"]
    for line in lost:
        try:
            _line(line)
        except (ValueError, RecursionError):
            if line not in aside:
                found.append(line[:40].decode("utf-8", "replace"))
        else:
            found.append(line[:40].decode("utf-8", "replace"))
    return [_failed(f"this line would be lost: {line}") for line in found]


def _raw_lines(data: bytes) -> list[bytes]:
    return [line for line in data.split(LINE_END) if line.strip()]


def _failed(message: str) -> Finding:
    return Finding(
        "proof-failed",
        f"{message}; nothing was written",
        hint="keep a copy of the file and report this",
    )


def refuse(findings: list[Finding]) -> None:
    """Raise `InputError` where there are findings."""
    if findings:
        raise InputError(findings)

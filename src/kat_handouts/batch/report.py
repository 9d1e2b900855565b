"""What a build tells while it works, and what it says at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kat_handouts.batch.manifest import ManifestEntry
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError, Severity
from kat_handouts.model.sheet import Sheet


class Outcome(StrEnum):
    """What became of a sheet: rendered, taken from the cache, left as it was, or failed."""

    BUILT = "built"
    FROM_CACHE = "from-cache"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class Planned:
    """The plan is made: so many sheets, of which so many are still to be rendered."""

    total: int
    to_render: int


@dataclass(frozen=True)
class Waiting:
    """Another build holds the output folder."""


@dataclass(frozen=True)
class Done:
    """One sheet is done. `seconds` is what rendering took, `findings` are what failed it."""

    sheet: Sheet
    outcome: Outcome
    pages: int = 0
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()


Event = Planned | Waiting | Done
OnEvent = Callable[[Event], None]


@dataclass
class BuildReport:
    """What a build made, what it could not make, and why.

    `inputs` are those of each sheet that it wrote.
    """

    planned: int = 0
    entries: dict[Outcome, list[ManifestEntry]] = field(
        default_factory=lambda: {outcome: [] for outcome in Outcome}
    )
    done: list[Done] = field(default_factory=list)
    inputs: dict[Sheet, dict[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    errors: list[KatHandoutsError] = field(default_factory=list)
    _known: set[Finding] = field(default_factory=set, repr=False)

    @property
    def present(self) -> list[ManifestEntry]:
        """The planned sheets that are there, however they came, by file name."""
        all_entries = (entry for entries in self.entries.values() for entry in entries)
        return sorted(all_entries, key=lambda entry: entry.file)

    @property
    def failed(self) -> list[Sheet]:
        """The sheets that could not be made."""
        failed = (done.sheet for done in self.done if done.outcome is Outcome.FAILED)
        return sorted(failed, key=lambda sheet: sheet.path)

    def note_findings(self, findings: list[Finding]) -> None:
        """Record findings of the input, each once; errors among them are an error of the build."""
        if errors := [found for found in findings if found.severity is Severity.ERROR]:
            self.note(InputError(errors))
        self.findings += [found for found in findings if found.severity is not Severity.ERROR]

    def note(self, error: KatHandoutsError) -> None:
        """Record an error, and its findings each once."""
        self.findings += [finding for finding in error.findings if finding not in self._known]
        self._known.update(error.findings)
        self.errors.append(error)

"""What can go wrong, said so that a person can mend it.

::

    KatHandoutsError        anything this program reports itself; carries findings
    ├── InputError          content, a catalog, a setting or an option is wrong
    ├── MachineError        this machine lacks a library or a font
    └── RenderError         one sheet could not be made; the others go on

A problem is a `Finding`. Code that reads input gathers findings and raises once, so that
a person sees all of them in one run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from kat_handouts.model.visible import visible, visible_lines


class Severity(StrEnum):
    """How much a finding matters: an error fails the command, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One problem: where it is, what is wrong, what to do.

    `rule` is a stable identifier (``catalog-placeholder``), `line` counts from 1, `file` is
    the path as the user knows it, `segment` is the id of a translatable text, `site` one of a
    clinic's sites where it is wrong there alone.
    """

    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    file: str | None = None
    line: int | None = None
    locale: str | None = None
    handout: str | None = None
    segment: str | None = None
    site: str | None = None

    def __str__(self) -> str:
        place = visible(self.file or "")
        if self.file and self.line:
            place += f":{self.line}"
        sheet = "/".join(visible(part) for part in (self.site, self.locale, self.handout) if part)
        where = ": ".join(part for part in (place, sheet, visible(self.segment or "")) if part)
        text = f"{where}: " if where else ""
        text += f"{self.severity}: {visible(self.message)} [{self.rule}]"
        if self.hint:
            text += f"\n    hint: {visible(self.hint)}"
        # A file named “:” would make a command with the colon before the line.
        return visible_lines(text)

    def at(self, **place: Any) -> Finding:
        """Return a copy that also says where, keeping what is already known."""
        known = {key: value for key, value in asdict(self).items() if value is not None}
        return replace(self, **{key: known.get(key, value) for key, value in place.items()})

    def as_dict(self) -> dict[str, Any]:
        """Return the finding for JSON, without the fields that say nothing."""
        return {key: value for key, value in asdict(self).items() if value not in (None, "")}


def once_by_site(found: Mapping[str, Iterable[Finding]]) -> list[Finding]:
    """Return the findings of several sites, each once, with its site unless all of them have it."""
    by_site = {site: list(dict.fromkeys(findings)) for site, findings in found.items()}
    shared = [
        finding
        for finding in next(iter(by_site.values()), [])
        # Of one site alone nobody can say what holds for all.
        if "" in by_site or len(by_site) > 1
        if all(finding in findings for findings in by_site.values())
    ]
    own = (
        finding.at(site=site or None)
        for site, findings in by_site.items()
        for finding in findings
        if finding not in shared
    )
    return [*shared, *own]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


class KatHandoutsError(Exception):
    """Anything this program reports itself; never shown as a traceback."""

    def __init__(self, findings: Iterable[Finding] | Finding) -> None:
        self.findings = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.findings,)


class InputError(KatHandoutsError):
    """Content, a catalog, a setting or an option is wrong; raised with every finding at once."""


class MachineError(KatHandoutsError):
    """This machine lacks a library or a font; the hint holds the command that mends it."""


class RenderError(KatHandoutsError):
    """One sheet could not be made as it should be; the others go on."""

"""Choose among findings."""

from __future__ import annotations

from kat_handouts.model.errors import Finding, Severity


def errors_in(findings: list[Finding]) -> list[Finding]:
    """Return the findings that fail a check, without those that other findings bring with them.

    An edited safety text is one that no release has; a fault lowers the handout's score.
    """
    brought = {"revision", "score-cci", "score-pemat-p"}
    return [
        found
        for found in findings
        if found.severity is Severity.ERROR and found.rule not in brought
    ]

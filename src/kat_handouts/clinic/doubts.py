"""What a clinic says that may be right, and is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kat_handouts.files.project import CLINIC_FILE
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import Finding, Severity


def clinic_doubts(clinic: Clinic, today: date) -> Iterator[Finding]:
    """Yield a warning for each date of a clinic's review that cannot be meant on this day."""
    if clinic.reviewed and clinic.reviewed > today:
        yield _asked(
            f"review.reviewed is {clinic.reviewed}, which is still to come",
            f"write the day on which the sheets were last reviewed: reviewed = {today}",
        )
    if clinic.next_review and clinic.next_review < today:
        yield _asked(
            f"review.next_review was {clinic.next_review}, and every sheet says so",
            "review the sheets, then move both dates",
        )


def _asked(message: str, hint: str) -> Finding:
    return Finding("clinic-review", message, hint, severity=Severity.WARNING, file=CLINIC_FILE)

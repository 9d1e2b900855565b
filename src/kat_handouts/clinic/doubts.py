"""What a clinic says that may be right, and is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kat_handouts.files.project import CLINIC_FILE
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import Finding, Severity
from kat_handouts.model.sheet import ROUTES


def clinic_doubts(clinic: Clinic, today: date) -> Iterator[Finding]:
    """Yield a warning for each date of a review that cannot be meant on this day, and for times
    that may contradict the sheets.
    """
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

    times = (("no_food_hours", clinic.no_food), ("no_drink_hours", clinic.no_drink))
    given = [name for name, minutes in times if minutes is not None]
    if given and "nasal-spray" in (clinic.routes or ROUTES):
        # The sheets have the times of the nasal spray's label, and the clinic's below them.
        yield Finding(
            "clinic-times",
            f"times.{' and '.join(given)} stand beside what the sheets say of the nasal spray",
            hint="if yours are others, reword that text in content/texts.yaml, or name the routes "
            'that you offer: routes = ["infusion"]',
            severity=Severity.WARNING,
            file=CLINIC_FILE,
        )


def _asked(message: str, hint: str) -> Finding:
    return Finding("clinic-review", message, hint, severity=Severity.WARNING, file=CLINIC_FILE)

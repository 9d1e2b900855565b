"""What a clinic says that may be right, and is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kat_handouts.files.project import CLINIC_FILE
from kat_handouts.model.clinic import SPRAY_LABEL, Clinic, SetTime
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

    if "nasal-spray" in (clinic.routes or ROUTES):
        yield from _beside_label(clinic)


def _beside_label(clinic: Clinic) -> Iterator[Finding]:
    """Yield the times that stand on sheets for the nasal spray beside those of its label."""
    for names in (_FASTING, _STAY):
        given = [name for name in names if clinic.times[name] is not None]
        if given and not clinic.stands_for_label(names):
            ours = " and ".join(_FIELDS[name] for name in given)
            label = ", ".join(f"{_FIELDS[name]} = {_LABEL[name]}" for name in names)
            yield Finding(
                "clinic-times",
                f"{ours}: the sheets for the nasal spray have the times of its label beside them",
                hint=f"set all that the label has, and none shorter: {label}; or name the routes "
                'that you offer: routes = ["infusion"]',
                severity=Severity.WARNING,
                file=CLINIC_FILE,
            )


_FASTING: tuple[SetTime, ...] = ("no-food", "no-drink")
_STAY: tuple[SetTime, ...] = ("stay",)
_FIELDS: dict[SetTime, str] = {
    "no-food": "times.no_food_hours",
    "no-drink": "times.no_drink_hours",
    "stay": "times.stay_minutes",
}
_LABEL = {
    name: minutes if name == "stay" else f"{minutes / 60:g}"
    for name, minutes in SPRAY_LABEL.items()
}


def _asked(message: str, hint: str) -> Finding:
    return Finding("clinic-review", message, hint, severity=Severity.WARNING, file=CLINIC_FILE)

"""Fields, as data: what varies from one copy of a sheet to the next, and where it may stand.

A field is a box of known size and place. The registry is the one list of them: the templates draw
their boxes, `filling` writes into them, and a file of values names them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# How a sheet comes: with lines to write on, as a form for any PDF reader, or laid out once with
# empty boxes, to be filled by the program.
Fill = Literal["by-hand", "form", "master"]

Kind = Literal["name", "date", "time", "date-time", "phone", "line", "logo", "qr-code"]
Owner = Literal["clinic", "patient"]

# The smallest that a value may be set, in pt; what is longer still is refused.
LEAST_PT = 8.0


@dataclass(frozen=True)
class Field:
    """What may be filled in. `name` is that of a column in a file of values.

    `label` is the segment that stands beside its box; `most_lines` how many lines a value may take.
    `setting` is where ``clinic.toml`` says it, and `is_laid_out` whether only that can: what moves
    the rest of a page is no box to write into. `asked` is False for what no sheet has unless the
    clinic asks for it. An `identifying` field says who the patient is.
    """

    name: str
    kind: Kind
    owner: Owner
    label: str = ""
    most_lines: int = 1
    asked: bool = True
    example: str = ""
    identifying: bool = False
    setting: str = ""
    is_laid_out: bool = False


# Names and words may take two lines.
_TWO_LINES = ("name", "appointment-with", "interpreter", "companion")
# The name, the kind, the segment that stands beside it, and a value.
_OF_PATIENT: tuple[tuple[str, Kind, str, str], ...] = (
    ("name", "name", "label.field-name", "Amina Yusuf"),
    ("birth-date", "date", "label.field-birth-date", "1980-05-31"),
    ("chart-number", "line", "label.field-chart-number", "A-10442"),
    ("session", "line", "label.field-session", "3 of 8"),
    ("appointment", "date-time", "label.next-visit", "2026-12-03 09:30"),
    ("appointment-with", "name", "label.field-with", "Dr. Lee"),
    ("interpreter", "line", "label.field-interpreter-booked", "yes, by phone"),
    ("dose-time", "date-time", "label.field-dose-time", "2026-12-03 10:15"),
    ("drive-from", "date-time", "label.field-drive-from", "2026-12-04 10:15"),
    ("next-medicine", "date-time", "", "2026-12-03 22:00"),
    ("leave-time", "time", "", "12:15"),
    ("companion", "name", "label.field-companion", "Ali Yusuf"),
    ("companion-phone", "phone", "label.field-companion-phone", "555-010-0142"),
)
# What no sheet has unless the clinic asks for it.
ASKED_FOR = ("birth-date", "chart-number")
_PATIENT = tuple(
    Field(
        *(name, kind, "patient", label),
        most_lines=2 if name in _TWO_LINES else 1,
        asked=name not in ASKED_FOR,
        example=example,
        identifying=name in ("name", *ASKED_FOR),
    )
    for name, kind, label, example in _OF_PATIENT
)
# What a clinic prints by its file; where that leaves it out, a sheet has room for it.
_CLINIC = (
    Field(
        *("clinic-name", "name", "clinic", "label.clinic"),
        example="Riverside Clinic",
        setting="name",
    ),
    Field(
        *("clinic-phone", "phone", "clinic", "label.clinic-phone"),
        example="555-010-0100",
        setting="phones.daytime",
    ),
    Field(
        *("after-hours-phone", "phone", "clinic", "label.after-hours-phone"),
        example="555-010-0199",
        setting="phones.after_hours",
    ),
)
_SET: tuple[tuple[str, Kind, int, str], ...] = (
    ("clinic-address", "line", 4, "address"),
    ("clinic-website", "qr-code", 1, "website"),
    ("clinic-logo", "logo", 1, "logo"),
    ("clinic-hours", "line", 3, "hours.daytime"),
    ("after-hours-hours", "line", 3, "hours.after_hours"),
    ("interpreter-phone", "phone", 3, "phones.interpreter"),
    ("reviewed-by", "name", 1, "review.by"),
)
_LAID_OUT = tuple(
    Field(name, kind, "clinic", most_lines=lines, setting=setting, is_laid_out=True)
    for name, kind, lines, setting in _SET
)
FIELDS: dict[str, Field] = {field.name: field for field in (*_PATIENT, *_CLINIC, *_LAID_OUT)}

# The plan of the sessions: a date, a time and who takes the patient home, for each.
MOST_SESSIONS = 8
_SESSION = re.compile(r"session-([1-9]\d?)-(date|time|home)")
_KINDS_OF_SESSION: dict[str, Kind] = {"date": "date", "time": "time", "home": "name"}
_EXAMPLES = {"date": "2026-12-03", "time": "09:30", "home": "Ali"}


def get_field(name: str) -> Field | None:
    """Return a field by its name, or None where there is none of this name."""
    if name in FIELDS:
        return FIELDS[name]
    found = _SESSION.fullmatch(name)
    if not found or int(found[1]) > MOST_SESSIONS:
        return None
    what = found[2]
    return Field(name, _KINDS_OF_SESSION[what], "patient", example=_EXAMPLES[what])


def field_names() -> list[str]:
    """Return the names of all fields, those of a plan's sessions last."""
    sessions = (
        f"session-{number}-{what}"
        for number in range(1, MOST_SESSIONS + 1)
        for what in _KINDS_OF_SESSION
    )
    return [*FIELDS, *sessions]

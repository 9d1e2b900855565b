"""Clinics with numbers to call."""

from __future__ import annotations

from typing import Any

from kat_handouts.model.clinic import Clinic, Purpose
from kat_handouts.model.phone import Phone


def clinic_with(daytime: str = "", after_hours: str = "", name: str = "", **rest: Any) -> Clinic:
    """Return a clinic with one number for each purpose that is given."""
    purposes: dict[Purpose, str] = {"daytime": daytime, "after-hours": after_hours}
    phones = {purpose: (Phone(number),) for purpose, number in purposes.items() if number}
    return Clinic(name, phones, **rest)

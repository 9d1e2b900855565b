"""Packets, as data: what a patient is given at one moment, by name."""

from __future__ import annotations

PACKETS: dict[str, tuple[str, ...]] = {
    "before-first-visit": ("what-is-kat", "before-your-visit", "my-plan"),
    "day-of-session": ("your-session", "check-together", "side-effects"),
    "going-home": ("after-today", "next-steps", "side-effects"),
    "companion": ("for-your-companion",),
}

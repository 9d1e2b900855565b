"""The shipped project, and the names of what is in it."""

from __future__ import annotations

from pathlib import Path

from tests.support.sampling import sampled

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = (
    "en",
    *sorted(path.parent.parent.name.replace("_", "-") for path in ROOT.glob("locales/*/*/*.po")),
)
# English as it is written in gb, ie, au and nz has a catalog too, but no sheets elsewhere.
PRINTED = tuple(tag for tag in CATALOGS if tag != "en-GB")
# Tests that lay out pages take these, of each kind of script; CI checks every sheet there is.
LOCALES = tuple(
    sampled(
        ("en", "ar", "es", "hi", "ja", "km", "my", "ur", "zh-Hans"),
        7,
        always=("en", "ar", "es", "hi", "km", "zh-Hans"),
    )
)


HANDOUTS = (
    "what-is-kat",
    "your-session",
    "side-effects",
    "next-steps",
    "before-your-visit",
    "after-today",
    "for-your-companion",
    "my-plan",
    "check-together",
)

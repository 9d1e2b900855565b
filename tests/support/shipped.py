"""The shipped project, and the names of what is in it."""

from __future__ import annotations

from pathlib import Path

from tests.support.sampling import sampled

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = (
    "en",
    *sorted(path.parent.parent.name.replace("_", "-") for path in ROOT.glob("locales/*/*/*.po")),
)
# While the flag stands in `.ci/run`, shipped catalogs may be behind the English: tests of what they
# hold take the texts that are translated, however few. Whatever asks for it goes with the flag.
ALLOWS_UNTRANSLATED = "--allow-untranslated" in (ROOT / ".ci/run").read_text(encoding="utf-8")
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


def at_least(cases: int) -> int:
    """Return how many texts of a complete catalog a test must have seen; of another, any."""
    return 0 if ALLOWS_UNTRANSLATED else cases


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

"""The names of the content files within a project, and what they hold."""

from __future__ import annotations

LABELS = "content/labels.yaml"
WORDING = "content/wording.yaml"
GLOSSARY = "content/glossary.yaml"
SOURCES = "content/sources.yaml"
FACTS = "content/required-facts.yaml"
# What the last release had.
RELEASED = "content/released.yaml"
# A clinic's own words.
OVERRIDES = "content/texts.yaml"
# What changed in each revision, for clinics.
CHANGES = "content/CHANGELOG.md"

REGIONS = "content/regions"

# Lists that lie over the shipped ones entry by entry.
BY_ENTRY = frozenset({WORDING, GLOSSARY, SOURCES, FACTS})

# The files directly in content/ that are no handouts.
NO_HANDOUTS = frozenset({LABELS, WORDING, GLOSSARY, SOURCES, FACTS, RELEASED, OVERRIDES})


def handout_name(handout: str) -> str:
    """Return the name of a handout's file, by the handout's id."""
    return f"content/{handout}.yaml"


def region_name(region: str) -> str:
    """Return the name of a region's file, by the region's code."""
    return f"{REGIONS}/{region}.yaml"


def stem(name: str) -> str:
    """Return the id or the code that a file's name holds."""
    return name.rpartition("/")[2].removesuffix(".yaml")

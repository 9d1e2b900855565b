"""The names of the content files within a project, and what they hold."""

from __future__ import annotations

import re
import unicodedata

from kat_handouts.content.text import is_key
from kat_handouts.model.errors import Finding
from kat_handouts.model.path_names import is_path_name

# The longest id of a handout: with edition, region, route and language it makes a file name.
LONGEST_ID = 60
# What begins the ids of texts that belong to no handout.
_TAKEN = {"label", "region", "sign", "advice", "easy-read"}

LABELS = "content/labels.yaml"
SIGNS = "content/signs.yaml"
ADVICE = "content/advice.yaml"
WORDING = "content/wording.yaml"
GLOSSARY = "content/glossary.yaml"
SOURCES = "content/sources.yaml"
FACTS = "content/required-facts.yaml"
# What was read of each handout for its scores.
JUDGED = "content/judged.yaml"
QUESTIONS = "content/questions.yaml"
# What the last release had.
RELEASED = "content/released.yaml"
# A clinic's own words.
OVERRIDES = "content/texts.yaml"
# What changed in each revision, for clinics.
CHANGES = "content/CHANGELOG.md"

REGIONS = "content/regions"
EASY_READS = "content/easy-read"

# Lists that lie over the shipped ones entry by entry, with the fields whose entries may be taken
# away. A source that is gone would be cited, a concept be translated, a fact or a sign be missed.
BY_ENTRY = {
    WORDING: {"rules", "hard_to_translate"},
    GLOSSARY: {"terms"},
    SOURCES: set[str](),
    FACTS: set[str](),
    JUDGED: {"handouts"},
    QUESTIONS: set[str](),
    SIGNS: set[str](),
    ADVICE: set[str](),
}

# The files directly in content/ that are no handouts.
NO_HANDOUTS = frozenset({LABELS, *BY_ENTRY, RELEASED, OVERRIDES})


def wrong_handout_id(id_: str) -> Finding | None:
    """Return why an id cannot be that of a handout, with one that can, or None where it can."""
    is_taken = id_ in _TAKEN or handout_name(id_) in NO_HANDOUTS
    if is_key(id_) and is_path_name(id_) and len(id_) <= LONGEST_ID and not is_taken:
        return None
    letters = unicodedata.normalize("NFKD", id_.casefold()).encode("ascii", "ignore").decode()
    right = "-".join(re.findall(r"[a-z0-9]+", letters)).lstrip("0123456789-")[:LONGEST_ID]
    right = right.rstrip("-") or "parking"
    return Finding(
        "handout-name",
        f"“{id_[:60]}” cannot be the name of a sheet",
        hint=f"use up to {LONGEST_ID} small letters, digits and hyphens: {right}"
        + (f"-sheet.yaml; “{id_}” is taken" if is_taken else ".yaml"),
    )


def handout_name(handout: str) -> str:
    """Return the name of a handout's file, by the handout's id."""
    return f"content/{handout}.yaml"


def region_name(region: str) -> str:
    """Return the name of a region's file, by the region's code."""
    return f"{REGIONS}/{region}.yaml"


def easy_read_name(handout: str) -> str:
    """Return the name of the file with a handout's frames, by the handout's id."""
    return f"{EASY_READS}/{handout}.yaml"


def easy_read_root(handout: str) -> str:
    """Return what begins the ids of the texts of a handout's frames."""
    return f"easy-read.{handout}"


def stem(name: str) -> str:
    """Return the id or the code that a file's name holds."""
    return name.rpartition("/")[2].removesuffix(".yaml")
